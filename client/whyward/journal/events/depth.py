"""How deep a msgpack value nests: counted without recursion, before anything recursive may look at foreign bytes.

It decodes nothing; lengths that reach past the end, and bytes left over, make it answer "too deep" as well.
"""

from typing import Final

from whyward.protocol.limits import DEPTH_MAX

# First byte -> bytes that follow, or width of the length (and values nested per unit of it).
# Source: the msgpack specification, "Formats".
_FIXED: Final = {0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
_FIX_EXT: Final = {0xD4: 2, 0xD5: 3, 0xD6: 5, 0xD7: 9, 0xD8: 17}
_COUNTED: Final = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
_COUNTED_EXT: Final = {0xC7: 1, 0xC8: 2, 0xC9: 4}
_NESTED: Final = {0xDC: (2, 1), 0xDD: (4, 1), 0xDE: (2, 2), 0xDF: (4, 2)}
_SCALARS: Final = {0xC0, 0xC2, 0xC3}
_POSITIVE_LAST: Final = 0x7F
_NEGATIVE_FIRST: Final = 0xE0
_NESTED_LAST: Final = 0x9F
_SHORT_TEXT_LAST: Final = 0xBF


def is_shallow(raw: bytes, *, depth_max: int = DEPTH_MAX) -> bool:
    """Whether `raw` is one whole msgpack value that nests at most `depth_max` maps and arrays."""
    at = 0
    open_counts = [1]  # How many values are still due at each level; the outermost is one.
    while open_counts:
        if not open_counts[-1]:
            open_counts.pop()
            continue
        open_counts[-1] -= 1
        if at >= len(raw):
            return False
        after, children = _header(raw, at)
        if after > len(raw) or children > len(raw) - after:
            return False
        at = after
        if children:
            open_counts.append(children)
            if len(open_counts) - 1 > depth_max:
                return False
    return at == len(raw)


def _header(raw: bytes, at: int) -> tuple[int, int]:
    """Return where the value's own bytes end, and how many values nest in it; past the end for a bad byte."""
    first = raw[at]
    if first <= _POSITIVE_LAST or first >= _NEGATIVE_FIRST or first in _SCALARS:
        return at + 1, 0
    if first <= _NESTED_LAST:
        return at + 1, (first & 0x0F) * (1 if first & 0x10 else 2)
    if first <= _SHORT_TEXT_LAST:
        return at + 1 + (first & 0x1F), 0
    if first in _FIXED or first in _FIX_EXT:
        return at + 1 + _FIXED.get(first, 0) + _FIX_EXT.get(first, 0), 0
    if first in _NESTED:
        width, per_unit = _NESTED[first]
        return at + 1 + width, per_unit * int.from_bytes(raw[at + 1 : at + 1 + width], "big")
    if first in _COUNTED:
        width, extra = _COUNTED[first], 0
    elif first in _COUNTED_EXT:
        width, extra = _COUNTED_EXT[first], 1
    else:
        return len(raw) + 1, 0
    return at + 1 + width + extra + int.from_bytes(raw[at + 1 : at + 1 + width], "big"), 0
