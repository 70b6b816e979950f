"""Reminders as a file for a calendar: readable by others' programs, ringing when ours does, and saying nothing else."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from tests.support.notebook import Notebook
from whyward.adapters.calendar_file import calendar_file
from whyward.journal.intentions.reminders import ChangeReminder, SetReminder
from whyward.journal.projections.reminders import Now, reminders
from whyward.journal.rhythm import rhythm_in_words

MADE_AT = datetime(2026, 3, 4, 5, tzinfo=UTC)
SECRET = "Tell Sam; about the \\ divorce, and ünïcödé that goes on and on for longer than any line of a file may be"


def written(*wishes: SetReminder | ChangeReminder) -> bytes:
    """Return the file of a notebook with some reminders."""
    notebook = Notebook()
    notebook.wish(*wishes)
    return calendar_file(reminders(notebook.pages, Now(ms=notebook.now_ms, offset_minutes=60)), MADE_AT)


def test_a_discreet_reminder_says_nothing_of_the_journal() -> None:
    raw = written(SetReminder(at="07:00", text=SECRET, every="day"))

    assert b"A moment for you" in raw
    for word in (b"Sam", b"divorce", b"hyward", b"goal", b"TZID", b"VTIMEZONE"):
        assert word not in raw


def test_one_that_is_not_shows_its_words_folded_and_escaped_as_the_standard_says() -> None:
    raw = written(SetReminder(at="07:00", text=SECRET, every="day", discreet=False))

    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    (event,) = Calendar.from_ical(raw).events
    assert str(event["summary"]) == SECRET


@pytest.mark.parametrize("every", ["once", "day", "weekdays", "two-weeks", "month", "mon,thu"])
def test_what_another_program_reads_is_the_same_rhythm(every: str) -> None:
    notebook = Notebook()
    notebook.wish(SetReminder(at="07:00", every=every))
    (one,) = reminders(notebook.pages, Now(ms=notebook.now_ms, offset_minutes=60))
    (event,) = Calendar.from_ical(calendar_file([one], MADE_AT)).events
    text = event.to_ical().decode().splitlines()

    assert f"DTSTART:{datetime.fromisoformat(one.start_local):%Y%m%dT%H%M%S}" in text
    assert [line for line in text if line.startswith("RRULE")] == ([] if one.rrule is None else [f"RRULE:{one.rrule}"])
    assert rhythm_in_words(one.rrule, one.start_local) == one.rhythm
    assert str(event["uid"]) == one.id.hex()


def test_a_last_day_is_by_the_clock_on_the_wall_too() -> None:
    raw = written(SetReminder(at="07:00", every="day", until=datetime(2026, 4, 1, tzinfo=UTC).date()))

    assert b"RRULE:FREQ=DAILY;UNTIL=20260401T235959\r\n" in raw


def test_one_that_does_not_come_again_is_left_out() -> None:
    notebook = Notebook()
    notebook.wish(SetReminder(at="07:00"))
    later = Now(ms=notebook.now_ms + 86_400_000, offset_minutes=60)

    assert b"VEVENT" not in calendar_file(reminders(notebook.pages, later), MADE_AT)
