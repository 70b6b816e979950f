"""Where a device's series parts from what its carrier holds, when the carrier was set back below what it signed for.

Found by the simulation: the other copy's series ended exactly where this one's receipt stood, so nothing showed it.
"""

from tests.support.memory_log import MemoryLog
from tests.support.sim_person import founder, opened, run_of
from whyward.journal.intentions.steps import NoticeWin
from whyward.journal.ports import Receipt
from whyward.journal.recording import record
from whyward.journal.trust.renewing import Parting, parting
from whyward.protocol.segments import Segment


async def test_a_series_that_ends_otherwise_where_a_receipt_stands_parts_below_it() -> None:
    """The common part is looked for from the beginning then."""
    log, store = await founder()
    await record(log, [NoticeWin(text="Of both.")])
    copy = MemoryLog()
    copy.rows = store.rows.copied()
    twin = await opened(copy, "twin")
    await record(log, [NoticeWin(text="Of this one.")])
    await record(twin, [NoticeWin(text="Of the other.")])
    me = log.keys.device_id
    store.rows.receipt_by_device[me] = Receipt(me, 2, log.pages.heads[me].hash, 7, bytes(64))

    async def elsewhere(start: int) -> list[Segment]:
        return run_of(copy, twin, start)

    found = await parting(log, elsewhere)

    assert found == Parting(1, twin.pages.heads[me])
