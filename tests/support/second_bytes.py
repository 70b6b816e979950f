"""The bytes of the second verifier: a strict reader of the protocol's msgpack, its hashes, and its signatures.
Written from docs/reference/protocol.md alone; it shares no code with the product, and must never begin to.
"""

import hmac
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Value = bytes | str | int | list[Any]
ZERO, DEPTH_MAX, _P = bytes(32), 16, (1 << 255) - 19
_ORDER_8 = int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little")
_TYPES: dict[str, type] = {"bytes": bytes, "text": str, "list": list, "int": int}

# What a marker byte begins: a kind of value, the size of the number that follows, and the least number for which
# this form is the shortest (for "int", the greatest: it is below zero, as a time zone may be).
_FORMS = {
    first + i: (kind, 1 << i if kind != "array" else 2 << i, least)
    for first, kind, bounds in (
        (0xC4, "bin", (0, 1 << 8, 1 << 16)),
        (0xCC, "uint", (1 << 7, 1 << 8, 1 << 16, 1 << 32)),
        (0xD0, "int", (-33, -(1 << 7) - 1, -(1 << 15) - 1, -(1 << 31) - 1)),
        (0xD9, "str", (32, 1 << 8, 1 << 16)),
        (0xDC, "array", (16, 1 << 16)),
    )
    for i, least in enumerate(bounds)
}


class Refused(Exception):
    """What was given is not as the protocol says; the text is for a person who looks into it."""


def demand(holds: object, what: str) -> None:
    """Refuse unless something holds."""
    if not holds:
        raise Refused(what)


class _Reader:
    def __init__(self, raw: bytes, ends: list[int]) -> None:
        self.raw, self.at, self.ends = raw, 0, ends

    def take(self, count: int) -> bytes:
        demand(self.at + count <= len(self.raw), "cut short")
        self.at += count
        return self.raw[self.at - count : self.at]

    def value(self, depth: int) -> Value:
        demand(depth < DEPTH_MAX, "nested too deep")
        marker = self.take(1)[0]
        if marker < 0x80 or marker >= 0xE0:
            return marker if marker < 0x80 else marker - 0x100
        if 0x90 <= marker < 0xC0:
            return self.items(marker & 0x0F, depth) if marker < 0xA0 else self.text(marker & 0x1F)
        demand(marker in _FORMS, "a form that is not used here")
        kind, size, least = _FORMS[marker]
        number = int.from_bytes(self.take(size), "big", signed=kind == "int")
        demand(number <= least if kind == "int" else number >= least, "not in its shortest form")
        if kind == "array":
            return self.items(number, depth)
        return self.take(number) if kind == "bin" else self.text(number) if kind == "str" else number

    def text(self, count: int) -> str:
        try:
            return self.take(count).decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("text that is not UTF-8") from None

    def items(self, count: int, depth: int) -> list[Any]:
        demand(count <= len(self.raw) - self.at, "cut short")
        found: list[Any] = []
        for _ in range(count):
            found.append(self.value(depth + 1))
            if not depth:
                self.ends.append(self.at)
        return found


def read(raw: bytes, ends: list[int] | None = None) -> Value:
    """Read one value in its one form, with nothing behind it; note where each element of the outer array ends."""
    reader = _Reader(raw, [] if ends is None else ends)
    value = reader.value(0)
    demand(reader.at == len(raw), "bytes behind the end")
    return value


def spread(value: Value, form: str) -> list[Any]:
    """Check an array against a form such as `u8 b32 bytes text list`: the arity, and the type of each element."""
    items, kinds = array(value), form.split()
    demand(len(items) == len(kinds), "an array of another length")
    for item, kind in zip(items, kinds, strict=True):
        demand(_fits(item, kind), f"not {kind}")
    return items


def array(value: Value) -> list[Any]:
    """Check that a value is an array, of whatever."""
    if not isinstance(value, list):
        raise Refused("not an array")
    return value


def _fits(item: Value, kind: str) -> bool:
    if kind in _TYPES:
        return isinstance(item, _TYPES[kind])
    if kind[0] == "u":  # A u64 is refused from 2^63 on.
        return isinstance(item, int) and 0 <= item < 1 << min(int(kind[1:]), 63)
    return isinstance(item, bytes) and len(item) == int(kind[1:])


def label(name: str) -> bytes:
    """`L(x)`."""
    return b"whyward/v1/" + name.encode() + b"\0"


def hashed(name: str, *parts: bytes) -> bytes:
    """`H(L(name) ‖ …)`."""
    return sha256(label(name) + b"".join(parts)).digest()


def mac(key: bytes, *parts: bytes) -> bytes:
    """`M(k, …)`."""
    return hmac.digest(key, b"".join(parts), "sha256")


def extracted(name: str, *parts: bytes) -> bytes:
    """`M(H(L(name)), …)`."""
    return mac(sha256(label(name)).digest(), *parts)


def signed(public_key: bytes, name: str, message: bytes, signature: bytes) -> bool:
    """Whether this is the signature of that key over `L(name) ‖ message`; keys of small order sign nothing."""
    y = int.from_bytes(public_key, "little") % (1 << 255)
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, label(name) + message)
    except (InvalidSignature, ValueError):
        return False
    return y < _P and y not in {0, 1, _P - 1, _ORDER_8, _P - _ORDER_8}
