"""The plaintext of a segment: events to bytes, deflated and padded, and strictly back.

    P   = format(u8) ‖ deflated(u8) ‖ raw_len(u32) ‖ stored_len(u32) ‖ stored ‖ zeros      (protocol reference §5)
    raw = msgpack array [heads, event, event, …]

It refuses every byte string that `packed` would not have made in shape: other padding, a second stream, a bomb.
"""

import struct
import zlib
from typing import NamedTuple

from whyward.journal.events.envelope import Event
from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.errors import Code, OurFault, TheirFault
from whyward.protocol.ids import U64, Bytes32
from whyward.protocol.limits import (
    DEFLATE_FROM_BYTES,
    EVENT_BYTES_MAX,
    EVENTS_PER_SEGMENT_MAX,
    HEADS_PER_SEGMENT_MAX,
    HLC_MAX,
    PLAIN_BYTES_MAX,
    PLAIN_BYTES_MIN,
    RAW_BYTES_MAX,
)

_FORMAT = 1
_FIXARRAY, _FIXARRAY_MAX, _ARRAY16 = 0x90, 0x0F, 0xDC
"""The two msgpack array headers that a batch can have: up to 15 elements, and up to 65,535."""

_NO_HEADS = bytes([_FIXARRAY])

_BODY_SURELY_FITS = EVENT_BYTES_MAX - 256
"""Up to here the rest of an event cannot carry it past the limit, so its size need not be worked out."""

_PREFIX = struct.Struct(">BBII")


class Head(Wire, frozen=True):
    """The end of another device's series, as merged by the one who speaks."""

    device_id: Bytes32
    n: U64
    hash: Bytes32


class Batch(NamedTuple):
    """What a segment says: which heads its author has merged since its last one, and what happened."""

    heads: tuple[Head, ...]
    events: tuple[Event, ...]


_HEADS = Shape(list[Head], name="heads", bytes_max=RAW_BYTES_MAX)
_EVENTS = Shape(list[Event], name="events", bytes_max=RAW_BYTES_MAX + 8)


def padded_length(length: int) -> int:
    """Return how long a plaintext of `length` bytes becomes: Padmé (Nikitin et al., PURBs, 2019), at least 512."""
    exponent = length.bit_length() - 1
    kept_bits = exponent.bit_length()
    mask = (1 << max(exponent - kept_bits, 0)) - 1
    return max(PLAIN_BYTES_MIN, (length + mask) & ~mask)


def packed(batch: Batch, *, deflate: bool = True) -> bytes:
    """Return the padded plaintext of a batch; raise `OurFault` if it breaks a limit.

    Without `deflate` its length tells the length of what was said and nothing else.
    """
    raw = _joined(batch)
    deflated = zlib.compress(raw, 6) if deflate and len(raw) >= DEFLATE_FROM_BYTES else raw
    is_deflated = len(deflated) < len(raw)
    stored = deflated if is_deflated else raw
    plain = _PREFIX.pack(_FORMAT, is_deflated, len(raw), len(stored)) + stored
    return plain.ljust(padded_length(len(plain)), b"\0")


def unpacked(plain: bytes) -> Batch:
    """Undo `packed`; raise `TheirFault` for anything that it would not have made."""
    if not PLAIN_BYTES_MIN <= len(plain) <= PLAIN_BYTES_MAX:
        raise _unreadable()
    format_, deflated, raw_len, stored_len = _PREFIX.unpack_from(plain)
    end = _PREFIX.size + stored_len
    if format_ != _FORMAT or deflated not in {0, 1} or not 0 < raw_len <= RAW_BYTES_MAX:
        raise _unreadable()
    if end > len(plain) or padded_length(end) != len(plain) or plain.count(0, end) != len(plain) - end:
        raise _unreadable()
    stored = plain[_PREFIX.size : end]
    raw = _inflated(stored, raw_len) if deflated else stored
    if len(raw) != raw_len:
        raise _unreadable()
    return _parted(raw)


def _inflated(stored: bytes, raw_len: int) -> bytes:
    """Inflate at most one byte more than promised: a bomb costs nothing."""
    stream = zlib.decompressobj()
    try:
        raw = stream.decompress(stored, raw_len + 1)
    except zlib.error:
        raise _unreadable() from None
    if not stream.eof or stream.unused_data or stream.unconsumed_tail:
        raise _unreadable()
    return raw


def _joined(batch: Batch) -> bytes:
    if len(batch.heads) > HEADS_PER_SEGMENT_MAX or not len(batch.events) <= EVENTS_PER_SEGMENT_MAX:
        raise OurFault("too many heads or events for one segment", code=Code.TOO_LARGE)
    parts = [encoded(event) for event in batch.events]
    if any(len(part) > EVENT_BYTES_MAX for part in parts):
        raise OurFault("an event is larger than a segment's events may be", code=Code.TOO_LARGE)
    raw = _array_header(len(parts) + 1) + encoded(batch.heads) + b"".join(parts)
    if len(raw) > RAW_BYTES_MAX:
        raise OurFault("the events together are larger than a segment may be", code=Code.TOO_LARGE)
    return raw


def _parted(raw: bytes) -> Batch:
    """Split `[heads, event, …]` after its heads, and decode the two homogeneous arrays strictly and typed."""
    count, start = _array_count(raw, 0)
    if not 1 <= count <= EVENTS_PER_SEGMENT_MAX + 1:
        raise _unreadable()
    heads: list[Head] = []
    middle = start + 1
    if raw[start:middle] != _NO_HEADS:
        middle = _heads_end(raw, start)
        heads = _HEADS.decode(raw[start:middle])
    events = _EVENTS.decode(_array_header(count - 1) + raw[middle:])
    if len(heads) > HEADS_PER_SEGMENT_MAX or _array_header(count) != raw[:start]:
        raise _unreadable()
    for event in events:
        if event.hlc >= HLC_MAX or (len(event.body) > _BODY_SURELY_FITS and len(encoded(event)) > EVENT_BYTES_MAX):
            raise _unreadable()
    return Batch(tuple(heads), tuple(events))


def _heads_end(raw: bytes, start: int) -> int:
    """Return where the heads end: each is an array of two 32-byte strings around one integer."""
    count, position = _array_count(raw, start)
    for _ in range(min(count, HEADS_PER_SEGMENT_MAX + 1)):
        marker = raw[position + 35] if position + 35 < len(raw) else 0
        position += 1 + 34 + 1 + {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}.get(marker, 0) + 34
    return position


def _array_header(count: int) -> bytes:
    """Return the shortest msgpack header of an array (msgpack specification, "array format family")."""
    return bytes([_FIXARRAY | count]) if count <= _FIXARRAY_MAX else bytes([_ARRAY16]) + count.to_bytes(2, "big")


def _array_count(raw: bytes, start: int) -> tuple[int, int]:
    """Return an array's length and where its first element starts; no array here is longer than 65,535."""
    first = raw[start] if start < len(raw) else 0
    if first & ~_FIXARRAY_MAX == _FIXARRAY:
        return first & _FIXARRAY_MAX, start + 1
    if first == _ARRAY16:
        return int.from_bytes(raw[start + 1 : start + 3], "big"), start + 3
    raise _unreadable()


def _unreadable() -> TheirFault:
    return TheirFault("the segment does not open", code=Code.CANNOT_OPEN)
