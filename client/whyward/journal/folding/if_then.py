"""What an if-then plan has come to: its words as last changed, when it was used, whether it is still wanted."""

from collections.abc import Sequence
from datetime import date

import msgspec

from whyward.journal.events.if_then import IfThenChanged, IfThenMade, IfThenRetired, IfThenUsed
from whyward.journal.folding.happened import Happened


class UsedOnce(msgspec.Struct, frozen=True, kw_only=True):
    """One time the plan was there when it came."""

    on: date
    helped: str | None
    note: str | None


class PlanRow(msgspec.Struct, frozen=True, kw_only=True):
    """An if-then plan as it is now."""

    plan_id: bytes
    goal_id: bytes | None
    step_id: bytes | None
    barrier_kind: str | None
    if_text: str
    then_text: str
    stamp: tuple[int, bytes, bytes]
    used: tuple[UsedOnce, ...] = ()
    retired: bool = False


def fold_plan(happened: Sequence[Happened]) -> PlanRow | None:
    """Return the plan that its events come to, or None before it is made."""
    standing = [one for one in happened if one.stands]
    first = next((one for one in standing if isinstance(one.body, IfThenMade)), None)
    if first is None or not isinstance(first.body, IfThenMade):
        return None
    made = first.body
    row = PlanRow(
        plan_id=made.plan_id,
        goal_id=made.goal_id,
        step_id=made.step_id,
        barrier_kind=made.barrier_kind,
        if_text=made.if_text,
        then_text=made.then_text,
        stamp=(first.event.hlc, first.device, first.event.id),
    )
    for one in standing:
        row = _after(row, one)
    return row


def _after(row: PlanRow, one: Happened) -> PlanRow:
    match one.body:
        case IfThenChanged(if_text=if_text, then_text=then_text):
            return msgspec.structs.replace(row, if_text=if_text or row.if_text, then_text=then_text or row.then_text)
        case IfThenUsed(occurred_on=on, helped=helped, note=note):
            return msgspec.structs.replace(row, used=(*row.used, UsedOnce(on=on, helped=helped, note=note)))
        case IfThenRetired():
            return msgspec.structs.replace(row, retired=True)
        case _:
            return row
