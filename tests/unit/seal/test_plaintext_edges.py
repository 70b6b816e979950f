"""The plaintext of a segment at its very limits: the last size that opens and the first that does not."""

import random
import struct
import zlib

import msgspec
import pytest

from whyward.journal.events.envelope import Event
from whyward.journal.plaintext import Batch, Head, packed, padded_length, unpacked
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, OurFault, TheirFault
from whyward.protocol.limits import (
    DEFLATE_FROM_BYTES,
    EVENT_BYTES_MAX,
    EVENTS_PER_SEGMENT_MAX,
    HEADS_PER_SEGMENT_MAX,
    PLAIN_BYTES_MAX,
    PLAIN_BYTES_MIN,
    RAW_BYTES_MAX,
)

EVENT = Event(bytes(16), "win-noticed.1", 7 << 16, 7, 0, bytes(16), b"\x80")
PREFIX = struct.Struct(">BBII")


def with_body(body: bytes) -> Event:
    """Return an event that says so much."""
    return msgspec.structs.replace(EVENT, body=body)


def sized(raw_len: int, fill: bytes) -> Batch:
    """Return a batch whose raw bytes are so many, filled with no more events than needed."""
    each = EVENT_BYTES_MAX - 300
    events: list[Event] = []
    while len(raw_of(Batch((), (*events, with_body(fill[: each + 300]))))) < raw_len:
        events.append(with_body(fill[:each]))
    base = len(raw_of(Batch((), tuple(events))))
    for length in range(max(raw_len - base - 120, 0), raw_len - base):
        batch = Batch((), (*events, with_body(fill[:length])))
        if len(raw_of(batch)) == raw_len:
            return batch
    raise AssertionError(f"no batch has {raw_len} raw bytes")


def raw_of(batch: Batch) -> bytes:
    """Return the raw bytes of a batch, as the reference says, without the code that is looked at."""
    count = len(batch.events) + 1
    header = bytes([0x90 | count]) if count <= 15 else b"\xdc" + count.to_bytes(2, "big")
    return header + encoded(list(batch.heads)) + b"".join(encoded(event) for event in batch.events)


def stored(raw: bytes) -> bytes:
    """Return the plaintext that stores these raw bytes as they are."""
    plain = PREFIX.pack(1, 0, len(raw), len(raw)) + raw
    return plain.ljust(padded_length(len(plain)), b"\0")


def is_deflated(plain: bytes) -> bool:
    """Return what the plaintext says of itself."""
    return bool(plain[1])


def refused(plain: bytes) -> Code:
    """Return why a plaintext does not open."""
    with pytest.raises(TheirFault) as caught:
        unpacked(plain)
    return caught.value.code


NOISE = random.Random("noise").randbytes(RAW_BYTES_MAX)  # bytes that do not deflate, the same every time


@pytest.mark.parametrize("length", [0, 1, 9, PLAIN_BYTES_MIN - 1])
def test_what_is_shorter_than_any_plaintext_does_not_open(length: int) -> None:
    assert refused(stored(raw_of(Batch((), (EVENT,))))[:length]) is Code.CANNOT_OPEN


def test_the_largest_batch_opens_and_one_byte_more_is_never_packed() -> None:
    for fill in (bytes(RAW_BYTES_MAX), NOISE):
        assert unpacked(packed(sized(RAW_BYTES_MAX, fill))) == sized(RAW_BYTES_MAX, fill)
        with pytest.raises(OurFault):
            packed(sized(RAW_BYTES_MAX + 1, fill))


def test_a_batch_that_fills_its_plaintext_to_the_last_byte_opens() -> None:
    batch = sized(PLAIN_BYTES_MIN - PREFIX.size, NOISE)

    plain = stored(raw_of(batch))

    assert len(plain) == PREFIX.size + len(raw_of(batch))
    assert unpacked(plain) == batch


def test_deflating_begins_at_its_limit() -> None:
    below, at = (sized(size, bytes(RAW_BYTES_MAX)) for size in (DEFLATE_FROM_BYTES - 1, DEFLATE_FROM_BYTES))

    assert not is_deflated(packed(below))
    assert is_deflated(packed(at))


def test_heads_without_any_event_open_and_no_element_at_all_does_not() -> None:
    head = Head(bytes(32), 1, bytes(32))

    assert unpacked(stored(raw_of(Batch((head,), ())))) == Batch((head,), ())
    assert refused(stored(b"\x90")) is Code.CANNOT_OPEN
    assert refused(stored(b"\x90" + raw_of(Batch((), (EVENT,)))[1:])) is Code.CANNOT_OPEN


def test_more_events_than_a_segment_may_have_do_not_open() -> None:
    events = tuple([EVENT] * EVENTS_PER_SEGMENT_MAX)

    assert unpacked(stored(raw_of(Batch((), events)))).events == events
    assert refused(stored(raw_of(Batch((), (*events, EVENT))))) is Code.CANNOT_OPEN


def test_more_heads_than_a_segment_may_have_do_not_open() -> None:
    heads = tuple([Head(bytes(32), 1, bytes(32))] * HEADS_PER_SEGMENT_MAX)

    assert unpacked(stored(raw_of(Batch(heads, (EVENT,))))).heads == heads
    assert refused(stored(raw_of(Batch((*heads, heads[0]), (EVENT,))))) in {Code.CANNOT_OPEN, Code.MALFORMED}


def test_what_stands_where_an_array_is_due_does_not_open() -> None:
    """A map, a number, another array header, and nothing."""
    for raw in (b"\x80", b"\x01", b"\xdd\0\0\0\1\x90", b"\x91", b"\xdc", b"\x92\x80" + encoded(EVENT), b"\x91\xdc"):
        assert refused(stored(raw)) in {Code.CANNOT_OPEN, Code.MALFORMED}


def test_the_longest_plaintext_opens_and_a_longer_one_does_not() -> None:
    """Only a stream with empty blocks gets so long; no sealer makes one, and the bound holds for it too."""
    raw = raw_of(Batch((), (EVENT,)))
    for room, opens in ((PLAIN_BYTES_MAX, True), (PLAIN_BYTES_MAX + 1, False)):
        plain = with_empty_blocks(raw, room)
        assert (len(plain) > PLAIN_BYTES_MAX) is not opens
        if opens:
            assert unpacked(plain).events == (EVENT,)
        else:
            assert refused(plain) is Code.CANNOT_OPEN


def with_empty_blocks(raw: bytes, at_least: int) -> bytes:
    """Return a plaintext whose stream says nothing in many blocks before it says something (RFC 1951, 3.2.4)."""
    size = len(raw).to_bytes(2, "little")
    last = b"\1" + size + bytes(byte ^ 0xFF for byte in size) + raw + zlib.adler32(raw).to_bytes(4, "big")
    empty = b"\0\0\0\xff\xff"
    count = -(-(at_least - PREFIX.size - 2 - len(last)) // len(empty))
    if at_least <= PLAIN_BYTES_MAX:
        count -= 1
    stream = b"\x78\x9c" + empty * count + last
    plain = PREFIX.pack(1, 1, len(raw), len(stream)) + stream
    return plain.ljust(padded_length(len(plain)), b"\0")
