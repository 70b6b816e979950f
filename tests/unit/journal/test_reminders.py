"""Reminders: set, answered and rested by a person, quieter first, and nothing about what went by."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from tests.support.apart import merged
from tests.support.happenings import id_of
from tests.support.notebook import TODAY, Notebook
from whyward.journal.errors import BadInput, NotFound, Refused
from whyward.journal.events import reminders as r
from whyward.journal.events.fields import Body
from whyward.journal.folding.nouns_caring import REMINDERS, REST
from whyward.journal.folding.reminders import ReminderRow
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.goals import PauseGoal, SetGoal
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.reminders import (
    AnswerReminder,
    ChangeReminder,
    PauseReminders,
    RemoveReminder,
    ResumeReminders,
    SetReminder,
)
from whyward.journal.projections.reminders import Now, reminders, reminders_due, rest
from whyward.journal.projections.timeline import timeline

MORNING = "05:00"
WALK = "Walk round the block"


def now(notebook: Notebook, *, hours: int = 0) -> Now:
    """Return the notebook's own time; it starts at 5:54 in the morning."""
    return Now(ms=notebook.now_ms + hours * 3_600_000, offset_minutes=60)


def reminded(**said: object) -> Notebook:
    """A notebook with one reminder, at seven every day."""
    notebook = Notebook()
    wish: dict[str, object] = {"at": "07:00", "text": WALK, "every": "day", **said}
    notebook.wish(SetReminder(**wish))  # type: ignore[arg-type]  # each test names fields of the wish
    return notebook


def row_of(notebook: Notebook) -> ReminderRow:
    """Return the only reminder."""
    (row,) = notebook.pages.all(REMINDERS)
    return row


def test_a_reminder_is_discreet_unless_it_is_said_otherwise() -> None:
    notebook = reminded()
    (shown,) = reminders(notebook.pages, now(notebook))

    assert (shown.text, shown.shown, shown.rhythm, shown.at) == (WALK, "A moment for you", "every day", "07:00")
    assert shown.next_at == "2026-03-04T07:00"
    assert reminders(reminded(discreet=False).pages, now(notebook))[0].shown == WALK
    assert reminders(reminded(text=None).pages, now(notebook))[0].text == "A moment for you"


def test_it_is_due_from_its_time_on_until_it_is_answered_and_yesterday_is_never_told() -> None:
    notebook = reminded()
    assert reminders_due(notebook.pages, now(notebook)) == []
    (due,) = reminders_due(notebook.pages, now(notebook, hours=2))
    assert (due.occurrence, due.shown) == ("2026-03-04T07:00", "A moment for you")
    (tomorrow,) = reminders_due(notebook.pages, now(notebook, hours=26))
    assert tomorrow.occurrence == "2026-03-05T07:00"
    assert reminders_due(notebook.pages, now(notebook, hours=23)) == []

    count = len(notebook.recorded)
    notebook.now_ms += 2 * 3_600_000
    notebook.wish(AnswerReminder(reminder="walk", answer="did-it"))
    assert len(notebook.recorded) == count + 1
    assert reminders_due(notebook.pages, now(notebook)) == []
    assert len(reminders_due(notebook.pages, now(notebook, hours=24))) == 1


def test_looking_records_nothing() -> None:
    notebook = reminded()
    before = notebook.pages.state_hash()
    for hours in range(0, 24 * 40, 7):
        reminders_due(notebook.pages, now(notebook, hours=hours))
        reminders(notebook.pages, now(notebook, hours=hours))

    assert notebook.pages.state_hash() == before
    assert len(timeline(notebook.pages)) == 1


def test_what_is_put_off_comes_back_after_two_hours() -> None:
    notebook = reminded()
    notebook.now_ms += 3_600_000
    notebook.wish(AnswerReminder(reminder="walk", answer="later"))

    assert reminders_due(notebook.pages, now(notebook, hours=1)) == []
    assert len(reminders_due(notebook.pages, now(notebook, hours=3))) == 1


def test_a_reminder_for_a_calendar_does_not_come_in_the_app() -> None:
    notebook = reminded(channel="calendar-file")

    assert reminders_due(notebook.pages, now(notebook, hours=2)) == []
    assert reminders(notebook.pages, now(notebook))[0].channel == "calendar_file"


