"""The one encoding of each structure: msgpack arrays of fixed arity, and a decoder that accepts nothing else.

It refuses maps, floats, nil, ext, non-minimal integers, duplicate or missing fields and trailing bytes, all in one
way: what was decoded must encode to the bytes that came in (msgspec alone takes several encodings of one value).
"""

from typing import Generic, TypeVar

import msgspec

from whyward.protocol.errors import Code, TheirFault

T = TypeVar("T")

_encode = msgspec.msgpack.Encoder().encode


class Wire(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A structure on the wire: the order of its fields is the order of its bytes, for ever."""


def encoded(structure: object) -> bytes:
    """Return the canonical bytes of a wire structure."""
    return _encode(structure)


class Shape(Generic[T]):
    """A strict decoder for one wire type; made once, used many times."""

    __slots__ = ("_bytes_max", "_decode", "_name")

    def __init__(self, type_: type[T], *, name: str, bytes_max: int) -> None:
        """Accept only canonical bytes of `type_`, at most `bytes_max` of them."""
        self._decode = msgspec.msgpack.Decoder(type_).decode
        self._name = name
        self._bytes_max = bytes_max

    def decode(self, raw: bytes) -> T:
        """Decode, or raise `TheirFault` (too-large, malformed, not-canonical); the text never quotes the input."""
        if len(raw) > self._bytes_max:
            text = f"{self._name}: {len(raw)} bytes, at most {self._bytes_max} are allowed"
            raise TheirFault(text, code=Code.TOO_LARGE)
        try:
            decoded = self._decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            # The cause is cut off: msgspec's text may quote what it saw.
            raise TheirFault(f"{self._name}: not of the expected form", code=Code.MALFORMED) from None
        if _encode(decoded) != raw:
            raise TheirFault(f"{self._name}: not in canonical encoding", code=Code.NOT_CANONICAL)
        return decoded
