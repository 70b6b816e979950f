"""What new statements mean for what a device holds already: series cut short, bodies dropped, people told.

It runs in the turn that stores the statements, so that no moment exists in which a removal is known and not kept.
It refuses to judge statements; they were followed before.
"""

from collections.abc import Sequence
from typing import Final

from whyward.journal.changes import note_change
from whyward.journal.epoch_age import note_epoch
from whyward.journal.ports import LogTransaction
from whyward.protocol.errors import Code
from whyward.protocol.ids import DeviceId
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import EMPTY, Tail
from whyward.protocol.statements import Party

FALSE_STATEMENT: Final = frozenset(
    {Code.NOT_ALLOWED, Code.BAD_SIGNATURE, Code.BAD_PROOF, Code.BAD_EPOCH, Code.WRONG_PLACE}
)
"""Why a statement that a carrier showed is false: no honest carrier shows one, so the person is told."""


async def draw_consequences(
    turn: LogTransaction, before: ControlLog, after: ControlLog, *, me: DeviceId, now_ms: int
) -> bool:
    """Bring what is stored in line with statements that were just followed; return whether pages must start over."""
    tails = (await turn.ends()).tail_by_device
    cut_short = await _cut(turn, before, after, tails, me, now_ms)
    erased = await _erase(turn, before, after)
    await _tell(turn, before, after, me, now_ms)
    await note_change(turn, range(before.index + 1, after.index + 1), now_ms)
    if after.epoch.body.epoch_id != before.epoch.body.epoch_id:
        await note_epoch(turn, after, (await turn.ends()).tail_by_device, now_ms)
    return cut_short or erased


async def _cut(
    turn: LogTransaction,
    before: ControlLog,
    after: ControlLog,
    tails: dict[DeviceId, Tail],
    me: DeviceId,
    now_ms: int,
) -> bool:
    """Move what lies beyond a new cut into quarantine; one's own stays, to be sealed anew or for oneself to read."""
    has_cut = False
    old = before.cuts()
    for device, cut in after.cuts().items():
        held = tails.get(device, EMPTY)
        if device == me or old.get(device) == cut or held.n < cut.n:
            continue
        at_cut = held if held.n == cut.n else await _tail_at(turn, device, cut.n)
        if at_cut.hash != cut.hash:
            # The cut is signed by who may say it: what is held is another form, and what counts is fetched again.
            await turn.raise_alarm(Code.FORKED, device, now_ms)
            await turn.truncate(device, 0, Code.FORKED)
            has_cut = True
        elif held.n > cut.n:
            await turn.truncate(device, cut.n, Code.LATE)
            has_cut = True
    return has_cut


async def _tail_at(turn: LogTransaction, device: DeviceId, n: int) -> Tail:
    stored = await turn.page(device, n, segments_max=1) if n else []
    return Tail(n, stored[0].hash) if stored else EMPTY


async def _erase(turn: LogTransaction, before: ControlLog, after: ControlLog) -> bool:
    has_erased = False
    for device, numbers in after.erased.items():
        fresh: Sequence[int] = sorted(numbers - before.erased.get(device, frozenset()))
        if fresh:
            await turn.drop_bodies(device, fresh)
            has_erased = True
    return has_erased


async def _tell(turn: LogTransaction, before: ControlLog, after: ControlLog, me: DeviceId, now_ms: int) -> None:
    """Raise what the person must see on every device: that the recovery words were used.

    The kit of a share is no words on paper: by it the owner's own devices come in, one after the other.
    """
    if after.is_share:
        return
    kits = {member.device_id for member in (*after.former.values(), *after.members.values()) if _is_kit(member.party)}
    for device, member in after.members.items():
        if device != me and device not in before.members and member.admitted_by in kits:
            await turn.raise_alarm(Code.RECOVERY_USED, device, now_ms)


def _is_kit(party: Party) -> bool:
    return party is Party.RECOVERY
