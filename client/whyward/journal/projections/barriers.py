"""What got in the way, what was tried, how it was answered, and wins.

There is no count of answers that were not given.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.barriers import BarrierAnswer, BarrierKind
from whyward.journal.events.fields import Ref, shown_choice
from whyward.journal.events.tools import Helped, ToolAnswer
from whyward.journal.folding.barriers import BarrierRow, WinRow
from whyward.journal.folding.goals import OPEN
from whyward.journal.folding.nouns import BARRIERS, GOALS, WINS
from whyward.journal.folding.tools import Try
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels, first_line


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """A tool that was tried: how strong it was before and after, and what it did, as far as the person said."""

    id: bytes
    on: date
    tool_id: str
    tool_version: int
    answers: tuple[ToolAnswer, ...]
    minutes: int | None
    before: int | None
    after: int | None
    helped: str | None
    note: str | None
    is_rated: bool


class Barrier(msgspec.Struct, frozen=True, kw_only=True):
    """Something that stood in the way. `kind` is "other" for a word that this version does not know."""

    id: bytes
    on: date
    kind: str
    custom: str | None
    goal_id: bytes | None
    goal: str | None
    step: str | None
    value_ids: tuple[bytes, ...]
    situation: str | None
    thoughts: tuple[str, ...]
    feelings: tuple[str, ...]
    body: tuple[str, ...]
    urges: tuple[str, ...]
    strength: int | None
    letters: tuple[str, ...]
    external: bool | None
    tries: tuple[Tried, ...]
    response: str | None
    learned: str | None


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may come in the way of a goal."""

    id: bytes
    kind: str
    custom: str | None
    text: str | None
    goal_id: bytes
    goal: str


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


def barrier_shown(pages: Pages, barrier_id: bytes) -> Barrier | None:
    """Return one barrier with all that was tried, or None."""
    row = pages.one(BARRIERS, barrier_id)
    return None if row is None else _barrier(row, Labels(pages), pages.day_ends_at)


def expected(pages: Pages, *, goal_id: bytes | None = None) -> list[Expected]:
    """Return what may come in the way of open goals, or of one goal, in the order of the goals as they were set."""
    goals = sorted(pages.all(GOALS), key=lambda row: row.stamp)
    wanted = [row for row in goals if (row.status in OPEN if goal_id is None else row.goal_id == goal_id)]
    return [
        Expected(
            id=one.expect_id,
            kind=shown_choice(one.kind, BarrierKind),
            custom=one.custom,
            text=one.text,
            goal_id=row.goal_id,
            goal=first_line(row.statement),
        )
        for row in wanted
        for one in row.expects
    ]


def _barrier(row: BarrierRow, labels: Labels, ends_at: int) -> Barrier:
    return Barrier(
        id=row.barrier_id,
        on=life_day(row.at, row.tz, ends_at),
        kind=shown_choice(row.kind, BarrierKind),
        custom=row.custom,
        goal_id=row.goal_id,
        goal=None if row.goal_id is None else labels.goal(row.goal_id),
        step=_step(row, labels),
        value_ids=row.value_ids,
        situation=row.situation,
        thoughts=row.thoughts,
        feelings=row.feelings,
        body=row.body,
        urges=row.urges,
        strength=row.strength,
        letters=row.letters,
        external=row.external,
        tries=tuple(_tried(one, before, ends_at) for one, before in with_strength_before(row)),
        response=None if row.response is None else shown_choice(row.response, BarrierAnswer),
        learned=row.learned,
    )


def _step(row: BarrierRow, labels: Labels) -> str | None:
    """Return what was planned, in its words, of the step that it stood before."""
    goal = None if row.goal_id is None else labels.goals.get(row.goal_id)
    planned = () if goal is None or goal.striving is None else goal.striving.planned
    return next((first_line(step.text) for step in planned if step.step_id == row.step_id), None)


def with_strength_before(row: BarrierRow) -> Iterator[tuple[Try, int | None]]:
    """Yield the tries of a barrier, each with how strong it was before: as last said."""
    strength = row.strength
    for one in row.tries:
        yield one, strength
        strength = strength if one.after_strength is None else one.after_strength


def _tried(one: Try, before: int | None, ends_at: int) -> Tried:
    return Tried(
        id=one.try_id,
        on=life_day(one.at, one.tz, ends_at),
        tool_id=one.tool_id,
        tool_version=one.tool_version,
        answers=one.answers,
        minutes=one.minutes,
        before=before,
        after=one.after_strength,
        helped=None if one.helped is None else shown_choice(one.helped, Helped),
        note=one.note,
        is_rated=one.is_rated,
    )


def wins(pages: Pages) -> list[Win]:
    """Return wins, the latest first."""
    rows = sorted(pages.all(WINS), key=lambda row: (row.at, row.win_id), reverse=True)
    return [_win(row) for row in rows]


def _win(row: WinRow) -> Win:
    return Win(id=row.win_id, on=row.occurred_on, text=row.text, about=row.about, value_ids=row.value_ids)
