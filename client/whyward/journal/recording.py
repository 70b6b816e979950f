"""Recording: wishes are decided, become events, are sealed and appended; when this returns, they happened.

All of it is one turn on the log: the number is taken, the seal made and the row written before anybody else may write.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whyward.journal.decide.deciding import decide
from whyward.journal.decide.facts import Context, to_events
from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.intentions.any import Intention
from whyward.journal.log import Log
from whyward.journal.plaintext import Batch, Head
from whyward.journal.ports import LogTransaction, StoredSegment
from whyward.journal.seal import Place, seal
from whyward.protocol.canonical import encoded
from whyward.protocol.limits import EVENTS_PER_SEGMENT_MAX, RAW_BYTES_MAX
from whyward.protocol.segments import EMPTY, Tail

_ROOM_BYTES = RAW_BYTES_MAX - (16 << 10)
"""Events of one segment stay below this, so that heads and array headers fit beside them."""


@dataclass(frozen=True, slots=True)
class Done:
    """What the wishes became: their events, in order."""

    events: tuple[Event, ...]


async def record(log: Log, intentions: Sequence[Intention]) -> Done:
    """Decide wishes and record them durably; raise `JournalError` if one is refused, and then none happened."""
    events: list[Event] = []
    folded = 0
    try:
        async with log.store.turn() as turn:
            await log.catch_up(turn)
            for intention in intentions:
                # Each wish is decided on what the ones before it changed.
                log.is_ahead = log.is_ahead or bool(events)
                _fold(log, events[folded:])
                folded = len(events)
                events += _decided(log, intention)
            heads, after_n, tail = await _append(log, turn, events)
    except BaseException:
        if folded:
            await log.start_over()
        raise
    _fold(log, events[folded:])
    log.fold_own(heads, after_n, tail)
    log.is_ahead = False
    return Done(tuple(events))


def _decided(log: Log, intention: Intention) -> list[Event]:
    clock = log.world.clock
    now_ms = clock.now_ms()
    context = Context(now_ms, clock.offset_minutes(now_ms), log.keys.device_id, log.world.entropy)
    return to_events(decide(intention, log.pages, context), after_hlc=log.pages.max_hlc, context=context)


def _fold(log: Log, events: Sequence[Event]) -> None:
    log.pages.merge([Recorded(event, log.keys.device_id) for event in events])


def _batched(events: Sequence[Event]) -> Iterator[list[Event]]:
    """Part events into as few segments as the limits allow, in order."""
    batch: list[Event] = []
    room = _ROOM_BYTES
    for event in events:
        size = len(encoded(event))
        if batch and (size > room or len(batch) == EVENTS_PER_SEGMENT_MAX):
            yield batch
            batch, room = [], _ROOM_BYTES
        batch.append(event)
        room -= size
    if batch:
        yield batch


async def _append(log: Log, turn: LogTransaction, events: Sequence[Event]) -> tuple[tuple[Head, ...], int, Tail]:
    """Seal events as the next segments of this device's series and append them inside the turn."""
    keys, control = log.keys, log.control
    epoch = log.opener.epoch_key(control, control.epoch.body.epoch_id)
    tail = log.pages.heads.get(keys.device_id, EMPTY)
    after_n = tail.n
    heads = log.new_heads()
    stored: list[StoredSegment] = []
    said = heads
    for batch in _batched(events):
        place = Place(control.space_id, keys.device_id, tail.n + 1, tail.hash, control.index, control.head)
        dice = log.world.entropy.random_bytes(32)
        sealed = seal(Batch(said, tuple(batch)), place, epoch, signer=keys.signer, crypto=log.world.crypto, dice=dice)
        said = ()
        segment, hash_ = sealed
        tail = Tail(place.n, hash_)
        stored.append(StoredSegment(keys.device_id, place.n, hash_, segment))
    await turn.append(stored)
    return heads, after_n, tail
