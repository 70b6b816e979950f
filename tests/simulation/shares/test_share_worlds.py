"""Worlds of sharing from seeds: what is shown is what was granted, what was stopped stays stopped, whatever happens.

How many: `WHYWARD_SHARE_SCHEDULES`; what CI plays is the default.
"""

import os

import pytest

from tests.simulation.play import play
from tests.simulation.shares.course import Course
from tests.simulation.shares.share_faults import FEWEST, MUST_FIRE

SCHEDULES = int(os.environ.get("WHYWARD_SHARE_SCHEDULES", "600"))
BATCHES = 2
"""As many tests, so that they spread over processes; a failing one names its seeds."""


@pytest.mark.parametrize("batch", range(BATCHES))
def test_whatever_happens_the_guest_sees_what_was_granted_and_nothing_else(batch: int) -> None:
    """Crashes, cuts, a lying relay, a thief of a guest's keys: they delay what is shown, they never add to it.

    Replay a seed that failed: python -m tests.simulation.replay --shares SEED
    """
    size = SCHEDULES // BATCHES

    tally = play(range(batch * size, (batch + 1) * size), Course)

    assert not tally.failures
    assert size < FEWEST or not [fault for fault in MUST_FIRE if not tally.fired[fault]]


@pytest.mark.parametrize("seed", [6, 9])
def test_the_same_seed_plays_the_same_course(seed: int) -> None:
    """Else a failure could not be looked at."""
    first, second = Course(seed, is_told=True), Course(seed, is_told=True)
    first.run()
    second.run()

    assert first.world.trace == second.world.trace
    assert first.world.fired == second.world.fired
