"""What got in the way, how it was answered, and wins.

There is no count of answers that were not given.
"""

from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.barriers import BarrierAnswer, BarrierKind
from whyward.journal.events.fields import Ref, shown_choice
from whyward.journal.folding.barriers import BarrierRow, WinRow
from whyward.journal.folding.nouns import BARRIERS, WINS
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels


class Barrier(msgspec.Struct, frozen=True, kw_only=True):
    """Something that stood in the way. `kind` is "other" for a word that this version does not know."""

    id: bytes
    on: date
    kind: str
    custom: str | None
    goal_id: bytes | None
    goal: str | None
    value_ids: tuple[bytes, ...]
    situation: str | None
    thoughts: tuple[str, ...]
    feelings: tuple[str, ...]
    body: tuple[str, ...]
    urges: tuple[str, ...]
    strength: int | None
    response: str | None
    learned: str | None


class Win(msgspec.Struct, frozen=True, kw_only=True):
    """Something that went well."""

    id: bytes
    on: date
    text: str
    about: Ref | None
    value_ids: tuple[bytes, ...]


def barriers(pages: Pages, *, goal_id: bytes | None = None, kind: str | None = None) -> list[Barrier]:
    """Return barriers, the latest first."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    rows = sorted(pages.all(BARRIERS), key=lambda row: row.stamp, reverse=True)
    found = [_barrier(row, labels, ends_at) for row in rows if goal_id is None or row.goal_id == goal_id]
    return [barrier for barrier in found if kind is None or barrier.kind == kind]


def _barrier(row: BarrierRow, labels: Labels, ends_at: int) -> Barrier:
    return Barrier(
        id=row.barrier_id,
        on=life_day(row.at, row.tz, ends_at),
        kind=shown_choice(row.kind, BarrierKind),
        custom=row.custom,
        goal_id=row.goal_id,
        goal=None if row.goal_id is None else labels.goal(row.goal_id),
        value_ids=row.value_ids,
        situation=row.situation,
        thoughts=row.thoughts,
        feelings=row.feelings,
        body=row.body,
        urges=row.urges,
        strength=row.strength,
        response=None if row.response is None else shown_choice(row.response, BarrierAnswer),
        learned=row.learned,
    )


def wins(pages: Pages) -> list[Win]:
    """Return wins, the latest first."""
    rows = sorted(pages.all(WINS), key=lambda row: (row.at, row.win_id), reverse=True)
    return [_win(row) for row in rows]


def _win(row: WinRow) -> Win:
    return Win(id=row.win_id, on=row.occurred_on, text=row.text, about=row.about, value_ids=row.value_ids)
