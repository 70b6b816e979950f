"""Two sessions of one device that compare what others said at the same time.

Found by the simulation: the second one stumbled over what the first had done with.
"""

import asyncio

from tests.support.memory_log import MemoryLog
from tests.support.sim_person import founder
from whyward.journal.intentions.steps import NoticeWin
from whyward.journal.plaintext import Head
from whyward.journal.recording import record
from whyward.journal.trust.awaited import note_awaited
from whyward.protocol.ids import DeviceId


class SlowLog(MemoryLog):
    """A log that lets others go first."""

    async def segment_hash(self, device: DeviceId, n: int) -> bytes | None:
        """Return the hash, a moment later."""
        await asyncio.sleep(0)
        return await super().segment_hash(device, n)


async def test_sessions_that_compare_the_same_heads_at_once_both_end() -> None:
    """Each head is looked at, and none is missed by anybody."""
    log, store = await founder()
    for number in range(2):
        await record(log, [NoticeWin(text=f"Win {number}.")])
    slow = SlowLog()
    slow.rows = store.rows
    log.store = slow
    for item in store.rows.series[log.keys.device_id]:
        log.said.unchecked[item.device, item.n, item.hash] = Head(item.device, item.n, item.hash)

    await asyncio.gather(note_awaited(log), note_awaited(log))

    assert not log.said.unchecked
    assert not await slow.alarms()
