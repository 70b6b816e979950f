"""What time it is for this person, by this machine's clock.

It reads the clock and nothing else.
"""

from datetime import UTC, datetime, timedelta

from whyward.adapters.platform import SystemClock
from whyward.journal.projections.reminders import Now


def now_here() -> Now:
    """Return the moment, and where on earth it is."""
    clock = SystemClock()
    now_ms = clock.now_ms()
    return Now(ms=now_ms, offset_minutes=clock.offset_minutes(now_ms))


def utc_of(now: Now) -> datetime:
    """Return a moment as UTC, to the second."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=now.ms // 1000)
