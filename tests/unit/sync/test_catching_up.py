"""Catching up with a log that another process changed: what was folded is forgotten where the log says otherwise now.

Found by the simulation: a series that was cut short by a renewal, and had grown again by the time somebody looked.
"""

import pytest

from tests.support.memory_log import MemoryLog
from tests.support.sim_person import founder, opened, run_of
from whyward.journal.intentions.steps import NoticeWin
from whyward.journal.log import Parted, Taken
from whyward.journal.recording import record


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
