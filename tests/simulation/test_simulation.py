"""Schedules from seeds: nothing is ever lost or used twice, and peace brings one state everywhere.

How many: `WHYWARD_SCHEDULES`; what CI plays is the default.
"""

import os

import pytest

from tests.simulation.faults import FEWEST, MUST_FIRE
from tests.simulation.play import play
from tests.simulation.schedule import Schedule

SCHEDULES = int(os.environ.get("WHYWARD_SCHEDULES", "20000"))
BATCHES = 4
"""As many tests, so that they spread over processes; a failing one names its seeds."""


@pytest.mark.parametrize("batch", range(BATCHES))
def test_whatever_happens_nothing_is_lost_and_peace_brings_one_state(batch: int) -> None:
    """Crashes, cuts, restarts, lost receipts, lies, wrong clocks: they delay an event, they never lose or invent one.

    Replay a seed that failed: python -m tests.simulation.replay SEED
    """
    size = SCHEDULES // BATCHES

    tally = play(range(batch * size, (batch + 1) * size))

    assert not tally.failures
    assert size < FEWEST or not [fault for fault in MUST_FIRE if not tally.fired[fault]]


@pytest.mark.parametrize("seed", [11, 100], ids=["quick", "deep"])
def test_the_same_seed_plays_the_same_schedule(seed: int) -> None:
    """Else a failure could not be looked at."""
    first, second = Schedule(seed, is_told=True), Schedule(seed, is_told=True)
    first.run()
    second.run()

    assert first.world.trace == second.world.trace
    assert first.world.fired == second.world.fired
