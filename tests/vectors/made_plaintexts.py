"""Segments for the published vectors that are wrong, or just right, in what they hold: encoding, padding, events.

All of them are sealed and signed by their author, so that nothing but the fault itself can refuse them.
"""

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from tests.support.crafted_segments import (
    Plain,
    batch,
    core_of,
    crafted,
    deflating,
    dice,
    event,
    keys_of,
    padded_to,
    sealed_at,
    signed_by,
)
from tests.support.other_forms import around, array, forms
from tests.support.second_bytes import hashed
from tests.vectors.made_segments import HERE, NUMBERS, PLAIN, RAW, Made, bad, good
from whyward.protocol.canonical import encoded

BODY_ROOM = (256 << 10) - (len(encoded(event(body=bytes(1 << 16)))) - (1 << 16))
HLC_END = 7_258_118_400_000 << 16


def head(n: int = 1, **other: object) -> list[Any]:
    """Return the end of a series."""
    return [other.get("device_id", dice("head")), n, other.get("hash", dice("head hash"))]


NO_HEADS: tuple[Any, ...] = (
    None,
    0,
    b"",
    dict[Any, Any](),
    [list[Any]()],
    [None],
    [head()[:2]],
    [[*head(), 1]],
    [head(), [*head(), 2]],
)


def good_batches() -> Iterator[Made]:
    """Batches of many shapes, deflated or not."""
    for count in (0, 1, 14, 15, 16, 255, 1000):
        raw = batch(*[event(at=at, body=b"") if count == 1000 else event(at=at) for at in range(count)])
        yield good(f"{count} events, deflated", raw, deflating(raw))
        if count < 255:
            yield good(f"{count} events, plain", raw, Plain(raw))
    for count in (1, 15, 16, 64):
        raw = batch(event(), heads=[head(n + 1) for n in range(count)])
        yield good(f"{count} heads", raw, deflating(raw))
    raw = batch(event(), heads=[head(n) for n in (0, *NUMBERS)])
    yield good("heads of every width", raw, Plain(raw))
    for level in (0, 1, 9):
        yield good(f"deflated at level {level}", RAW, deflating(RAW, level))


def good_events() -> Iterator[Made]:
    """Events at the bounds of each field, and kinds that nobody knows."""
    fields: dict[str, Sequence[object]] = {
        "kind": ("a.1", "unknown-kind.999", "a" + "-" * 43 + ".999", "z-.10"),
        "hlc": (0, HLC_END - 1),
        "at": (0, (1 << 63) - 1),
        "tz": (-1439, -129, -128, -33, -32, -1, 0, 127, 128, 255, 256, 1439),
        "body": (b"", b"\xc0", b"not a map at all", bytes(255), bytes(256), bytes(400)),
    }
    for name, values in fields.items():
        for at, value in enumerate(values):
            raw = batch(event(**{name: value}))
            yield good(f"an event at a bound of its {name}, {at}", raw, Plain(raw))
    for size in (354, 355, 401, 402, 403, 898, 1500):  # Around 512, and where padmé changes its step.
        raw = batch(event(body=bytes([7]) * size))
        yield good(f"a plaintext around a step of padmé, {size}", raw, Plain(raw))


def other_cores() -> Iterator[Made]:
    """The same core and header in other forms; keys, commitment and signature are over those very bytes."""
    fields = core_of(HERE, len(PLAIN))
    parts = [encoded(field) for field in fields]
    for at, field in enumerate(fields):
        for name, form in forms(field):
            core = array([*parts[:at], form, *parts[at + 1 :]])
            yield bad(f"core, field {at}: {name}", "core", signed_by("anna", *sealed_at(HERE, core, PLAIN)))
    for name, core in around(parts):
        yield bad(f"core: {name}", "core", signed_by("anna", *sealed_at(HERE, core, PLAIN)))


