"""The formulas give the numbers of their published examples, and keep within their bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whyward.journal.formulas.adding import VALUING_OBSTRUCTION, VALUING_PROGRESS, added
from whyward.journal.formulas.alignment import match, wanted_shares
from whyward.journal.formulas.closeness import Closeness, Rated, closeness, closeness_in_words, composite, room
from whyward.journal.formulas.target import radius_of, ring_of

numbers = st.integers(0, 10)


def test_the_composite_of_ten_domains() -> None:
    assert composite([9, 10, 8, 7, 6, 5, 4, 3, 2, 8], [5, 4, 8, 6, 6, 3, 2, 3, 2, 4]) == pytest.approx(29.5)
    assert composite([1] * 10, [1] * 10) == 1
    assert composite([10] * 10, [10] * 10) == 100


def test_the_compass_check() -> None:
    rated = [Rated(9, 4), Rated(5, 5)]

    assert [room(one) for one in rated] == [5, 0]
    share = closeness(rated)
    assert share == pytest.approx(61 / 140)
    assert share is not None
    assert closeness_in_words(share) is Closeness.ROOM_TO_GROW


def test_a_part_of_life_that_is_closer_than_it_matters_has_no_room_and_no_debt() -> None:
    assert room(Rated(2, 9)) == 0


def test_where_nothing_matters_there_is_no_closeness() -> None:
    assert closeness([]) is None
    assert closeness([Rated(0, 7)]) is None


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (1.0, Closeness.MOSTLY_LIVED),
        (0.75, Closeness.MOSTLY_LIVED),
        (0.7499, Closeness.PARTLY_LIVED),
        (0.5, Closeness.PARTLY_LIVED),
        (0.4999, Closeness.ROOM_TO_GROW),
        (0.25, Closeness.ROOM_TO_GROW),
        (0.2499, Closeness.WAITING),
        (0.0, Closeness.WAITING),
    ],
)
def test_each_word_begins_where_it_is_said_to(share: float, word: Closeness) -> None:
    assert closeness_in_words(share) is word


@given(st.lists(st.tuples(numbers, numbers), max_size=12))
def test_closeness_stays_within_its_bounds(pairs: list[tuple[int, int]]) -> None:
    share = closeness([Rated(*pair) for pair in pairs])

    assert share is None or (0 <= share <= 1 and closeness_in_words(share) in Closeness)


@pytest.mark.parametrize(("radius", "ring"), [(0, 7), (0.14, 7), (0.15, 6), (0.99, 1), (1, 1)])
def test_a_mark_stands_in_its_ring(radius: float, ring: int) -> None:
    assert ring_of(radius) == ring


@pytest.mark.parametrize("ring", range(1, 8))
def test_a_ring_by_its_number_is_that_ring_again(ring: int) -> None:
    assert ring_of(radius_of(ring)) == ring


def test_a_valuing_questionnaire_is_added_up_by_its_items() -> None:
    said: dict[str, int | None] = {str(item): item % 7 for item in range(1, 11)}

    assert added(said, VALUING_PROGRESS) == 3 + 4 + 5 + 0 + 2
    assert added(said, VALUING_OBSTRUCTION) == 1 + 2 + 6 + 1 + 3
    assert added(dict.fromkeys(said, 6), VALUING_PROGRESS) == 30
    assert sorted(map(int, (*VALUING_PROGRESS, *VALUING_OBSTRUCTION))) == list(range(1, 11))


def test_an_item_that_was_passed_leaves_its_sum_open() -> None:
    said: dict[str, int | None] = {"1": 3, "2": None}

    assert added(said, ("1", "2")) is None
    assert added(said, ("1", "3")) is None
    assert added(said, ("1",)) == 3


@pytest.mark.parametrize(
    ("days", "alike"), [([5, 4, 3, 2, 1], 1.0), ([0, 0, 0, 0, 10], 0.0667), ([3, 3, 3, 3, 3], 0.8)]
)
def test_steps_and_an_order_of_values_are_as_alike_as_in_the_examples(days: list[int], alike: float) -> None:
    assert match(days) == pytest.approx(alike, abs=1e-4)


def test_without_steps_there_is_nothing_to_compare() -> None:
    assert match([]) is None
    assert match([0, 0]) is None


@given(st.lists(st.integers(0, 28), min_size=1, max_size=20))
def test_alikeness_stays_within_its_bounds(days: list[int]) -> None:
    alike = match(days)

    assert alike is None or -1e-9 <= alike <= 1 + 1e-9
    assert sum(wanted_shares(len(days))) == pytest.approx(1)
