"""Appending: events are sealed as the next segments of this device's series and written, inside a turn.

What holds somebody else's words is sealed apart (`foreign`). And here the sealing rule is kept: in the transaction
that seals, no key is used that somebody can read whose removal this device knows, and none beyond its bounds (protocol
reference §4).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from whyward.journal.device_keys import DeviceKeys
from whyward.journal.epoch_age import epoch_started, note_epoch, total
from whyward.journal.errors import Refused
from whyward.journal.events.envelope import Event
from whyward.journal.foreign import is_foreign
from whyward.journal.log import Log
from whyward.journal.plaintext import Batch, Head
from whyward.journal.ports import LogTransaction, StoredSegment
from whyward.journal.seal import EpochKey, Place, seal
from whyward.journal.sentences import sentence
from whyward.journal.trust.standing import refuse_unless_writing
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, OurFault
from whyward.protocol.limits import EVENTS_PER_SEGMENT_MAX, RAW_BYTES_MAX
from whyward.protocol.segments import Tail

_ROOM_BYTES = RAW_BYTES_MAX - (16 << 10)
"""Events of one segment stay below this, so that heads and array headers fit beside them."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who seals, and where its series ends."""

    keys: DeviceKeys
    tail: Tail


async def append_events(
    log: Log, turn: LogTransaction, events: Sequence[Event], author: Author, heads: tuple[Head, ...]
) -> Tail:
    """Seal events behind the author's tail, the first segment saying `heads`; return the new tail."""
    if not events:
        return author.tail
    control, keys, tail = log.control, author.keys, author.tail
    epoch = await _key_to_seal_under(log, turn, keys)
    stored: list[StoredSegment] = []
    for batch, is_apart in _batched(events):
        place = Place(control.space_id, keys.device_id, tail.n + 1, tail.hash, control.index, control.head)
        dice = log.world.entropy.random_bytes(32)
        sealed = seal(
            Batch(heads, tuple(batch)),
            place,
            epoch,
            signer=keys.signer,
            crypto=log.world.crypto,
            dice=dice,
            # In a share the words of two people meet in everything.
            deflate=not (is_apart or control.is_share),
        )
        heads = ()
        segment, hash_ = sealed
        tail = Tail(place.n, hash_)
        stored.append(StoredSegment(keys.device_id, place.n, hash_, segment))
    await turn.append(stored)
    return tail


async def _key_to_seal_under(log: Log, turn: LogTransaction, keys: DeviceKeys) -> EpochKey:
    control = log.control
    refuse_unless_writing(control, keys.device_id)
    readers = control.epoch.wrap_by_device.keys()
    if not readers <= control.members.keys():
        text = sentence("the current epoch can be read by a device that was removed")
        raise OurFault(text, code=Code.BAD_EPOCH)
    if await _sealed_under_epoch(log, turn) >= log.world.epoch_bounds.segments_max:
        text = sentence("as much is sealed under the journal's current key as one key may seal")
        raise Refused(text, hint="Sync once, so that your devices agree on a new key: whyward sync. Nothing is lost.")
    return log.opener.epoch_key(control, control.epoch.body.epoch_id)


async def _sealed_under_epoch(log: Log, turn: LogTransaction) -> int:
    """Return how many segments were sealed since this device learned of the epoch."""
    control = log.control
    if log.epoch_started is None or log.epoch_started.epoch_id != control.epoch.body.epoch_id:
        started = await epoch_started(turn, control)
        if started is None:
            started = await note_epoch(turn, control, log.pages.heads, log.world.clock.now_ms())
        log.epoch_started = started
    return total(log.pages.heads) - log.epoch_started.segments


def _batched(events: Sequence[Event]) -> Iterator[tuple[list[Event], bool]]:
    """Part events into as few segments as the limits allow, in order; True beside those of somebody else's words."""
    for is_apart, alike in groupby(events, key=is_foreign):
        batch: list[Event] = []
        room = _ROOM_BYTES
        for event in alike:
            size = len(encoded(event))
            if batch and (size > room or len(batch) == EVENTS_PER_SEGMENT_MAX):
                yield batch, is_apart
                batch, room = [], _ROOM_BYTES
            batch.append(event)
            room -= size
        yield batch, is_apart
