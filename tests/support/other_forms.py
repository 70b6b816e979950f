"""Other msgpack forms of the same values: what a decoder that is not strict would take for the one form.

It makes what must be refused, and nothing else.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from whyward.protocol.canonical import encoded


def array(items: Sequence[bytes]) -> bytes:
    """Join items that are encoded already, under the shortest header of their array."""
    count = len(items)
    return (bytes([0x90 | count]) if count < 16 else b"\xdc" + count.to_bytes(2, "big")) + b"".join(items)


def forms(value: object) -> Iterator[tuple[str, bytes]]:
    """Spell a number, byte string, text or array otherwise than in its shortest form, or as its next of kin."""
    if isinstance(value, int):
        yield from _numbers(value)
    elif isinstance(value, bytes):
        yield from _strings(value, len(encoded(value)))
    elif isinstance(value, str):
        text = value.encode()
        yield "text under a longer length", b"\xda" + len(text).to_bytes(2, "big") + text
        yield "text as bytes", encoded(text)
    elif isinstance(value, list | tuple):
        items = [encoded(item) for item in cast("Sequence[object]", value)]
        yield "an array under a longer header", b"\xdd" + len(items).to_bytes(4, "big") + b"".join(items)
        yield "an array as bytes", encoded(b"".join(items))


def _numbers(value: int) -> Iterator[tuple[str, bytes]]:
    shortest = len(encoded(value))
    for marker, size in ((0xCC, 1), (0xCD, 2), (0xCE, 4), (0xCF, 8)):
        if size + 1 > shortest and 0 <= value < 1 << 8 * size:
            yield f"a number in {size} bytes", bytes([marker]) + value.to_bytes(size, "big")
    for marker, size in ((0xD0, 1), (0xD1, 2), (0xD2, 4), (0xD3, 8)):
        if -(1 << 8 * size - 1) <= value < 1 << 8 * size - 1 and (value >= 0 or size + 1 > shortest):
            yield f"a signed number in {size} bytes", bytes([marker]) + value.to_bytes(size, "big", signed=True)
    yield "a number as a float", encoded(float(value))
    yield "a number as text", encoded(str(value))


def _strings(value: bytes, shortest: int) -> Iterator[tuple[str, bytes]]:
    for marker, size in ((0xC5, 2), (0xC6, 4)):
        if len(value) + 1 + size > shortest:
            yield f"bytes under a length of {size}", bytes([marker]) + len(value).to_bytes(size, "big") + value
    yield "bytes as text", b"\xda" + len(value).to_bytes(2, "big") + value
    yield "bytes as an extension", b"\xc8" + len(value).to_bytes(2, "big") + b"\x01" + value
    yield "bytes as an array of numbers", encoded(list(value))
    yield "bytes as nil", b"\xc0"


def around(items: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Spell the array of some items otherwise: its header, its arity, what stands around it."""
    whole, joined, count = array(items), b"".join(items), len(items)
    yield "an array under two bytes of length", b"\xdc" + count.to_bytes(2, "big") + joined
    yield "an array under four bytes of length", b"\xdd" + count.to_bytes(4, "big") + joined
    yield "a byte behind", whole + b"\0"
    yield "nil behind", whole + b"\xc0"
    yield "a byte before", b"\0" + whole
    yield "twice", whole + whole
    yield "one element more", array([*items, b"\0"])
    yield "nil for one element more", array([*items, b"\xc0"])
    yield "one element less", array(items[:-1])
    yield "two elements changed places", array([*items[:-2], items[-1], items[-2]])
    yield "a count one too high", array([*items, b""])
    yield "a map", bytes([0x80 | count & 15]) + b"".join(bytes([at]) + item for at, item in enumerate(items))
    yield "inside another array", b"\x91" + whole
    yield "as a byte string", encoded(whole)
    yield "four thousand million elements", b"\xdd\xff\xff\xff\xff" + joined
    yield "nested a thousand deep", b"\x91" * 1000 + b"\x90"
    yield "nothing", b""
