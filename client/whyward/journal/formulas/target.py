"""The rings of a target: seven, the middle one is 7.

A mark stands at a distance from 0 (the middle) to 1 (the edge).
"""

from typing import Final

RINGS: Final = 7


def ring_of(radius: float) -> int:
    """Return the ring, 7 to 1, in which a mark stands."""
    return RINGS - min(RINGS - 1, int(RINGS * radius))


def radius_of(ring: int) -> float:
    """Return the distance of the middle of a ring: what a ring chosen by its number is kept as."""
    return (RINGS - ring + 0.5) / RINGS
