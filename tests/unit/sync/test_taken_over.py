"""What was taken over of a removed device stays known: nobody asks for it again, and a session finds its end.

Found by the simulation: while a session was open, the end that it knew went out of quarantine, and what came next
looked as if something was left out before it.
"""

from tests.support.memory_log import MemoryLog
from tests.support.sim_person import founder, joined, opened, run_of
from whyward.journal.intentions.steps import NoticeWin
from whyward.journal.lateness import taken_over
from whyward.journal.log import Log, TakenLate
from whyward.journal.recording import record
from whyward.journal.syncing import held_by
from whyward.journal.trust.quarantine import take_over
from whyward.journal.trust.sayings import removal
from whyward.protocol.errors import Code
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import Segment, Tail, segment_hash


async def removed() -> tuple[Log, MemoryLog, DeviceId, list[Segment]]:
    """A device, and one that it has removed, with three records that nobody had read."""
    log, store = await founder()
    second, second_store = await joined(log)
    for text in ("First.", "Second.", "Third."):
        await record(second, [NoticeWin(text=text)])
    device = second.keys.device_id
    await log.take_statements(log.control.index + 1, [removal(log, [device])(log.control)])
    return log, store, device, run_of(second_store, second)


async def test_records_that_come_after_a_taking_over_raise_no_alarm() -> None:
    """An open session knows of the first, and asks for what follows it."""
    log, store, device, run = await removed()
    assert await log.take_segments(device, 1, run[:1]) == TakenLate(1)
    assert await take_over(log, device) == 1

    assert await log.take_segments(device, 2, run[1:]) == TakenLate(3)

    assert store.rows.alarm_list == []
    assert [item.n for item in await store.quarantined(Code.LATE)] == [2, 3]
    assert await take_over(log, device) == 2
    assert log.pages.count() == 3 + 2, "each taking over is told once"


async def test_what_was_taken_over_is_not_asked_for_again() -> None:
    """Else it would wait in quarantine again after every sync, and be offered to the person for ever."""
    log, store, device, run = await removed()
    assert await log.take_segments(device, 1, run) == TakenLate(3)
    assert await take_over(log, device) == 3

    assert (await held_by(log)).known_n(device) == 3
    assert await log.take_segments(device, 1, run) == TakenLate(3)
    assert await store.quarantined(Code.LATE) == []


async def test_what_waits_beyond_what_was_taken_over_is_known_as_well() -> None:
    """The furthest counts, whichever of the two it is."""
    log, _, device, run = await removed()
    await log.take_segments(device, 1, run[:1])
    await take_over(log, device)
    await log.take_segments(device, 2, run[1:2])

    assert (await held_by(log)).known_n(device) == 2
    assert await log.take_segments(device, 3, run[2:]) == TakenLate(3)


async def test_where_another_removal_counts_nothing_is_taken_for_known() -> None:
    """What was taken over lay beyond another cut: it is asked for again, and not taken over twice."""
    log, store = await founder()
    second, second_store = await joined(log)
    for text in ("First.", "Second."):
        await record(second, [NoticeWin(text=text)])
    device, run = second.keys.device_id, run_of(second_store, second)
    copy = MemoryLog()
    copy.rows = store.rows.copied()
    knows_more = await opened(copy)
    await knows_more.take_segments(device, 1, run[:1])
    later = log.control.follow(removal(knows_more, [device])(log.control), log.world.crypto.check)
    await log.take_statements(log.control.index + 1, [removal(log, [device])(log.control)])
    await log.take_segments(device, 1, run)
    await take_over(log, device)

    assert await taken_over(store, log.control) == {device: Tail(2, segment_hash(run[1].header))}
    assert await taken_over(store, later) == {}
