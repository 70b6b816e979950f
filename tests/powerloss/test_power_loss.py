"""Power loss: a hundred thousand disks as a power cut may leave them, and nothing acknowledged is missing on any.

The controls show that the machine can see: the same work with less durable settings must lose.
"""

import os

import pytest

from tests.support.powerloss_subjects import (
    BUSY_RELAY,
    CLIENT,
    CONTROLS,
    PRODUCT,
    RELAY,
    Setting,
    Subject,
    crashes,
    crashes_twice,
)

STATES = int(os.environ.get("WHYWARD_CRASH_STATES", "100000"))
SHARES = {CLIENT: 60, RELAY: 36, BUSY_RELAY: 4}
"""Of a hundred: a client's state costs a fifth of a relay's, and that a fifth of a busy one's."""

RUNS = [(CLIENT, 1), (CLIENT, 2), (CLIENT, 3), (RELAY, 1), (RELAY, 2), (RELAY, 3), (BUSY_RELAY, 1)]
CONTROL_STATES = {CLIENT: 6000, RELAY: 1500}


@pytest.mark.parametrize(("subject", "seed"), RUNS, ids=str)
def test_a_power_cut_takes_nothing_that_was_acknowledged(subject: Subject, seed: int) -> None:
    """Every receipt and every `record` that returned; whole chains, sound structure, pages equal to the log's fold."""
    runs = sum(other is subject for other, _ in RUNS)
    states = STATES * SHARES[subject] // 100 // runs

    outcome = crashes(subject, PRODUCT[subject], states, seed)

    assert (outcome.lost, outcome.damaged) == (0, 0), outcome.first
    assert outcome.states == states
    assert outcome.commits > 10
    assert states < 1000 or outcome.sampled


@pytest.mark.parametrize("subject", [CLIENT, RELAY], ids=str)
def test_a_second_power_cut_while_the_first_is_recovered_from_takes_nothing_either(subject: Subject) -> None:
    """Mains that flicker: the start after a power cut is itself cut off at any write."""
    outcome = crashes_twice(subject, recoveries=16, states=100, seed=1)

    assert (outcome.lost, outcome.damaged) == (0, 0), outcome.first
    assert outcome.states >= 1000


@pytest.mark.parametrize(("subject", "setting"), CONTROLS, ids=str)
def test_less_durable_settings_lose_and_the_machine_sees_it(subject: Subject, setting: Setting) -> None:
    """NORMAL loses some, OFF most; and a journal that is removed instead of kept loses under FULL."""
    outcome = crashes(subject, setting, CONTROL_STATES[subject], seed=1)

    bad = outcome.lost + outcome.damaged
    assert bad
    assert setting.sync != "OFF" or bad > outcome.states / 2
