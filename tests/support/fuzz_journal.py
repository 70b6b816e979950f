"""Fuzz targets of the journal: what comes out of an opened segment, down to the pages it folds into.

Here the author lies; that others cannot is `fuzz_wire`'s matter.
"""

import re
import struct
import zlib
from collections.abc import Iterable
from random import Random

import msgspec
from msgspec import inspect

from tests.support.every_page import everything_shown
from tests.support.fuzz_chain import BATCHES
from tests.support.fuzz_target import Finding, Target
from tests.support.happenings import DAY
from tests.support.msgpack_forms import array_head, plain
from tests.support.wire_shapes import made_up_value
from whyward.journal.events.catalogue import KINDS
from whyward.journal.events.depth import is_shallow
from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.events.reading import Form, Unreadable, encode_body, read_body
from whyward.journal.pages import Pages
from whyward.journal.plaintext import Batch, packed, padded_length, unpacked
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.limits import RAW_BYTES_MAX

_PREFIX = struct.Struct(">BBII")
_DEVICE = DeviceId(b"d" * 32)


# --- What comes out of a segment ---


def take_plaintext(raw: bytes) -> bool:
    """Take bytes as a segment's plaintext."""
    try:
        batch = unpacked(raw)
    except TheirFault:
        return False
    format_, deflated, raw_len, stored_len = _PREFIX.unpack_from(raw)
    stored = raw[_PREFIX.size : _PREFIX.size + stored_len]
    inside = zlib.decompress(stored) if deflated else stored
    wanted = _PREFIX.pack(1, deflated, len(_raw_of(batch)), stored_len) + stored
    if inside != _raw_of(batch) or format_ != 1 or raw_len > RAW_BYTES_MAX:
        raise Finding("a batch was read from other bytes than it would be written as")
    if wanted.ljust(padded_length(len(wanted)), b"\0") != raw:
        raise Finding("a batch was read from other padding")
    return True


def take_batch(raw: bytes) -> bool:
    """Take bytes as the array inside a plaintext, whole or deflated by turns."""
    stored = zlib.compress(raw, 1) if len(raw) % 2 else raw
    joined_up = _PREFIX.pack(1, len(raw) % 2, len(raw), len(stored)) + stored
    return take_plaintext(joined_up.ljust(padded_length(len(joined_up)), b"\0"))


def _raw_of(batch: Batch) -> bytes:
    return array_head(len(batch.events) + 1) + plain(batch.heads) + b"".join(plain(event) for event in batch.events)


def take_body(raw: bytes) -> bool:
    """Take bytes as a kind, a line's end, and a body of that kind."""
    first, _, body = raw.partition(b"\n")
    kind = first.decode("utf-8", "replace")
    read = read_body(kind, body)
    is_shallow(body)
    if isinstance(read, Unreadable):
        if read.raw != body or read.kind != kind:
            raise Finding("what cannot be read was changed")
        return False
    if read.form is Form.KNOWN and read_body(kind, encode_body(read.body)) != read:
        raise Finding("a body says another thing when it is written again")
    return True


def _bodies() -> Iterable[bytes]:
    random = Random("bodies")
    for kind, touching in KINDS.items():
        body = made_up_value(inspect.type_info(touching.type), random)
        yield kind.encode() + b"\n" + msgspec.msgpack.encode(body)


_EVENTS = msgspec.msgpack.Decoder(list[Event])


def take_events(raw: bytes) -> bool:
    """Take bytes as events, fold them into pages, and look at every page."""
    try:
        events = _EVENTS.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    if plain(events) != raw:
        return False  # The opener takes canonical bytes alone: see the target "batch".
    pages, other = Pages(), Pages()
    pages.merge([Recorded(event, _DEVICE) for event in events])
    other.merge([Recorded(event, _DEVICE) for event in reversed(events)])
    if pages.state_hash() != other.state_hash():
        raise Finding("the order of arrival changed what the events come to")
    if repr(everything_shown(pages)) != repr(everything_shown(other)):
        raise Finding("the order of arrival changed what a page shows")
    everything_shown(pages.as_of(DAY))
    return True


def _events() -> Iterable[bytes]:
    random = Random("events")
    made: list[Event] = []
    for number, (kind, touching) in enumerate(KINDS.items()):
        body = encode_body(made_up_value(inspect.type_info(touching.type), random))
        # One id for all nouns: then the events of one kind meet those of the others.
        body = re.sub(rb"(?s)_id\xc4\x10.{16}", lambda _: b"_id\xc4\x10" + b"t" * 16, body)
        made.append(Event(bytes([number]) * 16, kind, (5 + number) << 16, 5, 60, bytes(16), body))
        yield plain(made[-1:])
    yield plain(made)


def reading_targets() -> list[Target]:
    """Return the targets about opened segments."""
    return [
        Target("plaintext", take_plaintext, lambda: [packed(batch) for batch in BATCHES]),
        Target("batch", take_batch, lambda: [_raw_of(batch) for batch in BATCHES]),
        Target("body", take_body, _bodies),
        Target("events", take_events, _events),
    ]
