"""Goal Attainment Scaling: one number for where several goals stand, for whoever asks for it.

It knows no goal, only levels from -2 to 2 and weights; the formula is Kiresuk and Sherman's, with their 0.3.
"""

from collections.abc import Sequence
from math import sqrt
from typing import Final

_CENTRE: Final = 50.0
_SPREAD: Final = 10.0
_SHARED: Final = 0.3
"""How much goals of one person are taken to move together."""


def weight_of(importance: int | None, difficulty: int | None) -> int:
    """Return how much a goal weighs: the product of both where both were said, and 1 elsewhere."""
    return 1 if importance is None or difficulty is None else importance * difficulty


def attainment(levels: Sequence[int], weights: Sequence[int] | None = None) -> float | None:
    """Return the number, 50 where every goal is at what was hoped; None without a goal that weighs something."""
    weighed = [1] * len(levels) if weights is None else list(weights)
    pairs = [(level, weight) for level, weight in zip(levels, weighed, strict=True) if weight]
    if not pairs:
        return None
    total = sum(weight for _, weight in pairs)
    squares = sum(weight * weight for _, weight in pairs)
    moved = sum(weight * level for level, weight in pairs)
    return _CENTRE + _SPREAD * moved / sqrt((1 - _SHARED) * squares + _SHARED * total * total)
