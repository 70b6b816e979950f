"""Reminders as they are, and those of today that nobody has answered: told out on this device, recorded nowhere.

What went by is not told again: yesterday's reminder is simply not there today.
"""

from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.fields import Ref
from whyward.journal.events.reminders import Channel, ReminderAnswer
from whyward.journal.folding.goals import GoalStatus
from whyward.journal.folding.nouns_caring import REMINDERS, REST
from whyward.journal.folding.reminders import AnswerRow, ReminderRow
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels, words_of
from whyward.journal.projections.telling_caring import thing_named
from whyward.journal.rhythm import DISCREET_SAID, day_span, moments, next_moment, rhythm_in_words

_LATER_MS: Final = 2 * 3_600_000
"""What was put off comes back after two hours, if the day still goes on."""


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """A reminder. `shown` is what it says where others may look; `next_at` is None while it does not come again."""

    id: bytes
    text: str
    shown: str
    start_local: str
    at: str
    rhythm: str
    rrule: str | None
    about: Ref | None
    about_name: str | None
    discreet: bool
    channel: str
    resting: bool
    next_at: str | None


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """One time of a reminder that is here now; `occurrence` names it for an answer."""

    id: bytes
    text: str
    shown: str
    occurrence: str
    about: Ref | None


class Rest(msgspec.Struct, frozen=True, kw_only=True):
    """All reminders are at rest; until None means until they are resumed."""

    until: date | None


class Now(msgspec.Struct, frozen=True, kw_only=True):
    """A moment, and where on earth: local time minus UTC, in minutes."""

    ms: int
    offset_minutes: int

    @property
    def wall(self) -> datetime:
        """What the clock on the wall shows, to the minute."""
        local = datetime(1970, 1, 1) + timedelta(milliseconds=self.ms, minutes=self.offset_minutes)  # noqa: DTZ001  # a clock on a wall knows no zone
        return local.replace(second=0, microsecond=0)


def rest(pages: Pages, now: Now) -> Rest | None:
    """Return whether all reminders are at rest now."""
    row = pages.one(REST)
    today = life_day(now.ms, now.offset_minutes, pages.day_ends_at)
    return None if row is None or (row.until is not None and row.until <= today) else Rest(until=row.until)


def reminders(pages: Pages, now: Now) -> list[Reminder]:
    """Return every reminder that was not taken away, the next to come first."""
    labels, resting = Labels(pages), rest(pages, now) is not None
    found = [_reminder(row, labels, now, is_resting=resting) for row in _rows(pages)]
    return sorted(found, key=lambda one: (one.next_at is None, one.next_at or "", one.id))


def reminders_due(pages: Pages, now: Now) -> list[Due]:
    """Return today's times up to now that wait for nothing: those answered are gone, and each reminder is here once."""
    if rest(pages, now) is not None:
        return []
    labels = Labels(pages)
    today = life_day(now.ms, now.offset_minutes, pages.day_ends_at)
    first, _ = day_span(today, pages.day_ends_at)
    found: list[Due] = []
    for row in _rows(pages):
        times = moments(row.start_local, row.rrule, first, now.wall)
        if row.channel != Channel.IN_APP or _is_silent(row, labels) or not times:
            continue
        occurrence = times[-1].strftime("%Y-%m-%dT%H:%M")
        if not _is_answered(row.answers, occurrence, now):
            due = Due(id=row.reminder_id, text=words_of(row), shown=_shown(row), occurrence=occurrence, about=row.about)
            found.append(due)
    return sorted(found, key=lambda one: (one.occurrence, one.id))


def _rows(pages: Pages) -> list[ReminderRow]:
    return [row for row in pages.all(REMINDERS) if not row.removed]


def _is_answered(answers: tuple[AnswerRow, ...], occurrence: str, now: Now) -> bool:
    for one in answers:
        if one.occurrence == occurrence:
            return one.answer != ReminderAnswer.LATER or now.ms - one.at < _LATER_MS
    return False


def _is_silent(row: ReminderRow, labels: Labels) -> bool:
    """Whether it is about a goal that rests or has ended."""
    noun, _, key = (row.about or "").partition(":")
    goal = labels.goals.get(bytes.fromhex(key)) if noun == "goal" and len(key) == 32 else None  # noqa: PLR2004  # hex digits of an id
    return goal is not None and goal.status != GoalStatus.ACTIVE


def _shown(row: ReminderRow) -> str:
    return DISCREET_SAID if row.discreet else words_of(row)


def _reminder(row: ReminderRow, labels: Labels, now: Now, *, is_resting: bool) -> Reminder:
    silent = is_resting or _is_silent(row, labels)
    coming = None if silent else next_moment(row.start_local, row.rrule, now.wall)
    return Reminder(
        id=row.reminder_id,
        text=words_of(row),
        shown=_shown(row),
        start_local=row.start_local,
        at=row.start_local.partition("T")[2],
        rhythm=rhythm_in_words(row.rrule, row.start_local, now.wall.date()),
        rrule=row.rrule,
        about=row.about,
        about_name=None if row.about is None else thing_named(row.about, labels),
        discreet=row.discreet,
        channel=row.channel,
        resting=silent,
        next_at=None if coming is None else coming.strftime("%Y-%m-%dT%H:%M"),
    )
