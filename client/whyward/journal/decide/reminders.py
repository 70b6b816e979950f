"""Deciding wishes about reminders.

A reminder is set, changed and answered by a person; that one went by is never recorded.
"""

from datetime import date, datetime, timedelta
from typing import assert_never

from msgspec import UNSET, UnsetType

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.reminders import (
    Channel,
    ReminderAnswer,
    ReminderAnswered,
    ReminderChanged,
    ReminderChanges,
    ReminderRemoved,
    ReminderSet,
    RemindersPaused,
    RemindersResumed,
)
from whyward.journal.folding.nouns_caring import REST
from whyward.journal.folding.reminders import ReminderRow
from whyward.journal.intentions.reminders import (
    AnswerReminder,
    ChangeReminder,
    PauseReminders,
    ReminderIntention,
    RemoveReminder,
    ResumeReminders,
    SetReminder,
)
from whyward.journal.names import find_thing
from whyward.journal.names_caring import find_reminder
from whyward.journal.pages import Pages
from whyward.journal.rhythm import DISCREET, day_span, moments, next_moment, rule_for, wall_time
from whyward.journal.sentences import sentence
from whyward.journal.texts import chosen, cleaned_line, optional_line

_WALL = "%Y-%m-%dT%H:%M"


def decide_reminder(wish: ReminderIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case SetReminder():
            return [Fact(_set(wish, pages, context), context.now_ms)]
        case ChangeReminder():
            return [Fact(_changed(wish, find_reminder(pages, wish.reminder), pages, context), context.now_ms)]
        case PauseReminders():
            return [Fact(_paused(wish, pages, context), context.now_ms)]
        case ResumeReminders():
            rest = pages.one(REST)
            if rest is None:
                raise Refused("Reminders are not at rest", hint="Nothing needs to be done.")
            return [Fact(RemindersResumed(after=rest.pauses), context.now_ms)]
        case RemoveReminder():
            removed = ReminderRemoved(reminder_id=find_reminder(pages, wish.reminder).reminder_id)
            return [Fact(removed, context.now_ms)]
        case AnswerReminder():
            return [Fact(_answered(wish, find_reminder(pages, wish.reminder), pages, context), context.now_ms)]
        case _:
            assert_never(wish)


def wall_now(context: Context) -> datetime:
    """Return what the clock on the wall shows now."""
    return datetime(1970, 1, 1) + timedelta(milliseconds=context.now_ms, minutes=context.offset_minutes)  # noqa: DTZ001  # a clock on a wall knows no zone


def _set(wish: SetReminder, pages: Pages, context: Context) -> ReminderSet:
    start = _start(wish.at, wish.on or wall_now(context).date())
    rule = rule_for(wish.every, start, wish.until)
    start = _first(start, rule)
    if next_moment(start.strftime(_WALL), rule, wall_now(context)) is None:
        raise BadInput("That time has gone by already", hint="Name a later one, or let it come again: --every day.")
    return ReminderSet(
        reminder_id=context.fresh_id(),
        about=None if wish.about is None else find_thing(pages, wish.about),
        start_local=start.strftime(_WALL),
        rrule=rule,
        text=optional_line(wish.text, sentence("The reminder")) or DISCREET,
        discreet=wish.discreet,
        channel=chosen(wish.channel, Channel, sentence("way for a reminder to come")),
    )


def _first(start: datetime, rule: str | None) -> datetime:
    """Return the first moment of the rule itself: a calendar takes the start for one whatever the rule says."""
    return next_moment(start.strftime(_WALL), rule, start) or start


def _start(at: str, on: date) -> datetime:
    start = wall_time(f"{on.isoformat()}T{at.strip().zfill(len('09:00'))}")
    if start is None:
        raise BadInput("That is not a time of day that works here", hint="Write it like 09:00 or 17:30.")
    return start


def _changed(wish: ChangeReminder, row: ReminderRow, pages: Pages, context: Context) -> ReminderChanged:
    start_local, rrule = _moved(wish, row, context)
    changes = ReminderChanges(
        about=find_thing(pages, wish.about) if isinstance(wish.about, str) else wish.about,
        start_local=start_local,
        rrule=rrule,
        text=UNSET if isinstance(wish.text, UnsetType) else cleaned_line(wish.text, sentence("The reminder")),
        discreet=wish.discreet,
        channel=UNSET
        if isinstance(wish.channel, UnsetType)
        else chosen(wish.channel, Channel, sentence("way for it to come")),
    )
    if changes == ReminderChanges():
        raise BadInput("Nothing would change", hint="Give a new text, time or rhythm.")
    return ReminderChanged(reminder_id=row.reminder_id, changes=changes)


def _moved(wish: ChangeReminder, row: ReminderRow, context: Context) -> tuple[str | UnsetType, str | UnsetType | None]:
    """Return the new start and rule, each UNSET where it stays."""
    if all(isinstance(part, UnsetType) for part in (wish.at, wish.on, wish.every, wish.until)):
        return UNSET, UNSET
    now, was = wall_now(context), wall_time(row.start_local)
    at = wish.at if isinstance(wish.at, str) else row.start_local.partition("T")[2]
    is_new_rhythm = isinstance(wish.every, str)
    on = wish.on if isinstance(wish.on, date) else now.date() if is_new_rhythm or was is None else was.date()
    start = _start(at, on)
    until = None if isinstance(wish.until, UnsetType) else wish.until
    if isinstance(wish.every, str):
        rule = rule_for(wish.every, start, until)
    elif isinstance(wish.until, UnsetType) or (row.rrule is None and wish.until is None):
        rule = row.rrule
    else:
        raise BadInput("A last day goes with a rhythm", hint="Say both: --every week --until 2026-12-31.")
    if rule is None and start < now:
        raise BadInput("That time has gone by already", hint="Name a later day: --on 2026-12-31.")
    return _first(start, rule).strftime(_WALL), rule


def _paused(wish: PauseReminders, pages: Pages, context: Context) -> RemindersPaused:
    if wish.until is not None and wish.until <= context.today(pages):
        raise BadInput("A rest lasts until a day that is still to come", hint="Name a later one, or none.")
    rest = pages.one(REST)
    is_resting = rest is not None and (rest.until is None or rest.until > context.today(pages))
    if is_resting and rest is not None and rest.until == wish.until:
        raise Refused("Reminders are at rest already", hint="To let them come again: whyward remind resume")
    return RemindersPaused(until=wish.until)


def _answered(wish: AnswerReminder, row: ReminderRow, pages: Pages, context: Context) -> ReminderAnswered:
    first, last = day_span(context.today(pages), pages.day_ends_at)
    today = moments(row.start_local, row.rrule, first, last)
    if wish.occurrence is None:
        now = wall_now(context)
        so_far = [moment for moment in today if moment <= now] or today[:1]
        if not so_far:
            raise Refused("That reminder does not come today", hint="Nothing needs an answer.")
        occurrence = so_far[-1]
    else:
        asked = wall_time(wish.occurrence)
        if asked is None or next_moment(row.start_local, row.rrule, asked) != asked:
            raise BadInput("That reminder does not come at that time", hint="Leave the time out, or write it as shown.")
        occurrence = asked
    return ReminderAnswered(
        reminder_id=row.reminder_id,
        occurrence=occurrence.strftime(_WALL),
        answer=chosen(wish.answer, ReminderAnswer, sentence("answer")),
    )
