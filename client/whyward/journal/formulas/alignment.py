"""How alike two things are: where the steps of some weeks went, and the order in which somebody put their values.

It chooses words; it is never shown to anybody as a number.
"""

from collections.abc import Sequence
from typing import Final

DAYS_MIN: Final = 6
"""With fewer days than these, nothing is said at all."""


def wanted_shares(count: int) -> list[float]:
    """Return the share that each of some ranked values would have if steps followed their order; they add up to 1."""
    whole = count * (count + 1) / 2
    return [(count - place) / whole for place in range(count)]


def match(days: Sequence[int]) -> float | None:
    """Return from 0 to 1 how alike the days with a step for each value (by rank) and their order are."""
    whole = sum(days)
    if whole == 0:
        return None
    apart = sum(abs(one / whole - wanted) for one, wanted in zip(days, wanted_shares(len(days)), strict=True))
    return 1 - apart / 2
