"""When a reminder comes: a rule of a calendar (RFC 5545), told out into moments of the clock on the wall.

It reads no clock. A rule outside of the small grammar here is kept and never told out: every rule in it is of whole
days, so its arithmetic has an end.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Final

from whyward.journal.days import day_in_words
from whyward.journal.errors import BadInput
from whyward.journal.sentences import counted, listed, sentence

DISCREET: Final = "A moment for you"
"""What a reminder says where somebody else may look, and what one without words is kept with."""

DISCREET_SAID: Final = sentence("A moment for you")

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES: Final = (
    sentence("Monday"),
    sentence("Tuesday"),
    sentence("Wednesday"),
    sentence("Thursday"),
    sentence("Friday"),
    sentence("Saturday"),
    sentence("Sunday"),
)
_WEEKDAYS: Final = "MO,TU,WE,TH,FR"
_FIRST_YEAR: Final = 1970
_SHORTEST_MONTH: Final = 28
_HINT: Final = sentence("Say day, weekdays, week, two-weeks, month, year, or days such as mon,thu.")

_DAY = f"(?:{'|'.join(_DAYS)})"
_RULE: Final = re.compile(
    rf"FREQ=(?:DAILY|WEEKLY(?:;INTERVAL=(?P<weeks>[1-9][0-9]?))?(?:;BYDAY=(?P<days>{_DAY}(?:,{_DAY}){{0,6}}))?"
    r"|MONTHLY(?:;BYMONTHDAY=28(?:,29(?:,30(?:,31)?)?)?;BYSETPOS=-1)?|YEARLY)"
    r"(?:;UNTIL=(?P<until>[0-9]{8})T235959)?"
)


def rule_for(every: str | None, start: datetime, until: date | None = None) -> str | None:
    """Return the rule of a rhythm in a person's word, or None for once; raise `BadInput` for a word that is none."""
    word = (every or "once").strip().casefold().replace(" ", "-").replace("_", "-")
    if word == "once":
        if until is not None:
            raise BadInput("A reminder that comes once needs no last day", hint=_HINT)
        return None
    known = {
        "day": "FREQ=DAILY",
        "weekdays": f"FREQ=WEEKLY;BYDAY={_WEEKDAYS}",
        "week": "FREQ=WEEKLY",
        "two-weeks": "FREQ=WEEKLY;INTERVAL=2",
        "month": _monthly(start.day),
        "year": "FREQ=YEARLY",
    }
    rule = known.get(word) or f"FREQ=WEEKLY;BYDAY={_days_named(word)}"
    if until is not None and until < start.date():
        raise BadInput("The last day is before the first", hint="Choose a later one, or leave it out.")
    return rule if until is None else f"{rule};UNTIL={until:%Y%m%d}T235959"


def _monthly(day: int) -> str:
    """Return the rule for a day of each month; in a shorter one it is the last day."""
    if day <= _SHORTEST_MONTH:
        return "FREQ=MONTHLY"
    days = ",".join(str(number) for number in range(_SHORTEST_MONTH, day + 1))
    return f"FREQ=MONTHLY;BYMONTHDAY={days};BYSETPOS=-1"


def _days_named(word: str) -> str:
    named = [part.strip("-")[:2].upper() for part in word.split(",")]
    if not named or not set(named) <= set(_DAYS):
        raise BadInput("That is no rhythm this version knows", hint=_HINT)
    return ",".join(day for day in _DAYS if day in named)


def wall_time(text: str) -> datetime | None:
    """Return a moment of the clock on the wall, or None for one that is in no calendar."""
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007  # a clock on a wall knows no zone
    except ValueError:
        return None
    return moment if moment.year >= _FIRST_YEAR else None


def is_known(rule: str | None) -> bool:
    """Whether a rule can be told out here."""
    return rule is None or _read(rule) is not None


def _read(rule: str) -> re.Match[str] | None:
    found = _RULE.fullmatch(rule)
    if found is None or found["until"] is None:
        return found
    try:
        date.fromisoformat(found["until"])
    except ValueError:
        return None
    return found


def moments(start_local: str, rule: str | None, first: datetime, last: datetime) -> list[datetime]:
    """Return when it comes between two moments, both included; nothing for a rule that is not known here."""
    return list(takewhile(lambda moment: moment <= last, _told_out(start_local, rule, first)))


def next_moment(start_local: str, rule: str | None, after: datetime) -> datetime | None:
    """Return when it comes next, or None if it never does."""
    return next(iter(_told_out(start_local, rule, after)), None)


def _told_out(start_local: str, rule: str | None, first: datetime) -> Iterator[datetime]:
    start = wall_time(start_local)
    if start is None or not is_known(rule):
        return
    if rule is None:
        if start >= first:
            yield start
        return
    from dateutil.rrule import rrulestr  # noqa: PLC0415  # only where a reminder repeats: no other command pays for it

    yield from rrulestr(rule, dtstart=start).xafter(first, inc=True)


def day_span(day: date, ends_at_minutes: int) -> tuple[datetime, datetime]:
    """Return the first and the last minute of a life day by the clock on the wall."""
    first = datetime.combine(day, time()) + timedelta(minutes=ends_at_minutes)
    return first, first + timedelta(days=1, minutes=-1)


def rhythm_in_words(rule: str | None, start_local: str, today: date | None = None) -> str:
    """Return a rhythm as a person says it: "every Monday and Thursday"."""
    start = wall_time(start_local)
    if rule is None:
        return sentence("once")
    found = _read(rule)
    if found is None or start is None:
        return sentence("in a rhythm of a newer Whyward")
    every, until = _every(rule, found, start), found["until"]
    if until is None:
        return every
    return sentence("%(every)s, until %(day)s", every=every, day=day_in_words(date.fromisoformat(until), today))


def _every(rule: str, found: re.Match[str], start: datetime) -> str:
    if rule.startswith("FREQ=DAILY"):
        return sentence("every day")
    if rule.startswith("FREQ=YEARLY"):
        return sentence("every year")
    if rule.startswith("FREQ=MONTHLY"):
        if start.day == 31:  # noqa: PLR2004  # no month is longer
            return sentence("every month, on its last day")
        return sentence("every month, on day %(day)s", day=start.day)
    if found["days"] == _WEEKDAYS:
        return sentence("on weekdays")
    days = found["days"] or _DAYS[start.weekday()]
    on = listed([_NAMES[_DAYS.index(day)] for day in days.split(",")])
    weeks = int(found["weeks"] or 1)
    if weeks == 1:
        return sentence("every %(days)s", days=on)
    return counted("every %(count)s week, on %(days)s", "every %(count)s weeks, on %(days)s", weeks, days=on)
