"""What a reminder has come to, and whether all of them rest: the quieter side wins.

One that was removed stays so, whatever was changed about it elsewhere. A pause counts unless a going-on has named it.
Times that went by without an answer are nowhere here.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from whyward.journal.events.fields import Ref
from whyward.journal.events.reminders import (
    ReminderAnswered,
    ReminderChanged,
    ReminderRemoved,
    ReminderSet,
    RemindersPaused,
    RemindersResumed,
)
from whyward.journal.folding.changed import named_in
from whyward.journal.folding.happened import Happened


class AnswerRow(msgspec.Struct, frozen=True, kw_only=True):
    """What was said last to one time of a reminder, and when."""

    occurrence: str
    answer: str
    at: int


class ReminderRow(msgspec.Struct, frozen=True, kw_only=True):
    """A reminder as it is now."""

    reminder_id: bytes
    about: Ref | None
    start_local: str
    rrule: str | None
    text: str
    discreet: bool
    channel: str
    stamp: tuple[int, bytes, bytes]
    removed: bool = False
    answers: tuple[AnswerRow, ...] = ()


class RestRow(msgspec.Struct, frozen=True, kw_only=True):
    """Whether all reminders rest: `pauses` are the ids that a going-on has to name; until None means no day is set."""

    pauses: tuple[bytes, ...]
    until: date | None


def fold_reminder(happened: Sequence[Happened]) -> ReminderRow | None:
    """Return the reminder that its events come to, or None before it is set."""
    standing = [one for one in happened if one.stands]
    first = next((one for one in standing if isinstance(one.body, ReminderSet)), None)
    if first is None or not isinstance(first.body, ReminderSet):
        return None
    row = _set(first, first.body)
    answers: dict[str, AnswerRow] = {}
    for one in standing:
        match one.body:
            case ReminderChanged(changes=changes):
                row = msgspec.structs.replace(row, **named_in(changes))
            case ReminderRemoved():
                row = msgspec.structs.replace(row, removed=True)
            case ReminderAnswered(occurrence=occurrence, answer=answer):
                answers[occurrence] = AnswerRow(occurrence=occurrence, answer=answer, at=one.event.at)
            case _:
                pass
    return msgspec.structs.replace(row, answers=tuple(answers[key] for key in sorted(answers)))


def _set(one: Happened, reminder: ReminderSet) -> ReminderRow:
    return ReminderRow(
        reminder_id=reminder.reminder_id,
        about=reminder.about,
        start_local=reminder.start_local,
        rrule=reminder.rrule,
        text=reminder.text,
        discreet=reminder.discreet,
        channel=reminder.channel,
        stamp=(one.event.hlc, one.device, one.event.id),
    )


def fold_rest(happened: Sequence[Happened]) -> RestRow | None:
    """Return the pause that nothing has ended, or None; of several, the one that lasts longest."""
    ended = {
        event_id
        for one in happened
        if one.stands and isinstance(one.body, RemindersResumed)
        for event_id in one.body.after
    }
    pauses = {
        one.event.id: one.body.until
        for one in happened
        if one.stands and isinstance(one.body, RemindersPaused) and one.event.id not in ended
    }
    if not pauses:
        return None
    days = [until for until in pauses.values() if until is not None]
    return RestRow(pauses=tuple(pauses), until=max(days) if len(days) == len(pauses) else None)
