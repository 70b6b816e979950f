"""Moments of choice, as they were noted.

Which way more of them went is counted nowhere.
"""

from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.choices import Went
from whyward.journal.events.fields import shown_choice
from whyward.journal.folding.choices import ChoiceRow
from whyward.journal.folding.nouns_hindering import CHOICES
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels


class ChoicePoint(msgspec.Struct, frozen=True, kw_only=True):
    """A moment of choice: what pulled, what held, the moves that were there, and which way it went."""

    id: bytes
    on: date
    situation: str
    hooks: tuple[str, ...]
    helpers: tuple[str, ...]
    away: tuple[str, ...]
    toward: tuple[str, ...]
    went: str
    value_ids: tuple[bytes, ...]
    values: tuple[str, ...]
    note: str | None


def choice_points(pages: Pages) -> list[ChoicePoint]:
    """Return moments of choice, the latest first."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    rows = sorted(pages.all(CHOICES), key=lambda row: row.stamp, reverse=True)
    return [_shown(row, labels, ends_at) for row in rows]


def _shown(row: ChoiceRow, labels: Labels, ends_at: int) -> ChoicePoint:
    return ChoicePoint(
        id=row.choice_id,
        on=life_day(row.at, row.tz, ends_at),
        situation=row.situation,
        hooks=row.hooks,
        helpers=row.helpers,
        away=row.away,
        toward=row.toward,
        went=shown_choice(row.went, Went),
        value_ids=row.value_ids,
        values=tuple(map(labels.value, row.value_ids)),
        note=row.note,
    )