def test_a_goal_that_rests_silences_what_is_about_it() -> None:
    notebook = Notebook()
    notebook.wish(SetGoal(statement="Walk"), SetReminder(at="07:00", every="day", about="Walk"))
    (shown,) = reminders(notebook.pages, now(notebook))
    assert (shown.about_name, shown.resting) == ("“Walk”", False)
    assert len(reminders_due(notebook.pages, now(notebook, hours=2))) == 1

    notebook.wish(PauseGoal(goal="Walk"))
    assert reminders_due(notebook.pages, now(notebook, hours=2)) == []
    assert reminders(notebook.pages, now(notebook))[0].next_at is None


def test_all_of_them_rest_with_one_wish_for_a_while_or_until_they_are_resumed() -> None:
    notebook = reminded()
    notebook.wish(PauseReminders(until=date(2026, 3, 6)))
    assert rest(notebook.pages, now(notebook)) is not None
    assert reminders_due(notebook.pages, now(notebook, hours=26)) == []
    assert len(reminders_due(notebook.pages, now(notebook, hours=50))) == 1

    notebook.wish(PauseReminders())
    assert reminders_due(notebook.pages, now(notebook, hours=50)) == []
    notebook.wish(ResumeReminders())
    assert rest(notebook.pages, now(notebook)) is None
    assert len(reminders_due(notebook.pages, now(notebook, hours=2))) == 1


def test_a_change_moves_the_time_and_leaves_the_rest() -> None:
    notebook = reminded()
    notebook.wish(ChangeReminder(reminder="walk", at="18:30"))
    assert (row_of(notebook).start_local, row_of(notebook).rrule) == ("2026-03-04T18:30", "FREQ=DAILY")
    notebook.wish(ChangeReminder(reminder="walk", every="mon,thu", until=date(2026, 4, 1)))
    assert row_of(notebook).rrule == "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20260401T235959"
    notebook.wish(ChangeReminder(reminder="walk", text="Stretch", discreet=False, about=None))
    assert (row_of(notebook).text, row_of(notebook).discreet) == ("Stretch", False)
    assert row_of(notebook).start_local == "2026-03-05T18:30"


def test_a_rhythm_starts_on_a_day_of_its_own() -> None:
    """A calendar would ring on the start as well, whatever the rule says."""
    assert row_of(reminded(every="mon,fri")).start_local == "2026-03-06T07:00"
    assert row_of(reminded(every="weekdays", on=date(2026, 3, 7))).start_local == "2026-03-09T07:00"


def removed() -> Notebook:
    """A notebook whose reminder was taken away."""
    notebook = reminded()
    notebook.wish(RemoveReminder(reminder="walk"))
    return notebook


def resting() -> Notebook:
    """A notebook whose reminders rest."""
    notebook = reminded()
    notebook.wish(PauseReminders())
    return notebook


def weekly() -> Notebook:
    """A notebook whose reminder comes on Fridays; today is Wednesday."""
    return reminded(every="fri")


REFUSALS: dict[str, tuple[Callable[[], Notebook], Intention, str, str]] = {
    "past": (Notebook, SetReminder(at=MORNING), "gone by", "later"),
    "no time": (Notebook, SetReminder(at="seven"), "time of day", "09:00"),
    "no hour": (Notebook, SetReminder(at="24:00"), "time of day", "09:00"),
    "no rhythm": (Notebook, SetReminder(at="07:00", every="often"), "no rhythm", "weekdays"),
    "no thing": (Notebook, SetReminder(at="07:00", about="nothing"), "No value or goal", ""),
    "no way": (Notebook, SetReminder(at="07:00", channel="pigeon"), "not one this version knows", "in-app"),
    "two lines": (Notebook, SetReminder(at="07:00", text="a\nb"), "more than one line", ""),
    "which": (Notebook, RemoveReminder(reminder="walk"), "No reminder", "no reminder yet"),
    "gone": (removed, RemoveReminder(reminder="walk"), "No reminder", ""),
    "no change": (reminded, ChangeReminder(reminder="walk"), "Nothing would change", "text"),
    "once past": (reminded, ChangeReminder(reminder="walk", every="once", at=MORNING), "gone by", "--on"),
    "until alone": (reminded, ChangeReminder(reminder="walk", until=TODAY), "goes with a rhythm", "--every"),
    "rest twice": (resting, PauseReminders(), "at rest already", "resume"),
    "rest past": (reminded, PauseReminders(until=TODAY), "still to come", "later"),
    "no rest": (reminded, ResumeReminders(), "not at rest", ""),
    "not today": (weekly, AnswerReminder(reminder="walk", answer="did-it"), "not come today", ""),
    "not then": (
        reminded,
        AnswerReminder(reminder="walk", answer="did-it", occurrence="2026-03-04T08:00"),
        "not come at that time",
        "",
    ),
    "no answer": (reminded, AnswerReminder(reminder="walk", answer="sang"), "not one this version knows", "not-today"),
}


