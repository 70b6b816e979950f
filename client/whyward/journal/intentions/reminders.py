"""Wishes about reminders.

None of them is made by time: a person sets, answers and rests them.
"""

from datetime import date
from typing import TypeAlias

from msgspec import UNSET, UnsetType

from whyward.journal.intentions.wish import Called, Wish


class SetReminder(Wish, frozen=True, kw_only=True):
    """Set a reminder: `at` is a time such as 09:00, `every` once, day, weekdays, week, two-weeks, month, year, mon,thu.

    Without a text it says "A moment for you"; a discreet one says nothing else outside of the journal.
    """

    at: str
    text: str | None = None
    every: str | None = None
    on: date | None = None
    until: date | None = None
    about: Called | None = None
    discreet: bool = True
    channel: str = "in_app"


class ChangeReminder(Wish, frozen=True, kw_only=True):
    """Change a reminder; what is UNSET stays, None takes away what may be empty. A new rhythm goes from `on`."""

    reminder: Called
    at: str | UnsetType = UNSET
    text: str | UnsetType = UNSET
    every: str | UnsetType = UNSET
    on: date | UnsetType = UNSET
    until: date | UnsetType | None = UNSET
    about: Called | UnsetType | None = UNSET
    discreet: bool | UnsetType = UNSET
    channel: str | UnsetType = UNSET


class PauseReminders(Wish, frozen=True, kw_only=True):
    """Let no reminder come, for a while or until a day."""

    until: date | None = None


class ResumeReminders(Wish, frozen=True, kw_only=True):
    """Let reminders come again."""


class RemoveReminder(Wish, frozen=True, kw_only=True):
    """Take a reminder away."""

    reminder: Called


class AnswerReminder(Wish, frozen=True, kw_only=True):
    """Answer a reminder: did-it, later, not-today, too-many; of today's last time, or of the moment in `occurrence`."""

    reminder: Called
    answer: str
    occurrence: str | None = None


ReminderIntention: TypeAlias = (
    SetReminder | ChangeReminder | PauseReminders | ResumeReminders | RemoveReminder | AnswerReminder
)
