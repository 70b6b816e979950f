"""Late segments: what a device that was stopped sealed beyond its cut, genuine but never merged.

They lie in quarantine, checked for their place and signature, until the owner takes them over or lets them be. What
was taken over is noted, so that nobody asks for it again and a session that goes on finds the end it knows.
"""

from collections.abc import Sequence

from whyward.journal.ports import LogReader, LogTransaction
from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import U64, Bytes32, DeviceId
from whyward.protocol.limits import BODY_BYTES_MAX, HEADER_BYTES_MAX, PENDING_SEGMENTS_MAX
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import Segment, Tail, decode_header, place_late_run, segment_hash
from whyward.protocol.signatures import Check

_SEGMENT = Shape(Segment, name="quarantined segment", bytes_max=BODY_BYTES_MAX + 2 * HEADER_BYTES_MAX)
_TAKEN_OVER = "late_taken_over"


class _TakenOver(Wire, frozen=True):
    """Up to where a stopped series was taken over here; it counts for this very cut only."""

    device_id: Bytes32
    cut: Bytes32
    n: U64
    hash: Bytes32


_SHAPE = Shape(list[_TakenOver], name="late records taken over", bytes_max=1 << 20)


async def take_late(
    turn: LogTransaction, device: DeviceId, run: Sequence[Segment], control: ControlLog, check: Check
) -> int | None:
    """Put a run beyond the cut into quarantine; return up to where it is there now, None if nothing was late.

    Raise `TheirFault` for a run that is not genuine, or beyond the bound: nobody fills this disk from a stolen device.
    """
    if not run:
        return None
    end = await late_tail(turn, device, control)
    fresh = [segment for segment in run if _n(segment) > end.n]
    if end.n + len(fresh) > _cut(device, control).n + PENDING_SEGMENTS_MAX:
        # Not `late`: under that name it would lie beside what was checked, and count as the end of it.
        raise TheirFault("too much lies beyond the device's cut", code=Code.FULL, about=device)
    for placed in place_late_run(fresh, device=device, after=end, control=control, check=check):
        await turn.quarantine(device, placed.core.n, Code.LATE, encoded(placed.segment))
        end = Tail(placed.core.n, placed.hash)
    return end.n


async def late_tail(reader: LogReader, device: DeviceId, control: ControlLog) -> Tail:
    """Return the end of what is known of a stopped series: the last late segment, what was taken over, or the cut."""
    cut = _cut(device, control)
    known = (await taken_over(reader, control)).get(device, cut)
    numbers = [n for n in await _late_numbers(reader, device) if n > known.n]
    if not numbers:
        return known
    segment = await late_segment(reader, device, max(numbers))
    return Tail(max(numbers), segment_hash(segment.header))


async def taken_over(reader: LogReader, control: ControlLog) -> dict[DeviceId, Tail]:
    """Return up to where stopped series were taken over here, beyond the cuts that count."""
    found: dict[DeviceId, Tail] = {}
    for item in await _noted(reader):
        cut = control.cut_of(device := DeviceId(item.device_id))
        if cut is not None and cut.hash == item.cut and cut.n < item.n:
            found[device] = Tail(item.n, item.hash)
    return found


async def note_taken_over(turn: LogTransaction, device: DeviceId, control: ControlLog) -> None:
    """Note that all that lies in quarantine of a stopped series is being taken over, in the turn that does it."""
    if control.cut_of(device) is None:
        return
    cut, end = _cut(device, control), await late_tail(turn, device, control)
    others = [item for item in await _noted(turn) if item.device_id != device]
    await turn.put(_TAKEN_OVER, encoded([*others, _TakenOver(device, cut.hash, end.n, end.hash)]))


async def _noted(reader: LogReader) -> list[_TakenOver]:
    raw = await reader.get(_TAKEN_OVER)
    return _SHAPE.decode(raw) if raw else []


async def late_segment(reader: LogReader, device: DeviceId, n: int) -> Segment:
    """Return one late segment."""
    raw = await reader.quarantined_bytes(device, n, Code.LATE)
    assert raw is not None, "what is listed is there"
    return _SEGMENT.decode(raw)


async def no_longer_late(turn: LogTransaction, device: DeviceId, end: int) -> None:
    """Take out of quarantine what was merged after all, up to `end`: another removal counts, with a later cut."""
    numbers = await _late_numbers(turn, device)
    if all(n > end for n in numbers):
        return
    still_late = [(n, await turn.quarantined_bytes(device, n, Code.LATE)) for n in numbers if n > end]
    await turn.release(device, Code.LATE)
    for n, raw in still_late:
        assert raw is not None, "what is listed is there"
        await turn.quarantine(device, n, Code.LATE, raw)


async def _late_numbers(reader: LogReader, device: DeviceId) -> list[int]:
    return [item.n for item in await reader.quarantined(Code.LATE) if item.device == device]


def _cut(device: DeviceId, control: ControlLog) -> Tail:
    cut = control.cut_of(device)
    assert cut is not None, "only what lies beyond a cut is late"
    return Tail(*cut)


def _n(segment: Segment) -> int:
    return decode_header(segment.header)[1].n
