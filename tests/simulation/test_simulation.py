"""Schedules from seeds: nothing is ever lost or used twice, and peace brings one state everywhere.

A kind of fault that never fires protects nobody, so each must have fired in the batch.
"""

import os
from collections import Counter

import pytest

from tests.simulation.schedule import Schedule

SCHEDULES = int(os.environ.get("WHYWARD_SCHEDULES", "2000"))
BATCHES = 4
"""As many tests, so that they spread over processes; a failing one names its seed."""

MUST_FIRE = (
    "a clock jumps back",
    "a clock jumps forward",
    "a device is back while its old wire still drains",
    "a device notices that the relay went back",
    "a frame of a wire that is gone arrives at the relay",
    "a frame overtakes another wire's",
    "a pairing breaks off",
    "a process starts from a snapshot",
    "a proposal loses to another statement",
    "a receipt is lost",
    "a wire is cut with frames for the device in flight",
    "a wire is cut with frames for the relay in flight",
    "a wish is refused",
    "an entry was edited on two devices at once",
    "another process has recorded meanwhile",
    "device: a process is killed",
    "device: crash after a commit",
    "device: crash before a commit",
    "device: power loss",
    "relay: a push repeats what is kept",
    "relay: crash after a commit",
    "relay: crash before a commit",
    "relay: killed",
    "relay: restored from a backup",
    "relay: the store refuses for a moment",
    "somebody was held up, and goes on",
)
"""In each batch of 500; in a shorter run they may be missing."""
FEWEST = 500


def fired_in(seeds: range) -> Counter[str]:
    """Play schedules and count the faults; whatever goes wrong is told with its seed."""
    fired: Counter[str] = Counter()
    for seed in seeds:
        schedule = Schedule(seed)
        try:
            schedule.run()
        except BaseException as error:
            error.add_note(f"replay it: python -m tests.simulation.replay {seed}")
            raise
        fired += schedule.world.witness.fired
    return fired


@pytest.mark.parametrize("batch", range(BATCHES))
def test_whatever_happens_nothing_is_lost_and_peace_brings_one_state(batch: int) -> None:
    """Crashes, cuts, restarts, lost receipts, two processes, wrong clocks: they delay an event, they never lose one."""
    size = SCHEDULES // BATCHES

    fired = fired_in(range(batch * size, (batch + 1) * size))

    assert size < FEWEST or not [fault for fault in MUST_FIRE if not fired[fault]]


def test_the_same_seed_plays_the_same_schedule() -> None:
    """Else a failure could not be looked at."""
    first, second = Schedule(11), Schedule(11)
    first.run()
    second.run()

    assert first.world.trace == second.world.trace
    assert first.world.witness.fired == second.world.witness.fired
