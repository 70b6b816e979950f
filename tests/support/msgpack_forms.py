"""A small msgpack of the tests' own: a tree of what stands in some bytes, and every other way to spell the same.

It shares no code with the product or with msgspec, and reads only what Whyward writes: no maps, no extensions.
Source of the first bytes: the msgpack specification, "Formats".
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec

_UNSIGNED = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}
_SIGNED = {0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
_BYTES = {0xC4: 1, 0xC5: 2, 0xC6: 4}
_TEXT = {0xD9: 1, 0xDA: 2, 0xDB: 4}
_ARRAY = {0xDC: 2, 0xDD: 4}
_FIX_TEXT, _FIX_ARRAY = 0xA0, 0x90
_NEGATIVE_FIRST = 0xE0
_NIL, _FALSE, _TRUE = b"\xc0", b"\xc2", b"\xc3"
_EVER_WIDER = (1, 2, 4, 8)


class NotOurs(ValueError):
    """Bytes that are not one whole value of the few kinds that Whyward writes."""


@dataclass(frozen=True)
class Node:
    """One value: its first bytes, then its own bytes or the values inside it."""

    kind: str
    head: bytes
    own: bytes = b""
    inside: tuple["Node", ...] = ()

    @property
    def raw(self) -> bytes:
        """The bytes of the value."""
        return self.head + self.own + b"".join(node.raw for node in self.inside)


def tree_of(raw: bytes) -> Node:
    """Read one whole value; raise `NotOurs` for anything else."""
    node, end = _read(raw, 0, 0)
    if end != len(raw):
        raise NotOurs
    return node


def _read(raw: bytes, at: int, depth: int) -> tuple[Node, int]:
    if at >= len(raw) or depth > len(_EVER_WIDER) * 2:
        raise NotOurs
    first = raw[at]
    if first < 0x80 or first >= _NEGATIVE_FIRST:
        return Node("int", raw[at : at + 1]), at + 1
    if width := _UNSIGNED.get(first, 0) or _SIGNED.get(first, 0):
        return Node("int", _taken(raw, at, 1 + width)), at + 1 + width
    if width := _BYTES.get(first, 0) or _TEXT.get(first, 0):
        length = int.from_bytes(_taken(raw, at + 1, width), "big")
        start = at + 1 + width
        return Node("bytes" if first in _BYTES else "text", raw[at:start], _taken(raw, start, length)), start + length
    if first & 0xE0 == _FIX_TEXT:
        length = first & 0x1F
        return Node("text", raw[at : at + 1], _taken(raw, at + 1, length)), at + 1 + length
    if width := _ARRAY.get(first, 0):
        count, end = int.from_bytes(_taken(raw, at + 1, width), "big"), at + 1 + width
    elif first & 0xF0 == _FIX_ARRAY:
        count, end = first & 0x0F, at + 1
    else:
        raise NotOurs
    head, inside = raw[at:end], list[Node]()
    if count > len(raw):
        raise NotOurs
    for _ in range(count):
        node, end = _read(raw, end, depth + 1)
        inside.append(node)
    return Node("array", head, b"", tuple(inside)), end


def _taken(raw: bytes, start: int, length: int) -> bytes:
    taken = raw[start : start + length]
    if len(taken) != length:
        raise NotOurs
    return taken


# --- One value, one spelling ---


def plain(value: object) -> bytes:
    """Encode as the protocol says: arrays, byte strings, text and whole numbers, each in its shortest form."""
    match value:
        case bool() | float() | None:
            raise TypeError("nothing of Whyward's wire is a truth, a fraction or nothing")
        case int():
            return _shortest_int(value)
        case bytes():
            return _headed(_BYTES, len(value)) + value
        case str():
            raw = value.encode()
            return (bytes([_FIX_TEXT | len(raw)]) if len(raw) < 32 else _headed(_TEXT, len(raw))) + raw
        case msgspec.Struct():
            tag = type(value).__struct_config__.tag
            fields = [getattr(value, name) for name in type(value).__struct_fields__]
            return _array([fields, [tag, *fields]][tag is not None])
        case list() | tuple():
            return _array(cast("Sequence[Any]", value))
        case _:
            raise TypeError(type(value))


def array_head(count: int) -> bytes:
    """Return the shortest head of an array."""
    return bytes([_FIX_ARRAY | count]) if count < 16 else _headed(_ARRAY, count)


def _array(values: Sequence[Any]) -> bytes:
    return array_head(len(values)) + b"".join(plain(value) for value in values)


def _headed(widths: dict[int, int], length: int) -> bytes:
    first, width = next(pair for pair in widths.items() if length < 1 << 8 * pair[1])
    return bytes([first]) + length.to_bytes(width, "big")


def _shortest_int(value: int) -> bytes:
    if -32 <= value < 128:
        return bytes([value & 0xFF])
    if value >= 0:
        return _headed_int(_UNSIGNED, value, signed=False)
    return _headed_int(_SIGNED, value, signed=True)


def _headed_int(widths: dict[int, int], value: int, *, signed: bool) -> bytes:
    for first, width in widths.items():
        try:
            return bytes([first]) + value.to_bytes(width, "big", signed=signed)
        except OverflowError:
            continue
    raise OverflowError(value)


# --- Other spellings ---


def nodes(node: Node, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Node]]:
    """Walk a tree: each node with the way to it."""
    yield path, node
    for number, child in enumerate(node.inside):
        yield from nodes(child, (*path, number))


def put(node: Node, path: tuple[int, ...], raw: bytes) -> bytes:
    """Return the bytes of the whole with other bytes at one place."""
    if not path:
        return raw
    first, *rest = path
    parts = [put(child, tuple(rest), raw) if i == first else child.raw for i, child in enumerate(node.inside)]
    return node.head + node.own + b"".join(parts)


def respelt(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Spell a value in every other way a lax reader might take for it: none may be accepted where it stands."""
    tree = tree_of(raw)
    for path, node in nodes(tree):
        for why, other in (*_longer(node), *_mistaken(node)):
            if other != node.raw:
                yield f"{why} at {'.'.join(map(str, path)) or 'the whole'}", put(tree, path, other)
    yield from (("a byte after the end", raw + b"\0"), ("nil after the end", raw + _NIL), ("said twice", raw + raw))
    yield from (("a byte missing", raw[:-1]), ("nothing", b""))


