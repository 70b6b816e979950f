"""Targets: marks for parts of life and values, each in its ring; 7 is the middle.

A thing without a mark is not on the target; nothing is drawn for it.
"""

from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.fields import Ref
from whyward.journal.folding.nouns_noticing import CHECKINS
from whyward.journal.formulas.target import ring_of
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.telling_noticing import name_of_ref


class TargetMark(msgspec.Struct, frozen=True, kw_only=True):
    """A mark, for what, and where."""

    on: Ref
    name: str
    radius: float
    angle: float | None
    ring: int


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A target with its marks, as they stand."""

    id: bytes
    on: date
    marks: tuple[TargetMark, ...]


def targets(pages: Pages) -> list[Target]:
    """Return targets that have marks, the latest first."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    rows = [row for row in pages.all(CHECKINS) if row.marks]
    return [
        Target(
            id=row.checkin_id,
            on=life_day(row.at, row.tz, ends_at),
            marks=tuple(
                TargetMark(
                    on=mark.on,
                    name=name_of_ref(mark.on, labels),
                    radius=mark.radius,
                    angle=mark.angle,
                    ring=ring_of(mark.radius),
                )
                for mark in row.marks
            ),
        )
        for row in sorted(rows, key=lambda row: (row.at + row.tz * 60_000, row.stamp), reverse=True)
    ]
