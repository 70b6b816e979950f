"""The hybrid logical clock: an order in which what was done after seeing something always comes after it.

48 bits of milliseconds, then 16 bits of counter (Kulkarni et al., "Logical Physical Clocks", 2014). It refuses
nothing for clock skew: a wall clock that is wrong makes numbers that look odd, never a lost edit.
"""

from whyward.protocol.limits import HLC_MAX


def next_hlc(last: int, now_ms: int) -> int:
    """Return a value greater than `last`, at `now_ms` if that is later; raise `OverflowError` past the year 2199."""
    following = max(last + 1, now_ms << 16)
    if following >= HLC_MAX:
        raise OverflowError("the hybrid clock has run past the year 2199")
    return following
