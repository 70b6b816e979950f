"""Recording: wishes are decided, become events, are sealed and appended; when this returns, they happened.

All of it is one turn on the log: the number is taken, the seal made and the row written before anybody else may write.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from whyward.journal.appending import Author, append_events
from whyward.journal.decide.deciding import decide
from whyward.journal.decide.facts import Context, Fact, to_events
from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.intentions.any import Intention
from whyward.journal.log import Log
from whyward.protocol.segments import EMPTY


@dataclass(frozen=True, slots=True)
class Done:
    """What the wishes became: their events, in order."""

    events: tuple[Event, ...]


async def record(log: Log, intentions: Sequence[Intention]) -> Done:
    """Decide wishes and record them durably as one act; raise `JournalError` if one is refused: then none happened."""
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
                events += _decided(log, intention, events[0].act if events else None)
            me, heads = log.keys, log.new_heads()
            before = log.pages.heads.get(me.device_id, EMPTY)
            tail = await append_events(log, turn, events, Author(me, before), heads)
    except BaseException:
        if folded:
            await log.start_over()
        raise
    _fold(log, events[folded:])
    if events:
        log.fold_own(heads, before.n, tail)
    log.is_ahead = False
    return Done(tuple(events))


async def record_facts(log: Log, facts: Sequence[Fact]) -> Done:
    """Record what is so by itself and is nobody's wish; what bears an id that is here already is not said again."""
    async with log.store.turn() as turn:
        await log.catch_up(turn)
        fresh = [fact for fact in facts if fact.event_id is None or log.pages.event(fact.event_id) is None]
        events = to_events(fresh, after_hlc=log.after_hlc, context=_context(log)) if fresh else []
        me, heads = log.keys, log.new_heads()
        before = log.pages.heads.get(me.device_id, EMPTY)
        tail = await append_events(log, turn, events, Author(me, before), heads)
    _fold(log, events)
    if events:
        log.fold_own(heads, before.n, tail)
    return Done(tuple(events))


def _decided(log: Log, intention: Intention, act: bytes | None) -> list[Event]:
    """Return the events of a wish, of the act of those wished with it."""
    context = _context(log)
    return to_events(decide(intention, log.pages, context), after_hlc=log.after_hlc, context=context, act=act)


def _context(log: Log) -> Context:
    clock = log.world.clock
    now_ms = clock.now_ms()
    return Context(now_ms, clock.offset_minutes(now_ms), log.keys.device_id, log.world.entropy)


def _fold(log: Log, events: Sequence[Event]) -> None:
    log.merge([Recorded(event, log.keys.device_id) for event in events])
