"""A stored series beside what was folded of it: whether it still goes on from there, or is another one by now.

It reads and compares; what follows from the answer is the log's matter.
"""

from collections.abc import Mapping, Sequence

from whyward.journal.ports import Ends, LogReader, StoredSegment
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import EMPTY, Segment, Tail, decode_header, segment_hash


async def goes_on(reader: LogReader, stored: StoredSegment, held: Tail) -> bool:
    """Whether a stored segment follows what was folded, or would but for damage: only then is nothing folded anew.

    Of a damaged one nobody can say that it does not; and where the log still holds what was folded right before it,
    no other process has put another series in its place.
    """
    try:
        _, core = decode_header(stored.segment.header)
    except TheirFault:
        return True
    return core.prev == held.hash or await _holds(reader, stored.device, held)


async def _holds(reader: LogReader, device: DeviceId, held: Tail) -> bool:
    if held == EMPTY:
        return True
    stored = await reader.page(device, held.n, segments_max=1)
    return bool(stored) and stored[0].hash == held.hash


async def repeats_otherwise(
    reader: LogReader, device: DeviceId, start: int, run: Sequence[Segment], tail: Tail
) -> bool:
    """Whether the last segment of a run that is held already is held in another form."""
    last = min(tail.n, start + len(run) - 1)
    if last < start:
        return False
    held = await reader.page(device, last, segments_max=1)
    return not held or held[0].hash != segment_hash(run[last - start].header)


def has_shrunk(heads: Mapping[DeviceId, Tail], ends: Ends) -> bool:
    """Whether the log holds less than was folded: a series was cut short, or sealed anew, by another process."""
    now = ends.tail_by_device
    return any(
        now.get(device, EMPTY).n < tail.n or (now[device].n == tail.n and now[device].hash != tail.hash)
        for device, tail in heads.items()
    )
