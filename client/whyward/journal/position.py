"""Places in a list, as words between any two of which there is always another.

Two devices that fill the same gap give out the same place; which comes first is then for the order of events.
"""

from typing import Final

LENGTH_MAX: Final = 512
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE: Final = len(_DIGITS)
_MIDDLE: Final = _DIGITS[_BASE // 2]


def between(before: str | None, after: str | None) -> str:
    """Return a place after one and before the other; None is the end of the list on that side.

    The two must be in order and end in no zero; so does what is returned.
    """
    low = before or ""
    if after is None:
        return _after(low) if low else _MIDDLE
    assert low < after, "places are asked for in order"
    return _middle(low, after)


def _after(low: str) -> str:
    """Return the next place at the end: one digit more for 35 things."""
    for at, letter in enumerate(low):
        if letter != _DIGITS[-1]:
            return low[:at] + _DIGITS[_DIGITS.index(letter) + 1]
    return low + _DIGITS[1]


def _middle(low: str, high: str) -> str:
    shared = 0
    while shared < len(high) and (low[shared] if shared < len(low) else "0") == high[shared]:
        shared += 1
    if shared:
        return high[:shared] + _middle(low[shared:], high[shared:])
    below, above = _DIGITS.index(low[0]) if low else 0, _DIGITS.index(high[0])
    if above - below > 1:
        return _DIGITS[(below + above) // 2]
    if len(high) > 1:
        return high[0]
    return _DIGITS[below] + (_after(low[1:]) if low[1:] else _MIDDLE)
