"""Days as a person lives them: a day ends when they say it ends, 04:00 unless they prefer another hour.

It reads no clock; moments are milliseconds since 1970, places on earth are minutes from UTC.
"""

from datetime import date, timedelta
from typing import Final

from whyward.journal.errors import BadInput
from whyward.journal.sentences import Day, sentence

MINUTE_MS: Final = 60_000
DAY_MS: Final = 86_400_000
DAY_ENDS_AT: Final = "day_ends_at"
"""The preference's key; its value is a time of day such as "04:00"."""

DAY_ENDS_AT_MINUTES: Final = 4 * 60
_NOON_MINUTES: Final = 12 * 60
_DAY_MINUTES: Final = 24 * 60
_EPOCH: Final = date(1970, 1, 1)
_DAYS_MAX: Final = (date.max - _EPOCH).days


def life_day(at_ms: int, tz: int, ends_at_minutes: int = DAY_ENDS_AT_MINUTES) -> date:
    """Return the day that a moment belonged to where it was lived; one past the year 9999 is put on the last day."""
    days = (at_ms + (tz - ends_at_minutes) * MINUTE_MS) // DAY_MS
    return _EPOCH + timedelta(days=max(0, min(days, _DAYS_MAX)))


def first_local_ms(day: date, ends_at_minutes: int = DAY_ENDS_AT_MINUTES) -> int:
    """Return where a life day begins, in milliseconds of the local clock."""
    return (day - _EPOCH).days * DAY_MS + ends_at_minutes * MINUTE_MS


def noon_of(day: date, tz: int) -> int:
    """Return the moment of noon of a day: when something told about a whole day is said to have happened."""
    return max(0, (day - _EPOCH).days * DAY_MS + (_NOON_MINUTES - tz) * MINUTE_MS)


def minutes_of(text: object) -> int:
    """Return a time of day such as "04:00" as minutes, or 04:00 if it is none before noon."""
    if isinstance(text, str) and len(text) == len("04:00") and text[2] == ":":
        hours, minutes = text[:2], text[3:]
        if hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit():
            total = int(hours) * 60 + int(minutes)
            if total <= _NOON_MINUTES and int(minutes) < 60:  # noqa: PLR2004  # minutes of an hour
                return total
    return DAY_ENDS_AT_MINUTES


def date_from(text: str) -> date:
    """Read a date as a person types it; raise `BadInput` for one that is not in any calendar."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _no_date(text) from None
    # Python reads other forms of ISO 8601 too, such as 20260304 and 2026-W10-3.
    if day.isoformat() != text or day < _EPOCH:
        raise _no_date(text)
    return day


def _no_date(text: str) -> BadInput:
    shown = text if len(text) <= len("2026-03-04") and text.isprintable() else sentence("That")
    return BadInput(sentence("%(shown)s is not a date that works here", shown=shown), hint="Write it like 2026-03-04.")


def day_in_words(day: date, today: date | None = None) -> Day:
    """Return "4 March", with the year unless it is this one."""
    return Day(day, has_year=today is None or today.year != day.year)
