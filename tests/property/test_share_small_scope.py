"""Whole small worlds of one share: in every order of wishes and syncs on two devices, the quieter side wins.

Two devices of the owner and a relay; up to five wishes out of grant, widen, narrow (a part, or all), pause, resume,
stop. What must come of each set of them is reckoned in `small_share` from who had heard of what.
"""

import pytest

from tests.support.small_share import SmallShare
from whyward.journal.days import DAY_MS

AHEAD = 400 * DAY_MS << 16
"""In hybrid clocks: all that the phone says is later than what the laptop says without having heard of it."""


@pytest.mark.parametrize(
    ("acts", "ahead", "states_min", "orders_min"),
    # The last figures are there so that nobody enumerates half a world without noticing.
    [(5, 0, 160_000, 1_600_000), (5, AHEAD, 160_000, 1_600_000)],
    ids=["clocks alike", "one clock ahead"],
)
def test_in_every_order_of_wishes_and_syncs_the_quieter_side_wins(
    acts: int, ahead: int, states_min: int, orders_min: int
) -> None:
    """A part that was taken away unheard stays away, a pause lasts until it is known and ended, a stop is for good."""
    counted = SmallShare(acts, ahead).run()

    print(counted)  # noqa: T201  # the figure of the run, shown with -s
    assert counted.states >= states_min
    assert counted.interleavings >= orders_min
    assert len(counted.wishes) == 7, "every wish was had, and some were refused"
