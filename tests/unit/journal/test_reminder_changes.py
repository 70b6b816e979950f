"""Changing a reminder after days have passed: its day, its time and its rhythm, each by itself."""

from datetime import date

import pytest

from tests.support.notebook import Notebook
from whyward.journal.errors import BadInput
from whyward.journal.folding.nouns_caring import REMINDERS
from whyward.journal.folding.reminders import ReminderRow
from whyward.journal.intentions.goals import PauseGoal, SetGoal
from whyward.journal.intentions.reminders import ChangeReminder, SetReminder
from whyward.journal.projections.reminders import Now, reminders

FORTNIGHT = 14


def set_before(**said: object) -> Notebook:
    """Return somebody with a reminder at seven that was set a fortnight ago; today is 18 March 2026."""
    notebook = Notebook()
    wish: dict[str, object] = {"at": "07:00", "text": "Walk", **said}
    notebook.wish(SetReminder(**wish))  # type: ignore[arg-type]  # each test names fields of the wish
    notebook.later(FORTNIGHT)
    return notebook


def only(notebook: Notebook) -> ReminderRow:
    """Return the only reminder."""
    (row,) = notebook.pages.all(REMINDERS)
    return row


def test_a_rhythm_that_is_under_way_gets_another_time_and_keeps_its_beginning() -> None:
    notebook = set_before(every="day")
    notebook.wish(ChangeReminder(reminder="walk", at="18:30"))

    assert (only(notebook).start_local, only(notebook).rrule) == ("2026-03-04T18:30", "FREQ=DAILY")


def test_another_rhythm_begins_today() -> None:
    notebook = set_before(every="day")
    notebook.wish(ChangeReminder(reminder="walk", every="week"))

    assert (only(notebook).start_local, only(notebook).rrule) == ("2026-03-18T07:00", "FREQ=WEEKLY")


def test_what_comes_once_keeps_its_day_and_may_get_another() -> None:
    notebook = set_before(on=date(2026, 3, 20))
    notebook.wish(ChangeReminder(reminder="walk", at="08:00"))
    assert only(notebook).start_local == "2026-03-20T08:00"

    notebook.wish(ChangeReminder(reminder="walk", on=date(2026, 3, 19)))
    assert only(notebook).start_local == "2026-03-19T08:00"


def test_what_came_once_and_is_past_needs_a_day_to_come() -> None:
    notebook = set_before()
    with pytest.raises(BadInput, match="gone by already"):
        notebook.wish(ChangeReminder(reminder="walk", at="08:00"))
    notebook.wish(ChangeReminder(reminder="walk", at="08:00", on=date(2026, 3, 18)))
    assert only(notebook).start_local == "2026-03-18T08:00"


@pytest.mark.parametrize("every", ["day", "once"])
def test_a_last_day_alone_says_nothing_and_is_refused(every: str) -> None:
    notebook = set_before(every=every, on=date(2026, 3, 20))
    with pytest.raises(BadInput, match="goes with a rhythm"):
        notebook.wish(ChangeReminder(reminder="walk", until=date(2026, 4, 1)))

    assert len(notebook.recorded) == 1


def test_the_next_to_come_stands_first_and_what_rests_last() -> None:
    notebook = Notebook()
    notebook.wish(
        SetGoal(statement="Rest"),
        SetReminder(at="08:00", text="Quiet", every="day", about="Rest"),
        SetReminder(at="20:00", text="Late", every="day"),
        SetReminder(at="09:00", text="Early", every="day"),
        PauseGoal(goal="Rest"),
    )

    listed = reminders(notebook.pages, Now(ms=notebook.now_ms, offset_minutes=60))
    assert [one.text for one in listed] == ["Early", "Late", "Quiet"]
    assert [one.resting for one in listed] == [False, False, True]
