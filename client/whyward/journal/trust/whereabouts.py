"""Whereabouts: where each entry is by now: on this device, kept by the relay (signed for), seen by which device.

"Seen" is the other device's own sealed word that it has merged the segment; a relay cannot make it up.
"""

from dataclasses import dataclass

from whyward.journal.events.catalogue import ENTRY_WRITTEN
from whyward.journal.events.entries import EntryWritten
from whyward.journal.events.reading import body_of
from whyward.journal.log import Log
from whyward.journal.projections.entries import entries
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId

_PAGE_SEGMENTS = 200
_PAGES_MAX = 25
"""How far back in each series is looked: five thousand segments; an entry before that is not said."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where one entry is: who wrote it, whether the relay signed for it, and which other devices have merged it."""

    entry_id: bytes
    title: str
    device: DeviceId
    is_kept: bool
    seen_by: list[DeviceId]


async def whereabouts(log: Log, count: int) -> list[Whereabouts]:
    """Return where the latest entries are, the latest first."""
    wanted = {entry.id: entry.title for entry in entries(log.pages)[:count]}
    place_by_entry = await _places(log, set(wanted))
    kept = await log.store.kept()
    found: list[Whereabouts] = []
    for entry_id, title in wanted.items():
        if entry_id in place_by_entry:
            device, n = place_by_entry[entry_id]
            seen = [other for other in log.said.who_has(device, n) if other != log.keys.device_id]
            found.append(Whereabouts(entry_id, title, device, kept.get(device, 0) >= n, seen))
    return found


async def _places(log: Log, wanted: set[bytes]) -> dict[bytes, tuple[DeviceId, int]]:
    """Find the segments in which these entries were first written, from the end of every series backwards."""
    places: dict[bytes, tuple[DeviceId, int]] = {}
    starts = {device: tail.n for device, tail in log.pages.heads.items()}
    for _ in range(_PAGES_MAX):
        if not wanted - places.keys():
            break
        for device, end in starts.items():
            first = max(end - _PAGE_SEGMENTS, 0) + 1
            if end:
                places |= await _in_page(log, device, first, end, wanted)
            starts[device] = first - 1
    return places


async def _in_page(
    log: Log, device: DeviceId, first: int, end: int, wanted: set[bytes]
) -> dict[bytes, tuple[DeviceId, int]]:
    found: dict[bytes, tuple[DeviceId, int]] = {}
    for stored in await log.store.page(device, first, segments_max=end - first + 1):
        try:
            batch = log.opener.open_stored(stored, log.control)
        except TheirFault:
            continue
        for event in batch.events:
            body = body_of(event.kind, event.body) if event.kind == ENTRY_WRITTEN else None
            if isinstance(body, EntryWritten) and body.entry_id in wanted:
                found[body.entry_id] = (device, stored.n)
    return found
