"""The one number over several goals, by the vectors of the design; and places in a list."""

import random

import pytest

from whyward.journal.attainment import attainment, weight_of
from whyward.journal.position import between


@pytest.mark.parametrize(
    ("levels", "weights", "number"),
    [
        ([0], None, 50.0),
        ([1], None, 60.0),
        ([2], None, 70.0),
        ([-2], None, 30.0),
        ([0, 1, -1], None, 50.0),
        ([1, 1, 0], None, 59.1287),
        ([1, 1, 1], None, 63.6931),
        ([-1, -1, -1], None, 36.3069),
        ([1, 0, -1], [6, 2, 1], 56.8680),
        ([2, -1], [3, 9], 47.0889),
        ([2, -2], [1, 0], 70.0),
    ],
)
def test_the_number_is_that_of_the_published_formula(
    levels: list[int], weights: list[int] | None, number: float
) -> None:
    found = attainment(levels, weights)

    assert found is not None
    assert round(found, 4) == number


def test_without_a_goal_that_weighs_something_there_is_no_number() -> None:
    assert attainment([]) is None
    assert attainment([1, 2], [0, 0]) is None


def test_a_goal_weighs_one_unless_both_halves_were_said() -> None:
    assert [weight_of(3, 2), weight_of(3, 0), weight_of(None, 2), weight_of(None, None)] == [6, 0, 1, 1]


def test_between_any_two_places_there_is_another() -> None:
    dice = random.Random(1)  # a test's dice, thrown the same each time
    places: list[str] = []
    for _ in range(2000):
        at = dice.randint(0, len(places))
        before = places[at - 1] if at else None
        after = places[at] if at < len(places) else None
        place = between(before, after)
        assert (before or "") < place < (after or "~")
        assert place[-1] != "0"
        places.insert(at, place)
    assert max(map(len, places)) < 20


def test_a_long_list_has_short_places_at_its_end() -> None:
    last: str | None = None
    for _ in range(500):
        last = between(last, None)
    assert last is not None
    assert len(last) < 20
