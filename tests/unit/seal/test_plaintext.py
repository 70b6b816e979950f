"""The plaintext of a segment: one shape, and nothing else opens."""

import struct
import tracemalloc
import zlib

import msgspec
import pytest

from whyward.journal.events.envelope import Event
from whyward.journal.plaintext import Batch, Head, packed, padded_length, unpacked
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, OurFault, TheirFault
from whyward.protocol.limits import EVENT_BYTES_MAX, EVENTS_PER_SEGMENT_MAX, HLC_MAX, PLAIN_BYTES_MAX, RAW_BYTES_MAX

EVENT = Event(bytes(16), "win-noticed.1", 7 << 16, 7, 0, bytes(16), b"\x80")


def plain(
    stored: bytes, *, deflated: int = 0, raw_len: int | None = None, format_: int = 1, pad: int | None = None
) -> bytes:
    """Build a plaintext by hand."""
    raw = len(stored) if raw_len is None else raw_len
    joined = struct.pack(">BBII", format_, deflated, raw, len(stored)) + stored
    return joined.ljust(padded_length(len(joined)) if pad is None else pad, b"\0")


def raw_of(batch: Batch) -> bytes:
    """Return the raw msgpack of a small batch."""
    whole = packed(batch)
    _, deflated, _, stored_len = struct.unpack_from(">BBII", whole)
    stored = whole[10 : 10 + stored_len]
    return zlib.decompress(stored) if deflated else stored


RAW = raw_of(Batch((), (EVENT,)))


@pytest.mark.parametrize("count", [0, 1, 14, 15, 16, 200, EVENTS_PER_SEGMENT_MAX])
@pytest.mark.parametrize("heads", [0, 1, 15, 16, 64])
def test_a_batch_comes_back_whole(count: int, heads: int) -> None:
    """Around every length at which msgpack changes its headers."""
    numbers = [1, 127, 128, 255, 256, 65_535, 65_536, 2**32 - 1, 2**32, 2**62]
    said = tuple(Head(bytes([i]) * 32, numbers[i % len(numbers)], bytes(32)) for i in range(heads))
    batch = Batch(said, tuple([EVENT] * count))

    assert unpacked(packed(batch)) == batch


@pytest.mark.parametrize(
    ("length", "padded"),
    [(1, 512), (512, 512), (513, 544), (1000, 1024), (1025, 1088), (100_000, 100_352), (1 << 20, 1 << 20)],
)
def test_padding_follows_padme(length: int, padded: int) -> None:
    """Figures worked out by hand from the PURBs paper: keep as many leading bits as the exponent has bits."""
    assert padded_length(length) == padded


def test_padding_adds_less_than_an_eighth_and_leaves_few_sizes() -> None:
    """What padmé promises; and no plaintext outgrows the limit."""
    sizes = {padded_length(length) for length in range(513, RAW_BYTES_MAX + 10, 97)}

    assert all(padded_length(length) < length * 1.12 for length in range(513, 100_000, 97))
    assert len(sizes) < 400
    assert max(sizes) <= PLAIN_BYTES_MAX


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("another format", plain(RAW, format_=2)),
        ("a flag that is neither", plain(RAW, deflated=2)),
        ("no raw bytes", plain(b"", raw_len=0)),
        ("a longer raw than stored", plain(RAW, raw_len=len(RAW) + 1)),
        ("a shorter raw than stored", plain(RAW, raw_len=len(RAW) - 1)),
        ("a raw past the limit", plain(RAW, deflated=1, raw_len=RAW_BYTES_MAX + 1)),
        ("more padding than due", plain(RAW, pad=544)),
        ("less than the least", plain(RAW)[:511]),
        ("padding that is not zero", plain(RAW)[:-1] + b"\1"),
        ("a byte of padding not zero in the middle", plain(RAW)[:300] + b"\1" + plain(RAW)[301:]),
        ("deflated bytes that are none", plain(RAW, deflated=1)),
        ("a stream cut short", plain(zlib.compress(RAW)[:-1], deflated=1, raw_len=len(RAW))),
        ("bytes after the stream", plain(zlib.compress(RAW) + b"x", deflated=1, raw_len=len(RAW))),
        ("two streams", plain(zlib.compress(RAW[:5]) + zlib.compress(RAW[5:]), deflated=1, raw_len=len(RAW))),
        ("a stream that says more", plain(zlib.compress(RAW + b"x"), deflated=1, raw_len=len(RAW))),
        ("no array", plain(b"\x80")),
        ("an empty array", plain(b"\x90")),
        ("no heads", plain(b"\x91\xc0")),
        ("a count too high", plain(b"\x93" + RAW[1:])),
        ("a count too low", plain(b"\x91" + RAW[1:])),
        ("a longer array header", plain(b"\xdc\x00\x02" + RAW[1:])),
        ("cut inside a head", plain(b"\x92\x91\x93\xc4\x20abc")),
    ],
)
def test_another_shape_does_not_open(name: str, whole: bytes) -> None:
    """Each one by itself."""
    with pytest.raises(TheirFault):
        unpacked(whole)
    assert name


def test_an_event_past_the_year_2199_does_not_open() -> None:
    """Such a stamp would win over everything for ever."""
    late = Batch((), (msgspec.structs.replace(EVENT, hlc=HLC_MAX),))

    with pytest.raises(TheirFault):
        unpacked(packed(late))


def test_an_event_is_measured_whole() -> None:
    """Its body is not all of it: the limit is for what the sealer encodes."""
    room = EVENT_BYTES_MAX - (len(encoded(msgspec.structs.replace(EVENT, body=bytes(1 << 16)))) - (1 << 16))
    fits, exceeds = (msgspec.structs.replace(EVENT, body=bytes(size)) for size in (room, room + 1))

    assert unpacked(packed(Batch((), (fits,)))).events == (fits,)
    raw = b"\x92\x90" + encoded(exceeds)
    with pytest.raises(TheirFault):
        unpacked(plain(zlib.compress(raw), deflated=1, raw_len=len(raw)))


@pytest.mark.parametrize("kind", ["win-noticed.1\n", "win-noticed", ".1", "win-noticed.0", "win-noticed.1000", "Win.1"])
def test_an_event_whose_kind_is_no_name_does_not_open(kind: str) -> None:
    """A line break behind a name would make it another name that looks the same."""
    with pytest.raises(TheirFault):
        unpacked(packed(Batch((), (msgspec.structs.replace(EVENT, kind=kind),))))


def test_a_bomb_costs_no_memory() -> None:
    """A mebibyte of zeros that deflates to a kilobyte, in a segment that promises ten bytes."""
    bomb = plain(zlib.compress(bytes(64 << 20), 9), deflated=1, raw_len=10)
    tracemalloc.start()

    with pytest.raises(TheirFault):
        unpacked(bomb)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20


@pytest.mark.parametrize(
    "batch",
    [
        Batch((), tuple([EVENT] * (EVENTS_PER_SEGMENT_MAX + 1))),
        Batch((), (msgspec.structs.replace(EVENT, body=bytes(257 << 10)),)),
        Batch(tuple([Head(bytes(32), 1, bytes(32))] * 65), ()),
        Batch((), tuple([msgspec.structs.replace(EVENT, body=bytes(200 << 10))] * 6)),
    ],
)
def test_a_batch_past_a_limit_is_never_packed(batch: Batch) -> None:
    """The sealer keeps the limits too."""
    with pytest.raises(OurFault) as caught:
        packed(batch)

    assert caught.value.code is Code.TOO_LARGE
