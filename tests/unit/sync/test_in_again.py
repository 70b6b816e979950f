"""A device that a losing branch had removed is in again: what had come too late is asked for once more.

Found by the simulation: it lay in quarantine for ever, and its series was never merged again.
"""

from tests.support.sim_person import founder, joined
from whyward.journal.intentions.steps import NoticeWin
from whyward.journal.recording import record
from whyward.journal.syncing import held_by
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
