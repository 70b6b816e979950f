"""Case 16, a clock that jumps eight hours while a device sleeps, either way: order and state do not depend on it."""

import pytest

from tests.support.memory_folder import MemoryFolder
from tests.support.sim_person import founder, joined
from tests.support.world import HandClock
from whyward.journal.folder.carrying import carry_folder
from whyward.journal.folding.nouns import VALUES
from whyward.journal.intentions.values import AddValue, RewordValue
from whyward.journal.log import Log
from whyward.journal.recording import record

HOURS_MS = 8 * 3_600_000


def jump(log: Log, ms: int) -> None:
    """Let the clock of a device jump."""
    clock = log.world.clock
    assert isinstance(clock, HandClock)
    clock.ms += ms


@pytest.mark.parametrize("ms", [HOURS_MS, -HOURS_MS])
async def test_what_was_said_after_seeing_something_stands_whatever_the_clock_says(ms: int) -> None:
    here, _ = await founder()
    there, _ = await joined(here)
    stick = MemoryFolder()
    await record(here, [AddValue(name="Kindness")])
    for log in (here, there):
        await carry_folder(log, stick)

    jump(there, ms)
    await record(there, [RewordValue(value="Kindness", name="Warmth")])
    for log in (there, here):
        await carry_folder(log, stick)
    jump(here, -ms)
    await record(here, [RewordValue(value="Warmth", name="Care")])
    for log in (here, there):
        await carry_folder(log, stick)

    assert [value.name for value in there.pages.all(VALUES)] == ["Care"]
    assert here.pages.state_hash() == there.pages.state_hash()
