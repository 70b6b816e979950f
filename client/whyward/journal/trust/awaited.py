"""Awaited heads: what other devices say they have merged, and this one has not been shown.

A relay may be slow; after a day of syncing without it, it withholds, and the person is told (protocol reference §7).
A head whose number is held here under another hash is a fork that the relay hid.
"""

from whyward.journal.log import Log
from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.errors import Code
from whyward.protocol.ids import U64, Bytes32, DeviceId
from whyward.protocol.segments import EMPTY

AWAITED = "awaited"
WITHHELD_AFTER_MS = 24 * 60 * 60 * 1000
_AWAITED_MAX = 256


class Awaited(Wire, frozen=True):
    """A segment that a peer speaks of, and when this device first missed it at the end of a sync (ms since 1970)."""

    device_id: Bytes32
    n: U64
    since_ms: U64


_SHAPE = Shape(list[Awaited], name="awaited heads", bytes_max=32 << 10)


async def note_awaited(log: Log) -> None:
    """After a sync: note what is missing, forget what came, and raise `withheld` for what is missing for a day."""
    now_ms = max(log.world.clock.now_ms(), 0)
    raw = await log.store.get(AWAITED)
    known = {DeviceId(item.device_id): item for item in (_SHAPE.decode(raw) if raw else [])}
    missing: dict[DeviceId, Awaited] = {}
    for device, head in sorted(log.said.furthest().items()):
        if head.n <= _reach(log, device):
            continue
        since = known.get(device)
        is_longer_known = since is not None and since.n <= head.n and since.n > _reach(log, device)
        missing[device] = since if since is not None and is_longer_known else Awaited(device, head.n, now_ms)
    late = [item for item in missing.values() if now_ms - item.since_ms >= WITHHELD_AFTER_MS]
    forked = await _shown_in_two_ways(log)
    if list(missing.values()) == list(known.values()) and not late and not forked:
        return
    async with log.store.turn() as turn:
        await turn.put(AWAITED, encoded(list(missing.values())[:_AWAITED_MAX]))
        for item in late:
            await turn.raise_alarm(Code.WITHHELD, item.device_id, now_ms)
        for device in forked:
            await turn.raise_alarm(Code.FORKED, device, now_ms)


async def _shown_in_two_ways(log: Log) -> list[DeviceId]:
    """Compare what was said with what is held; return the series of which somebody merged another segment."""
    forked: list[DeviceId] = []
    for name, head in list(log.said.unchecked.items()):
        device = DeviceId(head.device_id)
        member = log.control.known(device)
        if member is None or (member.cut is not None and head.n > member.cut.n):
            log.said.unchecked.pop(name, None)  # Another session may have looked at it meanwhile.
        elif head.n <= log.pages.heads.get(device, EMPTY).n:
            log.said.unchecked.pop(name, None)
            if await log.store.segment_hash(device, head.n) != head.hash:
                forked.append(device)
    return forked


def _reach(log: Log, device: DeviceId) -> int:
    """Return how far a series can be expected here: what is held, or all that counts of it."""
    member = log.control.known(device)
    held = log.pages.heads.get(device, EMPTY).n
    if member is None:
        return held
    return held if member.cut is None or held < member.cut.n else 1 << 62
