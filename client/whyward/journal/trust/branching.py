"""Branches: two control logs that part, and how a device goes on with the one that everybody goes on with.

An honest relay that was set back to an old copy makes them, and so does a lying one. Both branches are kept, the
person is told, and what was sealed in knowledge of the losing one waits to be sealed anew or lies in quarantine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from whyward.journal.asking import Asking
from whyward.journal.consequences import draw_consequences
from whyward.journal.log import Log
from whyward.journal.ports import LogReader, LogTransaction
from whyward.protocol.branches import stands_on
from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.forks import outweighs
from whyward.protocol.ids import U64, Bytes32, DeviceId
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.segments import EMPTY, Tail
from whyward.protocol.statements import SignedStatement, statement_hash

_OWN_END = "own_end"
_PAGE_SEGMENTS = 500


class _OwnEnd(Wire, frozen=True):
    n: U64
    hash: Bytes32


_SHAPE = Shape(_OwnEnd, name="own end", bytes_max=64)


@dataclass(frozen=True, slots=True)
class Branches:
    """Two control logs with a common start: the index where they part, and what follows in each."""

    at: int
    mine: list[SignedStatement]
    theirs: list[SignedStatement]
    common: ControlLog


async def rejoin(log: Log, asking: Asking) -> None:
    """Compare control logs with a relay; go on with the branch that counts, here or there; raise an alarm for good.

    Raise `TheirFault` if what the relay shows is no control log of this space.
    """
    theirs = [signed async for signed in asking.statements(log.control.space_id)]
    try:
        parted = await compared(log, theirs)
    except TheirFault as fault:
        async with log.store.turn() as turn:
            await turn.raise_alarm(fault.code, b"", log.world.clock.now_ms())
        raise
    if parted is None:
        return  # Another session of this device has rejoined them meanwhile; or the relay lies, and gets tired of it.
    if outweighs(parted.theirs[0], parted.mine[0]):
        await adopt(log, parted)
    else:
        await _tell(log, parted)
        await asking.branch(log.control.space_id, parted.at, parted.mine)


async def compared(log: Log, theirs: Sequence[SignedStatement]) -> Branches | None:
    """Find where a control log from elsewhere parts from this one; all of it must be valid. None: nothing parts."""
    mine = await log.store.statements(0)
    both = min(len(mine), len(theirs))
    at = next((index for index in range(both) if mine[index].raw != theirs[index].raw), both)
    if at == 0:
        raise TheirFault("the control log is of another space, or of none", code=Code.CONTROL_FORKED)
    if at == both:
        return None
    check = log.world.crypto.check
    common = found(mine[0], check)
    for signed in mine[1:at]:
        common = common.follow(signed, check)
    control = common
    for signed in theirs[at:]:
        control = control.follow(signed, check)
    return Branches(at, mine[at:], list(theirs[at:]), common)


async def adopt(log: Log, parted: Branches) -> None:
    """Go on with the other branch, in one turn with all that follows from it for what is held."""
    now_ms, me = log.world.clock.now_ms(), log.keys.device_id
    async with log.store.turn() as turn:
        await log.catch_up(turn)
        await turn.replace_statements(parted.at, parted.theirs)
        control = parted.common
        for signed in parted.theirs:
            control = control.follow(signed, log.world.crypto.check)
        await draw_consequences(turn, parted.common, control, me=me, now_ms=now_ms)
        for device, tail in (await turn.ends()).tail_by_device.items():
            await _leave_branch(turn, control, device, tail, me=me)
        await turn.raise_alarm(Code.CONTROL_FORKED, statement_hash(parted.mine[0].raw), now_ms)
    log.control = control
    await log.start_over()


async def _tell(log: Log, parted: Branches) -> None:
    other = parted.theirs[0]
    async with log.store.turn() as turn:
        await turn.raise_alarm(Code.CONTROL_FORKED, statement_hash(other.raw), log.world.clock.now_ms())
        for index, signed in enumerate(parted.theirs, parted.at):
            await turn.quarantine(DeviceId(b""), index, Code.CONTROL_FORKED, encoded(signed))


async def _leave_branch(
    turn: LogTransaction, control: ControlLog, device: DeviceId, end: Tail, *, me: DeviceId
) -> None:
    """Cut a series after its last segment that was sealed in knowledge of the branch that counts."""
    last = EMPTY
    while stored := await turn.page(device, last.n + 1, segments_max=_PAGE_SEGMENTS):
        for item in stored:
            if not stands_on(control, item.segment.header):
                if device == me:
                    await turn.put(_OWN_END, encoded(_OwnEnd(last.n, last.hash)))
                else:
                    await turn.truncate(device, last.n, Code.CONTROL_FORKED)
                return
            last = Tail(item.n, item.hash)
    assert last.n == end.n, "a series was read to its end"


async def own_end(reader: LogReader) -> Tail | None:
    """Return where this device's own series ends on the branch that counts, if it goes on beyond that."""
    raw = await reader.get(_OWN_END)
    if not raw:
        return None
    said = _SHAPE.decode(raw)
    return Tail(said.n, said.hash)


async def forget_own_end(turn: LogTransaction) -> None:
    """Note that what lay beyond it was sealed anew."""
    await turn.put(_OWN_END, b"")
