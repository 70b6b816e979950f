"""Reminders as a file that any calendar reads (RFC 5545): what each shows where others may look, and nothing else.

No name of this program or of anything in the journal is in it, and no time zone: it rings by the clock on the wall.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Component, Event, vRecur

from whyward.journal.projections.reminders import Reminder
from whyward.journal.rhythm import wall_time

_PRODUCT: Final = "-//notebook//EN"


def calendar_file(reminders: Sequence[Reminder], made_at: datetime) -> bytes:
    """Return the file; a reminder that does not come again is left out. `made_at` is a moment of UTC."""
    calendar = Calendar()
    _put(calendar, "prodid", _PRODUCT)
    _put(calendar, "version", "2.0")
    for one in reminders:
        start = wall_time(one.start_local)
        if start is not None and one.next_at is not None:
            calendar.add_component(_event(one, start, made_at))
    return bytes(calendar.to_ical())


def _event(one: Reminder, start: datetime, made_at: datetime) -> Event:
    event = Event()
    _put(event, "uid", one.id.hex())
    _put(event, "dtstamp", made_at)
    _put(event, "dtstart", start)
    if one.rrule is not None:
        _put(event, "rrule", vRecur.from_ical(one.rrule))
    _put(event, "summary", one.shown)
    _put(event, "class", "PRIVATE")
    _put(event, "transp", "TRANSPARENT")
    alarm = Alarm()
    _put(alarm, "action", "DISPLAY")
    _put(alarm, "description", one.shown)
    _put(alarm, "trigger", timedelta())
    event.add_component(alarm)
    return event


def _put(component: Component, name: str, value: object) -> None:
    component.add(name, value)  # pyright: ignore[reportUnknownMemberType]  # it leaves the type of a value open
