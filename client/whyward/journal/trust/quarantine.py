"""Quarantine, as the person sees it: what was refused and why, and what a removed device had honestly written too late.

Late records can be looked at and taken over; all else lies there to be shown, and is never merged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from whyward.journal.appending import Author, append_events
from whyward.journal.decide.facts import Context, Fact, to_events
from whyward.journal.errors import Refused
from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.events.plumbing import RecordsTakenOver
from whyward.journal.lateness import late_segment, note_taken_over
from whyward.journal.log import Log
from whyward.journal.pages import Pages
from whyward.journal.ports import LogReader, StoredSegment
from whyward.journal.projections.timeline import Moment, timeline
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import EMPTY, segment_hash


@dataclass(frozen=True, slots=True)
class Lot:
    """What lies in quarantine of one series for one reason: how many segments, and the range of their numbers."""

    device: DeviceId
    code: str
    count: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Late:
    """A device's late records, opened: events in the order it wrote them; `shut` segments do not open here."""

    device: DeviceId
    numbers: Sequence[int]
    events: Sequence[Event]
    shut: int


async def lots(log: Log) -> list[Lot]:
    """Return what lies in quarantine."""
    rows = sorted(await log.store.quarantine_list(), key=lambda row: (row.code, row.device, row.n))
    found: list[Lot] = []
    for (code, device), lot in groupby(rows, key=lambda row: (row.code, row.device)):
        numbers = [row.n for row in lot]
        found.append(Lot(device, code, len(numbers), numbers[0], numbers[-1]))
    return found


async def look_at_late(log: Log, device: DeviceId) -> list[Moment]:
    """Return what a removed device recorded too late, as the timeline would tell it; raise `Refused` for nothing."""
    late = await _late(log, log.store, device)
    pages = Pages()
    pages.merge([Recorded(event, device) for event in late.events])
    return timeline(pages)


async def take_over(log: Log, device: DeviceId) -> int:
    """Record a removed device's late events as this one's, as they were written; return how many.

    In one turn: they are sealed anew and leave the quarantine, or nothing happens. An event that is here already, by
    another way, is not recorded twice.
    """
    async with log.store.turn() as turn:
        await log.catch_up(turn)
        late = await _late(log, turn, device)
        fresh = [event for event in late.events if log.pages.event(event.id) is None]
        events = [*fresh, *_provenance(log, late, len(fresh))] if fresh else []
        me, heads = log.keys, log.new_heads()
        before = log.pages.heads.get(me.device_id, EMPTY)
        tail = await append_events(log, turn, events, Author(me, before), heads)
        if not late.shut:  # What does not open yet is asked for again.
            await note_taken_over(turn, device, log.control)
        await turn.release(device, Code.LATE)
    log.pages.merge([Recorded(event, log.keys.device_id) for event in events])
    if events:
        log.fold_own(heads, before.n, tail)
    return len(fresh)


def _provenance(log: Log, late: Late, count: int) -> list[Event]:
    clock = log.world.clock
    now_ms = clock.now_ms()
    context = Context(now_ms, clock.offset_minutes(now_ms), log.keys.device_id, log.world.entropy)
    body = RecordsTakenOver(
        from_device=late.device, first_segment=late.numbers[0], last_segment=late.numbers[-1], count=count
    )
    highest = max([log.pages.max_hlc, *(event.hlc for event in late.events)])
    return to_events([Fact(body, now_ms)], after_hlc=highest, context=context)


async def _late(log: Log, reader: LogReader, device: DeviceId) -> Late:
    numbers = [item.n for item in await reader.quarantined(Code.LATE) if item.device == device]
    if not numbers:
        raise Refused("nothing of that device waits to be looked at", hint="To see all: whyward quarantine list")
    events: list[Event] = []
    shut = 0
    for n in numbers:
        segment = await late_segment(reader, device, n)
        stored = StoredSegment(device, n, segment_hash(segment.header), segment)
        try:
            events += log.opener.open_stored(stored, log.control).events
        except TheirFault:
            shut += 1
    return Late(device, numbers, events, shut)
