"""A day is a day as it is lived."""

from datetime import date

import pytest

from whyward.journal.days import date_from, day_in_words, first_local_ms, life_day, minutes_of, noon_of
from whyward.journal.errors import BadInput
from whyward.protocol.limits import INT_MAX

MIDNIGHT_UTC = 1_772_582_400_000  # 2026-03-04T00:00:00Z


@pytest.mark.parametrize(
    ("hour", "tz", "day"),
    [(0, 0, 3), (3, 0, 3), (4, 0, 4), (2, 120, 4), (23, 120, 4), (3, -60, 3), (4, -60, 3), (5, -60, 4)],
)
def test_the_small_hours_belong_to_the_day_before(hour: int, tz: int, day: int) -> None:
    assert life_day(MIDNIGHT_UTC + hour * 3_600_000, tz) == date(2026, 3, day)


def test_a_day_begins_where_the_one_before_ends() -> None:
    begins = first_local_ms(date(2026, 3, 4), 300)

    assert life_day(begins, 0, 300) == date(2026, 3, 4)
    assert life_day(begins - 1, 0, 300) == date(2026, 3, 3)


@pytest.mark.parametrize("at", [0, INT_MAX])
def test_no_claim_of_a_time_is_too_odd(at: int) -> None:
    assert life_day(at, -1439) in {date(1970, 1, 1), date.max}


def test_noon_of_a_day_is_in_it_everywhere() -> None:
    for tz in (-720, 0, 840):
        assert life_day(noon_of(date(2026, 3, 4), tz), tz) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("04:00", 240),
        ("00:00", 0),
        ("12:00", 720),
        ("12:01", 240),
        ("4:00", 240),
        ("03:60", 240),
        (7, 240),
        (True, 240),
    ],
)
def test_an_hour_that_makes_no_sense_is_four_in_the_morning(text: object, minutes: int) -> None:
    assert minutes_of(text) == minutes


def test_a_date_is_read() -> None:
    assert date_from("2026-03-04") == date(2026, 3, 4)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-3-4", "20260304", "2026-W10-3", "", "tomorrow", "1969-12-31", "2026-03-04\x1b[31m"]
)
def test_a_date_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        date_from(text)

    assert "2026-03-04" in refusal.value.hint
    assert "\x1b" not in refusal.value.text


def test_the_year_is_said_unless_it_is_this_one() -> None:
    assert day_in_words(date(2026, 3, 4), date(2026, 12, 1)) == "4 March"
    assert day_in_words(date(2026, 3, 4), date(2027, 1, 1)) == "4 March 2026"
    assert day_in_words(date(2026, 3, 4)) == "4 March 2026"
