"""A clock that knows the day and no more: noon, by UTC. What is said in a share space tells nobody when it was said.

It refuses to know where on earth anybody is.
"""

from dataclasses import dataclass

from whyward.journal.days import DAY_MS
from whyward.journal.ports import Clock


@dataclass(frozen=True, slots=True)
class CoarseClock:
    """See `Clock`."""

    clock: Clock

    def now_ms(self) -> int:
        """Return noon of the UTC day, in milliseconds since 1970."""
        return self.clock.now_ms() // DAY_MS * DAY_MS + DAY_MS // 2

    @staticmethod
    def offset_minutes(at_ms: int) -> int:
        """Return no offset."""
        del at_ms
        return 0
