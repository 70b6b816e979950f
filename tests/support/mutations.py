"""Small random damage to bytes and to msgpack values, from one seed; and a way to spell a value otherwise.

What comes out may be as good as what went in: whoever uses it asks two judges and not this file.
"""

import random
from collections.abc import Sequence
from typing import Any, cast

from tests.support.other_forms import array, forms
from tests.support.second_bytes import Refused, read
from whyward.protocol.canonical import encoded

NUMBERS = (0, 1, 2, 3, 31, 32, 127, 128, 255, 256, 65_535, 65_536, (1 << 32) - 1, 1 << 32, (1 << 63) - 1, 1 << 63)


_OTHERS: tuple[Any, ...] = (None, 0, b"", "", (), dict[Any, Any](), True, 1.5, -1)


def damaged(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Flip, set, drop, repeat, insert or swap a few bytes, cut the end off, or splice in some of other bytes."""
    at, to = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    few = min(at + rng.randrange(1, 5), len(data))
    match rng.randrange(9):
        case 0 | 1:
            at = min(at, len(data) - 1)
            return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :] if data else b"\0"
        case 2:
            return data[:at] + rng.randbytes(few - at) + data[few:]
        case 3:
            return data[:at] + data[few:]
        case 4:
            return data[:at] + data[at:few] * 2 + data[few:]
        case 5:
            return data[:at] + rng.choice((b"\0", b"\xc0", b"\x90", b"\xc4\x00", b"\xff", rng.randbytes(3))) + data[at:]
        case 6:
            return data[:at] + data[to : to + 4] + data[few:to] + data[at:few] + data[to + 4 :]
        case 7:
            return data[:at]
        case _:
            return data[:at] + other[at:to] + data[to:]


def changed(rng: random.Random, value: Any) -> Any:  # noqa: ANN401  # Whatever msgpack can hold.
    """Change one thing somewhere in a value: a number, a few bytes, an element, a type."""
    if isinstance(value, list) and value and rng.random() < 0.85:
        items = [*cast("Sequence[Any]", value)]
        at, to = rng.randrange(len(items)), rng.randrange(len(items))
        match rng.randrange(10):
            case 0:
                del items[at]
            case 1:
                items.insert(to, items[at])
            case 2:
                items[at], items[to] = items[to], items[at]
            case _:
                items[at] = changed(rng, items[at])
        return items
    if rng.random() < 0.1:
        return rng.choice(_OTHERS)
    if isinstance(value, int):
        return rng.choice((value + 1, value - 1, *NUMBERS))
    if isinstance(value, bytes):
        return rng.choice((damaged(rng, value, value[::-1]), bytes(len(value)), value + b"\0", value[:-1]))
    return rng.choice((f"{value}x", "", f"{value}"[1:], "erased", "a.1"))


def spelt(rng: random.Random, value: Any) -> bytes:  # noqa: ANN401  # Whatever msgpack can hold.
    """Encode a value, now and then with one thing in it in another form."""
    try:
        if rng.random() < 0.8:
            return encoded(value)
        if isinstance(value, list) and rng.random() < 0.8:
            return array([spelt(rng, item) for item in cast("Sequence[Any]", value)])
        return rng.choice([encoded(cast("object", value)), *(form for _, form in forms(cast("object", value)))])
    except (OverflowError, ValueError):
        return encoded(None)


def rewritten(rng: random.Random, raw: bytes) -> bytes:
    """Change the value that some bytes hold and write it again; if they hold none, damage the bytes."""
    try:
        value = read(raw)
    except Refused:
        return damaged(rng, raw, raw)
    for _ in range(rng.choice((0, 1, 1, 1, 2))):
        value = changed(rng, value)
    return spelt(rng, value)
