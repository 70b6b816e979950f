"""How close life is to how somebody wants to live it: the composite of ten domains, and the Compass check.

Published facts for the first; the second is Whyward's own. Neither has a threshold that says what is enough.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

_SCALE: Final = 10


class Closeness(StrEnum):
    """How close it is, for words; there is no better or worse among them."""

    MOSTLY_LIVED = "mostly_lived"
    PARTLY_LIVED = "partly_lived"
    ROOM_TO_GROW = "room_to_grow"
    WAITING = "waiting"


_FROM: Final = (
    (0.75, Closeness.MOSTLY_LIVED),
    (0.5, Closeness.PARTLY_LIVED),
    (0.25, Closeness.ROOM_TO_GROW),
    (0.0, Closeness.WAITING),
)


class Rated(NamedTuple):
    """How much a part of life matters (0 to 10), and how close it has been."""

    matter: int
    close: int


def composite(importance: Sequence[int], consistency: Sequence[int]) -> float:
    """Return the mean of the products of importance and consistency (1 to 10 each) over domains: 1 to 100."""
    products = [i * c for i, c in zip(importance, consistency, strict=True)]
    return sum(products) / len(products)


def room(rated: Rated) -> int:
    """Return how far what a part of life means to somebody goes beyond how close it has been; never less than 0."""
    return max(0, rated.matter - rated.close)


def closeness(rated: Sequence[Rated]) -> float | None:
    """Return from 0 to 1 how close life has been, weighed by what matters; None if nothing was said to matter."""
    weight = sum(one.matter for one in rated)
    if weight == 0:
        return None
    return sum(one.matter * one.close for one in rated) / (_SCALE * weight)


def closeness_in_words(share: float) -> Closeness:
    """Return the word for a closeness from 0 to 1."""
    return next(word for start, word in _FROM if share >= start)
