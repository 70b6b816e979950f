"""Which day it is for this person: their own clock, their own end of the day.

The only place of this face that asks the machine for the time.
"""

from datetime import date

from whyward.adapters.platform import SystemClock
from whyward.journal.days import life_day
from whyward.journal.pages import Pages


def today_of(pages: Pages) -> date:
    """Return the life day of now."""
    clock = SystemClock()
    now_ms = clock.now_ms()
    return life_day(now_ms, clock.offset_minutes(now_ms), pages.day_ends_at)