@pytest.mark.parametrize("case", REFUSALS.values(), ids=REFUSALS.keys())
def test_each_refusal_says_what_and_what_next_and_records_nothing(
    case: tuple[Callable[[], Notebook], Intention, str, str],
) -> None:
    make, wish, text, hint = case
    notebook = make()
    count = len(notebook.recorded)

    with pytest.raises((Refused, BadInput, NotFound)) as caught:
        notebook.wish(wish)
    assert text in caught.value.text
    assert hint in caught.value.hint
    assert len(notebook.recorded) == count


def test_an_undo_brings_a_reminder_back() -> None:
    notebook = removed()
    assert reminders(notebook.pages, now(notebook)) == []
    notebook.wish(Undo())

    assert len(reminders(notebook.pages, now(notebook))) == 1


REMINDER = id_of("r", 1)
SET = r.ReminderSet(reminder_id=REMINDER, start_local="2026-03-04T09:00", rrule="FREQ=DAILY", text="calm")


def changed(**changes: object) -> r.ReminderChanged:
    """Return a change."""
    made = r.ReminderChanges(**changes)  # type: ignore[arg-type]  # each test names fields of the changes
    return r.ReminderChanged(reminder_id=REMINDER, changes=made)


def reminder_of(bodies: Sequence[tuple[Body, int]]) -> ReminderRow:
    """Return the reminder that bodies come to."""
    (row,) = merged(*bodies).all(REMINDERS)
    return row


def test_two_changes_apart_keep_both_where_they_are_of_different_fields_and_the_later_where_not() -> None:
    row = reminder_of([(SET, 1), (changed(text="brave"), 2), (changed(start_local="2026-03-04T10:00"), 2)])
    assert (row.text, row.start_local) == ("brave", "2026-03-04T10:00")

    row = reminder_of([(SET, 1), (changed(text="brave"), 3), (changed(text="gentle", rrule=None), 2)])
    assert (row.text, row.rrule) == ("brave", None)


def test_a_removal_wins_over_whatever_was_changed_or_answered_apart() -> None:
    gone = r.ReminderRemoved(reminder_id=REMINDER)
    answered = r.ReminderAnswered(reminder_id=REMINDER, occurrence="2026-03-04T09:00", answer="did_it")

    assert reminder_of([(SET, 1), (gone, 2), (changed(text="brave"), 9)]).removed
    assert reminder_of([(SET, 1), (gone, 2), (answered, 9)]).removed


def test_a_pause_made_apart_from_a_going_on_still_counts_and_one_that_was_seen_does_not() -> None:
    first, second = r.RemindersPaused(until=date(2026, 3, 5)), r.RemindersPaused(until=date(2026, 3, 9))
    resumed = r.RemindersResumed(after=(id_of("e", 0),))

    assert merged((first, 1), (resumed, 2)).one(REST) is None
    row = merged((first, 1), (resumed, 9), (second, 2)).one(REST)
    assert row is not None
    assert (row.until, row.pauses) == (date(2026, 3, 9), (id_of("e", 2),))


def test_of_two_pauses_the_longer_one_counts() -> None:
    row = merged((r.RemindersPaused(until=date(2026, 3, 5)), 2), (r.RemindersPaused(), 1)).one(REST)

    assert row is not None
    assert row.until is None


def test_two_answers_to_one_time_are_one_the_later() -> None:
    answers = [
        r.ReminderAnswered(reminder_id=REMINDER, occurrence="2026-03-04T09:00", answer=a) for a in ("later", "x")
    ]
    row = reminder_of([(SET, 1), (answers[0], 3), (answers[1], 2)])

    assert [one.answer for one in row.answers] == ["later"]
