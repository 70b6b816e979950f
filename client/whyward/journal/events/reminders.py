"""What happens to reminders: set, changed, answered, put to rest.

It holds fields only. No kind here says that a reminder went by: what was not answered is not recorded anywhere.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from whyward.journal.events.fields import Body, Choice, Ref
from whyward.protocol.ids import Bytes16

WallTime = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z")]
"""A moment by the clock on the wall, wherever the person is; no time zone is kept."""

Rule = Annotated[str, Meta(min_length=1, max_length=200)]
"""An RRULE of RFC 5545, without its name."""


class Channel(StrEnum):
    """Where a reminder comes."""

    IN_APP = "in_app"
    CALENDAR_FILE = "calendar_file"


class ReminderAnswer(StrEnum):
    """What the person said to one of its times; none of these is better than another."""

    DID_IT = "did_it"
    LATER = "later"
    NOT_TODAY = "not_today"
    TOO_MANY = "too_many"


class ReminderSet(Body, frozen=True, kw_only=True):
    """A reminder was set; a discreet one never shows its text outside of the journal."""

    reminder_id: Bytes16
    about: Ref | None = None
    start_local: WallTime
    rrule: Rule | None = None
    text: str
    discreet: bool = True
    channel: Choice = Channel.IN_APP.value


class ReminderChanges(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The fields of a reminder that became different; nil says that a field was emptied."""

    about: Ref | UnsetType | None = UNSET
    start_local: WallTime | UnsetType = UNSET
    rrule: Rule | UnsetType | None = UNSET
    text: str | UnsetType = UNSET
    discreet: bool | UnsetType = UNSET
    channel: Choice | UnsetType = UNSET


class ReminderChanged(Body, frozen=True, kw_only=True):
    """Some fields of a reminder became different."""

    reminder_id: Bytes16
    changes: ReminderChanges


class RemindersPaused(Body, frozen=True, kw_only=True):
    """No reminder comes for a while."""

    until: date | None = None


class RemindersResumed(Body, frozen=True, kw_only=True):
    """Reminders come again; `after` names the pauses that were known."""

    after: tuple[Bytes16, ...]


class ReminderRemoved(Body, frozen=True, kw_only=True):
    """A reminder was taken away."""

    reminder_id: Bytes16


class ReminderAnswered(Body, frozen=True, kw_only=True):
    """The person said something to one time of a reminder."""

    reminder_id: Bytes16
    occurrence: WallTime
    answer: Choice