def _longer(node: Node) -> Iterator[tuple[str, bytes]]:
    """The same value, in more bytes than it needs."""
    match node.kind:
        case "int":
            value = value_of(node)
            for widths, signed in ((_UNSIGNED, False), (_SIGNED, True)):
                for first, width in widths.items():
                    low, high = (-(1 << 8 * width - 1), 1 << 8 * width - 1) if signed else (0, 1 << 8 * width)
                    if low <= value < high and width >= len(node.head) - 1:
                        yield "a longer number", bytes([first]) + value.to_bytes(width, "big", signed=signed)
        case "array":
            rest = node.raw[len(node.head) :]
            for first, width in _ARRAY.items():
                yield "a longer array", bytes([first]) + len(node.inside).to_bytes(width, "big") + rest
        case _:
            for first, width in (_BYTES if node.kind == "bytes" else _TEXT).items():
                if width >= len(node.head) - 1 and len(node.own) < 1 << 8 * width:
                    yield "a longer length", bytes([first]) + len(node.own).to_bytes(width, "big") + node.own


def _mistaken(node: Node) -> Iterator[tuple[str, bytes]]:
    """Another type that could be taken for this one."""
    yield from (("nil", _NIL), ("false", _FALSE), ("true", _TRUE), ("one array more", b"\x91" + node.raw))
    match node.kind:
        case "int":
            value = value_of(node)
            yield "a fraction", b"\xca" + struct.pack(">f", value)
            yield "a longer fraction", b"\xcb" + struct.pack(">d", value)
            yield "digits", plain(str(value))
        case "array":
            flat = b"".join(bytes([i]) + child.raw for i, child in enumerate(node.inside[:15]))
            yield "a map", bytes([0x80 | min(len(node.inside), 15)]) + flat
            yield "an array of 2 ** 32 - 1", b"\xdd\xff\xff\xff\xff" + node.raw[len(node.head) :]
        case _:
            other = _TEXT if node.kind == "bytes" else _BYTES
            for first, width in other.items():
                if len(node.own) < 1 << 8 * width:
                    yield (
                        "text for bytes, or bytes for text",
                        bytes([first]) + len(node.own).to_bytes(width, "big") + node.own,
                    )
            yield "an extension", b"\xc9" + len(node.own).to_bytes(4, "big") + b"\x05" + node.own
            yield "an array of small numbers", _array([byte & 0x7F for byte in node.own[:64]])


def value_of(node: Node) -> int:
    """Return the number that an int node is."""
    if len(node.head) == 1:
        return int.from_bytes(node.head, "big", signed=node.head[0] >= _NEGATIVE_FIRST)
    return int.from_bytes(node.head[1:], "big", signed=node.head[0] in _SIGNED)
