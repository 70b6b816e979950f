"""Renewing: a device whose series goes on otherwise elsewhere, because a copy of its folder writes too, goes on as new.

The new keys are durable before anybody hears of them, so that a crash at any point is gone on from. What this copy
recorded behind the common part is sealed again under the new name in one transaction with letting the old one go:
no number is used twice in anybody's sight, and no event of either copy is lost.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from whyward.journal.appending import Author, append_events
from whyward.journal.asking import Asking
from whyward.journal.decide.deciding import DEVICE_NAME
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.errors import Refused
from whyward.journal.events.envelope import Event
from whyward.journal.folding.nouns import PREFERENCES
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.key_box import DEVICE_KEYS, NEXT_KEYS, KeyBox
from whyward.journal.log import Log
from whyward.journal.ports import LogTransaction
from whyward.journal.recording import record
from whyward.journal.trust.branching import forget_own_end
from whyward.journal.trust.changing import Put, change
from whyward.journal.trust.sayings import renewal
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import EMPTY, Segment, Tail, place_run

_PAGE_SEGMENTS = 500


@dataclass(frozen=True, slots=True)
class Parting:
    """Where a series parts: up to which number both copies hold the same, and where the other copy's ends."""

    common_n: int
    end: Tail

    def is_none(self, own_n: int) -> bool:
        """Whether one copy's series, this one's ending at `own_n`, is only a start of the other's: nothing parts."""
        return self.common_n in {self.end.n, own_n}


Elsewhere = Callable[[int], Awaitable[list[Segment]]]
"""Read this device's own series as it is elsewhere, from a number on: a page of it, none at its end."""


def at_relay(asking: Asking, log: Log) -> Elsewhere:
    """Read it from a relay."""

    async def read(start: int) -> list[Segment]:
        return await asking.segments(log.control.space_id, log.keys.device_id, start)

    return read


async def parting(log: Log, elsewhere: Elsewhere) -> Parting:
    """Find where the series parts; the other copy's part must be genuinely signed by this device's own key.

    Raise `TheirFault` for a carrier that says the series parts and cannot show it.
    """
    me = log.keys.device_id
    cut = log.control.cut_of(me)
    if cut is not None and await _own_hash(log, cut.n) == cut.hash:
        return Parting(cut.n, Tail(*cut))
    known = (await log.store.kept()).get(me, 0)
    try:
        found = await _followed(log, elsewhere, known)
    except TheirFault as fault:
        if fault.code is not Code.FORKED or not known:
            raise
    else:
        if not known or not found.is_none(log.pages.heads.get(me, EMPTY).n):
            return found
    # It parts below what was signed for: the relay was set back, and the other copy went on from there.
    return await _followed(log, elsewhere, 0)


async def _followed(log: Log, elsewhere: Elsewhere, start: int) -> Parting:
    me = log.keys.device_id
    own_end = log.pages.heads.get(me, EMPTY).n
    start = min(start, own_end)
    tail, common_n = Tail(start, await _own_hash(log, start)), start
    while run := await elsewhere(tail.n + 1):
        placed = place_run(run, device=me, after=tail, control=log.control, check=log.world.crypto.check)
        for item in placed:
            if common_n == item.core.n - 1 and item.core.n <= own_end:
                common_n += await _own_hash(log, item.core.n) == item.hash
        tail = Tail(placed[-1].core.n, placed[-1].hash)
    return Parting(common_n, tail)


async def _own_hash(log: Log, n: int) -> bytes:
    return await log.store.segment_hash(log.keys.device_id, n) or b""


async def renew(log: Log, box: KeyBox, found: Parting, put: Put) -> None:
    """Become a new device, and seal again under its name what this copy recorded behind the common part.

    Another session or process of this folder may be at it too: whoever comes second takes the keys that are there.
    """
    old = log.keys.device_id
    keys = await _next_keys(log, box, old)
    if log.control.known(keys.device_id) is None:
        try:
            await change(log, renewal(log, keys, found.end), put)
        except Refused:
            if log.control.known(keys.device_id) is None:
                raise
    async with log.store.turn() as turn:
        await log.catch_up(turn)
        renewed = await _renewed_meanwhile(turn, box, old)
        if renewed is None:
            events = await _own_events(log, turn, found.common_n)
            await turn.discard(old, found.common_n)
            await append_events(log, turn, events, Author(keys, EMPTY), ())
            await turn.put(DEVICE_KEYS, box.seal(keys))
            await turn.put(NEXT_KEYS, b"")
            await forget_own_end(turn)
    log.become(renewed or keys)
    await log.start_over()
    if renewed is None:
        await _keep_name(log, old)


async def _next_keys(log: Log, box: KeyBox, old: DeviceId) -> DeviceKeys:
    """Return the keys to go on with: those of a renewal that was begun or done, or fresh ones, durable from now on."""
    async with log.store.turn() as turn:
        await log.catch_up(turn)
        pending = await turn.get(NEXT_KEYS)
        keys = await _renewed_meanwhile(turn, box, old) or (box.open(pending) if pending else None)
        if keys is None:
            keys = new_keys(log.world.entropy, log.world.crypto)
            await turn.put(NEXT_KEYS, box.seal(keys))
    return keys


async def _renewed_meanwhile(turn: LogTransaction, box: KeyBox, old: DeviceId) -> DeviceKeys | None:
    """Return the keys of this folder if they are not the old ones any more."""
    held = await turn.get(DEVICE_KEYS)
    keys = box.open(held) if held else None
    return keys if keys is not None and keys.device_id != old else None


async def _own_events(log: Log, turn: LogTransaction, after_n: int) -> list[Event]:
    """Read what this copy recorded; a segment that does not open any more is kept as it is, in quarantine."""
    me, events = log.keys.device_id, list[Event]()
    while stored := await turn.page(me, after_n + 1, segments_max=_PAGE_SEGMENTS):
        for item in stored:
            try:
                events += log.opener.open_stored(item, log.control).events
            except TheirFault as fault:
                await turn.quarantine(me, item.n, fault.code, encoded(item.segment))
        after_n = stored[-1].n
    return events


async def _keep_name(log: Log, old: DeviceId) -> None:
    """Call the new device what the old one was called."""
    name = log.pages.one(PREFERENCES, (DEVICE_NAME + old.hex()).encode())
    if name is not None:
        await record(log, [SetPreference(key=DEVICE_NAME + log.keys.device_id.hex(), value=str(name.value))])
