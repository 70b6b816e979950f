"""Catching up with a log that another process changed: what was folded is forgotten where the log says otherwise now.

Found by the simulation: a series that was cut short by a renewal, and had grown again by the time somebody looked.
"""

from collections.abc import Awaitable, Callable

import pytest

from tests.support.memory_log import MemoryLog
from tests.support.sim_person import founder, opened, run_of
from whyward.journal.intentions.steps import NoticeWin
from whyward.journal.log import Log, Parted, Taken
from whyward.journal.ports import StoredSegment
from whyward.journal.recording import record
from whyward.journal.trust.sayings import rotation
from whyward.protocol.ids import DeviceId


@pytest.mark.parametrize("wins", [1, 2], ids=["as long as before", "longer than before"])
async def test_a_series_that_was_cut_short_and_grew_again_is_folded_anew(wins: int) -> None:
    """Its length alone does not tell: its last hash does."""
    log, store = await founder()
    copy = MemoryLog()
    copy.rows = store.rows.copied()
    twin = await opened(copy, "twin")
    await record(log, [NoticeWin(text="Here.")])
    process = await opened(store)
    for number in range(wins):
        await record(twin, [NoticeWin(text=f"There, {number}.")])

    store.rows.series = copy.rows.series
    await process.catch_up()

    assert process.pages.state_hash() == twin.pages.state_hash()


async def test_ones_own_series_that_comes_back_in_another_form_is_seen_at_once() -> None:
    """A copy's segment was on its way while one was recorded here."""
    log, store = await founder()
    copy = MemoryLog()
    copy.rows = store.rows.copied()
    twin = await opened(copy, "twin")
    await record(log, [NoticeWin(text="Here.")])
    await record(twin, [NoticeWin(text="There.")])
    me = log.keys.device_id

    assert isinstance(await log.take_segments(me, 1, run_of(copy, twin)), Parted)
    assert isinstance(await log.take_segments(me, 1, run_of(store, log)), Taken)


class _WrittenToMeanwhile(MemoryLog):
    """A log to which another process writes between two questions."""

    def __init__(self, other: MemoryLog, meanwhile: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._other = other
        self.rows = other.rows
        self._meanwhile: Callable[[], Awaitable[None]] | None = meanwhile

    async def page(self, device: DeviceId, start: int, *, segments_max: int) -> list[StoredSegment]:
        """Let the other process write once, then answer."""
        if self._meanwhile is not None:
            meanwhile, self._meanwhile = self._meanwhile, None
            await meanwhile()
            self.rows = self._other.rows
        return await super().page(device, start, segments_max=segments_max)


async def test_what_came_after_the_ends_were_read_waits_for_its_statements() -> None:
    """Found by the simulation: a segment sealed under a key of a statement that was not followed yet."""
    log, store = await founder()
    await record(log, [NoticeWin(text="Before.")])
    control = log.control

    async def rotate_and_record() -> None:
        await log.take_statements(1, [rotation(log)(log.control)])
        await record(log, [NoticeWin(text="After.")])

    shared = _WrittenToMeanwhile(store, rotate_and_record)
    process = Log(shared, log.keys, control, log.world)
    await process.catch_up()
    await process.catch_up()

    assert process.unopened == []
    assert process.pages.state_hash() == log.pages.state_hash()
