"""A process that followed a branch of the control log which another process of the device has left.

Found by the simulation: everything this process did ended with an error from then on.
"""

import pytest

from tests.support.memory_log import MemoryLog
from tests.support.sim_person import admission, founder, opened
from tests.support.world import CRYPTO, SeededEntropy
from whyward.journal.device_keys import new_keys


@pytest.mark.parametrize("statements", [3, 2, 1], ids=["longer", "as long", "shorter"])
async def test_a_branch_that_another_process_went_on_with_is_gone_on_with(statements: int) -> None:
    """The control log is read anew then, whatever this process had followed before."""
    log, store = await founder()
    copy = MemoryLog()
    copy.rows = store.rows.copied()
    twin = await opened(copy, "twin")
    for number in range(2):
        signed = admission(log, new_keys(SeededEntropy(f"here {number}"), CRYPTO))
        await log.take_statements(number + 1, [signed])
    process = await opened(store)
    for number in range(statements):
        signed = admission(twin, new_keys(SeededEntropy(f"there {number}"), CRYPTO))
        await twin.take_statements(number + 1, [signed])

    store.rows.statement_list = copy.rows.statement_list
    await process.catch_up()

    assert process.control.hashes == twin.control.hashes