def other_headers() -> Iterator[Made]:
    """As `other_cores`, one level above."""
    core = encoded(core_of(HERE, len(PLAIN)))
    header, body = sealed_at(HERE, core, PLAIN)
    fields = [core, keys_of(HERE, core)[1], hashed("body", body)]
    parts = [encoded(field) for field in fields]
    assert array(parts) == header
    for at, field in enumerate(fields):
        for name, form in forms(field):
            changed = array([*parts[:at], form, *parts[at + 1 :]])
            yield bad(f"header, field {at}: {name}", "header", signed_by("anna", changed, body))
    for name, changed in around(parts):
        yield bad(f"header: {name}", "header", signed_by("anna", changed, body))


def held(name: str, why: str, plain: Plain) -> Made:
    """Seal a plaintext that must not be taken."""
    return bad(name, why, crafted("anna", plain.packed(), 2))


def paddings() -> Iterator[Made]:
    """Every figure of the plaintext's own header, and every kind of padding."""
    end = 10 + len(RAW)
    for format_ in (0, 2, 255):
        yield held(f"format {format_}", "format", Plain(RAW, format=format_))
    for deflated in (2, 3, 255):
        yield held(f"deflated {deflated}", "deflated", Plain(RAW, deflated=deflated))
        yield held(f"deflated {deflated}, over a stream", "deflated", deflating(RAW)._replace(deflated=deflated))
    for off in (-len(RAW), -1, 1, 1 << 20, (1 << 32) - 1 - len(RAW)):
        yield held(f"raw_len {off:+}", "raw_len", Plain(RAW, raw_len=len(RAW) + off))
        yield held(f"stored_len {off:+}", "stored_len", Plain(RAW, stored_len=len(RAW) + off))
        both = Plain(RAW, raw_len=len(RAW) + off, stored_len=len(RAW) + off)
        yield held(f"raw_len and stored_len {off:+}", "raw_len and stored_len", both)
    yield held("nothing stored", "raw_len", Plain(b""))
    for length in (end, 511, 513, 528, 544, 576, 1024):
        yield held(f"padded to {length}", "padding", Plain(RAW, padded=length))
    long = batch(event(body=bytes([1]) * 900))
    for off in (-1, 1, padded_to(1100) - padded_to(1000)):
        off_step = Plain(long, padded=padded_to(10 + len(long)) + off)
        yield held(f"a longer plaintext padded {off:+}", "padding", off_step)
    for name, padding in (("ones", b"\1"), ("0xff", b"\xff"), ("spaces", b" "), ("text", b"not zeros")):
        yield held(f"padded with {name}", "padding", Plain(RAW, padding=padding))
    for at in (end, end + 1, 300, 510, 511):
        packed = PLAIN[:at] + b"\1" + PLAIN[at + 1 :]
        yield bad(f"one byte of padding at {at}", "padding", crafted("anna", packed, 2))


def bombs() -> Iterator[Made]:
    """Streams that hold more than they say, or other than one stream; at most raw_len + 1 bytes need be inflated."""
    stream, size = zlib.compress(RAW), len(RAW)
    zeros = zlib.compress(bytes(4 << 20), 9)
    over = zlib.compress(batch(event(body=bytes(200 << 10)), *[event(body=bytes(200 << 10))] * 6), 9)
    raw_deflate = zlib.compressobj(wbits=-15)
    gzip = zlib.compressobj(wbits=31)
    taught = zlib.compressobj(zdict=RAW)
    wrong: dict[str, tuple[bytes, int]] = {
        "4 MiB that says 10": (zeros, 10),
        "4 MiB that says 1 MiB": (zeros, 1 << 20),
        "4 MiB that says 4 MiB": (zeros, 4 << 20),
        "4 MiB that says the most there is": (zeros, (1 << 32) - 1),
        "a true batch of more than 1 MiB": (over, len(batch(*[event(body=bytes(200 << 10))] * 7))),
        "one byte more than it says": (zlib.compress(RAW + b"\0"), size),
        "one byte less than it says": (zlib.compress(RAW[:-1]), size),
        "a stream without its end": (stream[:-1], size),
        "a stream without its checksum": (stream[:-4], size),
        "a stream with another checksum": (stream[:-1] + bytes([stream[-1] ^ 1]), size),
        "a byte behind the stream": (stream + b"\0", size),
        "a stream behind the stream": (stream + stream, size),
        "an empty stream before it": (zlib.compress(b"") + stream, size),
        "two halves": (zlib.compress(RAW[:20]) + zlib.compress(RAW[20:]), size),
        "deflated twice": (zlib.compress(stream), size),
        "deflated twice, and saying so": (zlib.compress(stream), len(stream)),
        "no zlib header": (raw_deflate.compress(RAW) + raw_deflate.flush(), size),
        "a gzip header": (gzip.compress(RAW) + gzip.flush(), size),
        "a dictionary that nobody has": (taught.compress(RAW) + taught.flush(), size),
        "not deflated at all": (RAW, size),
        "an empty stream": (zlib.compress(b""), 1),
        "no stream": (b"", 1),
    }
    for name, (stored, raw_len) in wrong.items():
        yield held(f"deflated: {name}", "deflated", Plain(stored, deflated=1, raw_len=raw_len))
    yield held("a stream that is said to be plain", "batch", Plain(stream))


