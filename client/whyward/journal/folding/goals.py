"""What a goal has come to: its fields as last adjusted, its values, its state.

Set makes it active; active and paused change into each other; either may be completed or let go; both may be reopened.
What does not fit the state changes nothing here and still stands in the story.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import msgspec

from whyward.journal.events.goals import (
    GoalAdjusted,
    GoalCompleted,
    GoalLetGo,
    GoalLinkedToValue,
    GoalPaused,
    GoalReopened,
    GoalResumed,
    GoalSet,
    GoalUnlinkedFromValue,
)
from whyward.journal.folding.expecting import Expectation, expectations_of
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.striving import Striving, fold_striving


class GoalStatus(StrEnum):
    """Where a goal stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    LET_GO = "let-go"


OPEN = frozenset({GoalStatus.ACTIVE, GoalStatus.PAUSED})
ENDED = frozenset({GoalStatus.COMPLETED, GoalStatus.LET_GO})


class GoalRow(msgspec.Struct, frozen=True, kw_only=True):
    """A goal as it is now. `stamp` is the place of its setting in the order of all events."""

    goal_id: bytes
    statement: str
    status: str
    why: str | None
    value_ids: tuple[bytes, ...]
    domain_ids: tuple[str, ...]
    kind: str
    measure: str
    target: float | None
    unit: str | None
    per: str | None
    starts_on: date | None
    ends_on: date | None
    tiny_version: str | None
    confidence: int | None
    willingness: int | None
    proposed_by: str
    set_at: int
    set_tz: int
    stamp: tuple[int, bytes, bytes]
    paused_until: date | None = None
    completed_on: date | None = None
    meaning: str | None = None
    next: str | None = None
    learned: str | None = None
    expects: tuple[Expectation, ...] = ()
    striving: Striving | None = None


def fold_goal(happened: Sequence[Happened]) -> GoalRow | None:
    """Return the goal that its events come to, or None before it is set."""
    standing = [one for one in happened if one.stands]
    first = next((one for one in standing if isinstance(one.body, GoalSet)), None)
    if first is None or not isinstance(first.body, GoalSet):
        return None
    row = _set(first, first.body)
    if len(standing) == 1:
        return row
    for one in standing:
        row = _after(row, one)
    return msgspec.structs.replace(row, expects=expectations_of(standing), striving=fold_striving(standing))


def _set(one: Happened, goal: GoalSet) -> GoalRow:
    return GoalRow(
        goal_id=goal.goal_id,
        statement=goal.statement,
        status=GoalStatus.ACTIVE.value,
        why=goal.why,
        value_ids=tuple(dict.fromkeys(goal.value_ids)),
        domain_ids=tuple(dict.fromkeys(goal.domain_ids)),
        kind=goal.kind,
        measure=goal.measure,
        target=goal.target,
        unit=goal.unit,
        per=goal.per,
        starts_on=goal.starts_on,
        ends_on=goal.ends_on,
        tiny_version=goal.tiny_version,
        confidence=goal.confidence,
        willingness=goal.willingness,
        proposed_by=goal.proposed_by,
        set_at=one.event.at,
        set_tz=one.event.tz,
        stamp=(one.event.hlc, one.device, one.event.id),
    )


def _after(row: GoalRow, one: Happened) -> GoalRow:
    match one.body:
        case GoalAdjusted(changes=changes):
            return msgspec.structs.replace(row, **_changed(changes))
        case GoalLinkedToValue(value_id=value_id):
            others = tuple(other for other in row.value_ids if other != value_id)
            return msgspec.structs.replace(row, value_ids=(*others, value_id))
        case GoalUnlinkedFromValue(value_id=value_id):
            others = tuple(other for other in row.value_ids if other != value_id)
            return msgspec.structs.replace(row, value_ids=others)
        case _:
            return moved(row, one)


def _changed(changes: msgspec.Struct) -> dict[str, object]:
    every = ((name, getattr(changes, name)) for name in changes.__struct_fields__)
    return {name: value for name, value in every if value is not msgspec.UNSET}


def moved(row: GoalRow, one: Happened) -> GoalRow:
    """Return the goal after an event that changes its state, or the very same row if it does not fit.

    Ended to ended is let through: only two devices that did not see each other can do that, and the later one wins.
    """
    status = GoalStatus(row.status)
    match one.body:
        case GoalPaused(until=until) if status is GoalStatus.ACTIVE:
            return msgspec.structs.replace(row, status=GoalStatus.PAUSED.value, paused_until=until)
        case GoalResumed() if status is GoalStatus.PAUSED:
            return msgspec.structs.replace(row, status=GoalStatus.ACTIVE.value, paused_until=None)
        case GoalCompleted() as done:
            return msgspec.structs.replace(
                row,
                status=GoalStatus.COMPLETED.value,
                paused_until=None,
                completed_on=done.completed_on,
                meaning=done.meaning,
                next=done.next,
                learned=None,
            )
        case GoalLetGo(learned=learned):
            return msgspec.structs.replace(
                row,
                status=GoalStatus.LET_GO.value,
                paused_until=None,
                completed_on=None,
                meaning=None,
                next=None,
                learned=learned,
            )
        case GoalReopened() if status in ENDED:
            return msgspec.structs.replace(
                row,
                status=GoalStatus.ACTIVE.value,
                completed_on=None,
                meaning=None,
                next=None,
                learned=None,
            )
        case _:
            return row
