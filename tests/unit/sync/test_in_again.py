"""A device that a losing branch had removed is in again: what had come too late is asked for once more.

Found by the simulation: it lay in quarantine for ever, and its series was never merged again.
"""

from tests.support.memory_log import MemoryLog
from tests.support.sim_person import founder, joined, opened, run_of
from whyward.journal.intentions.steps import NoticeWin
from whyward.journal.log import Taken, TakenLate
from whyward.journal.recording import record
from whyward.journal.syncing import held_by
from whyward.journal.trust.sayings import removal
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code


async def test_what_lies_too_late_of_a_device_that_is_in_does_not_count_as_held() -> None:
    """Only what lies beyond a cut that counts is known, and need not come again."""
    log, store = await founder()
    second, second_store = await joined(log)
    await record(second, [NoticeWin(text="Taken for late.")])
    device = second.keys.device_id
    (item,) = second_store.rows.series[device]
    store.rows.quarantine_set.add((device, 1, Code.LATE, encoded(item.segment)))

    held = await held_by(log)

    assert held.known_n(device) == 0


async def test_what_another_removal_counts_after_all_is_asked_for_and_leaves_the_quarantine() -> None:
    """Two devices removed a third at once; the removal that counts has the later cut."""
    log, store = await founder()
    second, second_store = await joined(log)
    for text in ("Counts after all.", "Still too late."):
        await record(second, [NoticeWin(text=text)])
    device, run = second.keys.device_id, run_of(second_store, second)
    for n, segment in enumerate(run, 1):
        store.rows.quarantine_set.add((device, n, Code.LATE, encoded(segment)))
    copy = MemoryLog()
    copy.rows = store.rows.copied()
    knows_more = await opened(copy)
    assert isinstance(await knows_more.take_segments(device, 1, run[:1]), Taken)
    await log.take_statements(log.control.index + 1, [removal(knows_more, [device])(log.control)])

    assert (await held_by(log)).known_n(device) == 0
    assert await log.take_segments(device, 1, run) == TakenLate(2)

    assert log.pages.count() == 1
    assert [item.n for item in await log.store.quarantined(Code.LATE)] == [2]
    assert (await held_by(log)).known_n(device) == 2