def batches() -> Iterator[Made]:
    """Raw arrays that are no batch, or are one in another form."""
    parts = [encoded([head()]), encoded(event()), encoded(event())]
    for name, raw in around(parts):
        if name not in {"one element less", "inside another array", "two elements changed places"}:
            yield held(f"batch: {name}", "batch", Plain(raw))
    too_much: dict[str, bytes] = {
        "1,001 events": batch(*[event()] * 1001),
        "65 heads": batch(event(), heads=[head()] * 65),
        "an event of 256 KiB and a byte": batch(event(body=bytes(BODY_ROOM + 1))),
        "an event whose body alone is 256 KiB": batch(event(body=bytes(256 << 10))),
    }
    for name, raw in too_much.items():
        yield held(name, "limits", deflating(raw))
    for at, heads in enumerate(NO_HEADS):
        yield held(f"heads that are none, {at}", "heads", Plain(batch(event(), heads=heads)))
    for at, wrong in enumerate(
        (head(-1), head(1 << 63), head(device_id=bytes(31)), head(hash=b""), head(hash="x" * 32))
    ):
        yield held(f"a head out of bounds, {at}", "heads", Plain(batch(event(), heads=[wrong])))


def events() -> Iterator[Made]:
    """Events whose fields are of another type, size or form."""
    wrong: dict[str, Sequence[object]] = {
        "id": (b"", bytes(15), bytes(17), "x" * 16, None, 0),
        "kind": ("", "a", "a.", ".1", "a.0", "a.01", "a.1000", "A.1", "-a.1", "a1.1", "a.1\n", "a.1.1", "é.1", "a_b.1"),
        "hlc": (-1, HLC_END, HLC_END + 1, (1 << 63) - 1, 1 << 63, (1 << 64) - 1, 1.0, None, "1"),
        "at": (-1, 1 << 63, (1 << 64) - 1, 0.0, None, "1"),
        "tz": (-1440, 1440, -32768, 65_535, 1 << 32, 0.0, None, "0"),
        "act": (b"", bytes(15), bytes(17), "x" * 16, None),
        "body": ("text", None, 0, {}, [], {"text": "A win"}),
    }
    for name, values in (*wrong.items(), ("kind", ("a." + "1" * 47, "a" * 47 + ".1", b"a.1", None, 1))):
        for at, value in enumerate(values):
            yield held(
                f"an event's {name} out of bounds, {at} of {len(values)}", name, Plain(batch(event(**{name: value})))
            )
    fields = event()
    parts = [encoded(field) for field in fields]
    for at, field in enumerate(fields):
        for name, form in forms(field):
            raw = array([b"\x90", array([*parts[:at], form, *parts[at + 1 :]])])
            yield held(f"an event, field {at}: {name}", "event", Plain(raw))
    for name, raw in around(parts):
        yield held(f"an event: {name}", "event", Plain(array([b"\x90", raw])))


def made() -> Iterator[Made]:
    """Everything of this module."""
    yield from good_batches()
    yield from good_events()
    yield from other_cores()
    yield from other_headers()
    yield from paddings()
    yield from bombs()
    yield from batches()
    yield from events()
