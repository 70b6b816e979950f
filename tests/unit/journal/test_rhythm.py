"""When a reminder comes: rules of a calendar, told out by the clock on the wall, with an end to the arithmetic."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whyward.journal.errors import BadInput
from whyward.journal.rhythm import day_span, is_known, moments, next_moment, rhythm_in_words, rule_for, wall_time

AT = datetime.fromisoformat
START = AT("2026-01-31T09:00")
EVERY = {
    "once": (None, "once"),
    "day": ("FREQ=DAILY", "every day"),
    "weekdays": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "on weekdays"),
    "week": ("FREQ=WEEKLY", "every Saturday"),
    "two weeks": ("FREQ=WEEKLY;INTERVAL=2", "every 2 weeks, on Saturday"),
    "month": ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "every month, on its last day"),
    "year": ("FREQ=YEARLY", "every year"),
    "thu,mon": ("FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and Thursday"),
    "Mo, We, Fri": ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every Monday, Wednesday and Friday"),
}
UNKNOWN = (
    "FREQ=SECONDLY",
    "FREQ=DAILY;COUNT=3",
    "FREQ=DAILY;UNTIL=20269999T235959",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=WEEKLY;BYDAY=XX",
    "\n",
)


@pytest.mark.parametrize("word", EVERY)
def test_a_word_becomes_a_rule_and_a_sentence(word: str) -> None:
    rule, words = EVERY[word]

    assert rule_for(word, START) == rule
    assert rhythm_in_words(rule, "2026-01-31T09:00") == words
    assert is_known(rule)


def test_a_last_day_ends_a_rhythm_with_that_day() -> None:
    rule = rule_for("day", START, date(2026, 2, 2))

    assert moments("2026-01-31T09:00", rule, START, AT("2027-01-01")) == [
        START,
        START + timedelta(days=1),
        START + timedelta(days=2),
    ]
    assert rhythm_in_words(rule, "2026-01-31T09:00", date(2026, 1, 1)) == "every day, until 2 February"


@pytest.mark.parametrize(
    ("word", "until", "text"),
    [
        ("fortnight", None, "no rhythm"),
        ("", date(2026, 3, 1), "no last day"),
        ("day", date(2026, 1, 30), "before the first"),
        ("mon,,tue", None, "no rhythm"),
    ],
)
def test_what_is_no_rhythm_is_refused_with_the_words_there_are(word: str, until: date | None, text: str) -> None:
    with pytest.raises(BadInput, match=text):
        rule_for(word, START, until)


def test_both_ends_of_a_while_belong_to_it() -> None:
    rule = rule_for("day", START)

    assert moments("2026-01-31T09:00", rule, AT("2026-02-01T09:00"), AT("2026-02-02T09:00")) == [
        AT("2026-02-01T09:00"),
        AT("2026-02-02T09:00"),
    ]
    assert moments("2026-01-31T09:00", None, START, START) == [START]
    assert moments("2026-01-31T09:00", rule_for("day", START, START.date()), START, AT("2027-01-01")) == [START]


def test_all_seven_days_may_be_named() -> None:
    rule = rule_for("sun,mon,tue,wed,thu,fri,sat", START)

    assert rule == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"
    assert is_known(rule)


@pytest.mark.parametrize(("day", "rule"), [(28, "FREQ=MONTHLY"), (29, "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1")])
def test_a_month_has_twenty_eight_days_at_least(day: int, rule: str) -> None:
    assert rule_for("month", AT(f"2026-01-{day}T09:00")) == rule


def test_the_last_day_of_each_month_is_its_last_day() -> None:
    rule = rule_for("month", START)
    found = moments("2026-01-31T09:00", rule, START, AT("2026-05-01"))

    assert [moment.date().isoformat()[5:] for moment in found] == ["01-31", "02-28", "03-31", "04-30"]


@pytest.mark.parametrize("rule", UNKNOWN)
def test_a_rule_outside_of_the_grammar_is_told_as_newer_and_never_told_out(rule: str) -> None:
    assert rhythm_in_words(rule, "2026-01-31T09:00") == "in a rhythm of a newer Whyward"
    assert moments("2026-01-31T09:00", rule, START, AT("2100-01-01")) == []
    assert next_moment("2026-01-31T09:00", rule, START) is None


@pytest.mark.parametrize("text", ["2026-02-30T09:00", "2026-01-31T25:00", "0001-01-01T00:00", "soon"])
def test_a_moment_that_is_in_no_calendar_never_comes(text: str) -> None:
    assert wall_time(text) is None
    assert moments(text, None, AT("1970-01-01"), AT("9999-01-01")) == []


def test_what_comes_once_comes_once() -> None:
    assert next_moment("2026-01-31T09:00", None, START) == START
    assert next_moment("2026-01-31T09:00", None, START + timedelta(minutes=1)) is None


def test_a_day_reaches_from_its_end_to_its_end() -> None:
    first, last = day_span(date(2026, 3, 4), 240)

    assert (first, last) == (AT("2026-03-04T04:00"), AT("2026-03-05T03:59"))


@settings(max_examples=80, derandomize=True, deadline=None)
@given(
    st.sampled_from(sorted(EVERY)),
    st.datetimes(AT("1970-01-01"), AT("2030-01-01")),
    st.datetimes(AT("1970-01-01"), AT("2030-01-01")),
)
def test_the_next_moment_is_the_first_of_the_moments_and_none_lies_outside(
    word: str, start: datetime, first: datetime
) -> None:
    start_local = start.strftime("%Y-%m-%dT%H:%M")
    rule = rule_for(word, start)
    last = first + timedelta(days=40)
    found = moments(start_local, rule, first, last)

    assert found == sorted(found)
    assert all(first <= moment <= last and moment >= start.replace(second=0, microsecond=0) for moment in found)
    assert next_moment(start_local, rule, first) == (found[0] if found else next_moment(start_local, rule, last))
