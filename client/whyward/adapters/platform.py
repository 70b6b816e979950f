"""The machine's own clock and dice: the only file that asks for either.

It refuses to be clever about them: no smoothing, no seeding.
"""

import os
import time
from datetime import UTC, datetime


class SystemClock:
    """The wall clock in the person's own time zone."""

    def now_ms(self) -> int:
        """Return milliseconds since 1970-01-01T00:00:00Z."""
        return time.time_ns() // 1_000_000

    def offset_minutes(self, at_ms: int) -> int:
        """Return local time minus UTC at that moment, in minutes."""
        local = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone()
        offset = local.utcoffset()
        return 0 if offset is None else int(offset.total_seconds()) // 60


class SystemEntropy:
    """The kernel's random source."""

    def random_bytes(self, count: int) -> bytes:
        """Return that many fresh random bytes."""
        return os.urandom(count)


def monotonic_s() -> float:
    """Return seconds on a clock that never goes back; its zero means nothing."""
    return time.monotonic()
