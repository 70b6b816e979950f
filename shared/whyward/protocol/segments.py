"""Segment headers: where a sealed batch of events stands, who wrote it, and what can be checked without reading it.

    header  = [core_bytes, commit, H(L("body") ‖ body)]       signed, hashed and chained over the bytes as received
    segment = [header_bytes, signature, body]                 as it travels and is stored

It refuses to know what is inside a body.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from whyward.protocol.canonical import Shape, Wire
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import U8, U32, U64, ZERO32, Bytes32, DeviceId, Signature
from whyward.protocol.labels import Label, hashed
from whyward.protocol.limits import (
    BODY_BYTES_MAX,
    HEADER_BYTES_MAX,
    PLAIN_BYTES_MAX,
    PLAIN_BYTES_MIN,
    SUITE,
    TAG_BYTES,
    VERSION,
)
from whyward.protocol.membership import ControlLog
from whyward.protocol.signatures import Check


class SegmentKind(IntEnum):
    """What a body holds; kinds not listed are kept, passed on and counted."""

    EVENTS = 1
    SNAPSHOT = 2
    REPACK = 3


class Core(Wire, frozen=True):
    """The place of a segment and all that its key depends on. `salt` is empty only while it is being derived."""

    v: U8
    suite: U8
    kind: U8
    space_id: Bytes32
    device_id: Bytes32
    n: U64
    prev: Bytes32
    epoch_id: Bytes32
    control_index: U32
    control_head: Bytes32
    plain_len: U32
    salt: bytes


class Header(Wire, frozen=True):
    """A core, the commitment to its key, and the hash of its body."""

    core: bytes
    commit: Bytes32
    body_hash: Bytes32


class Segment(Wire, frozen=True):
    """A sealed batch: what the wire and both stores hold."""

    header: bytes
    signature: Signature
    body: bytes


class Tail(NamedTuple):
    """The end of a series: the last number in it (0: nothing yet) and that segment's hash."""

    n: int
    hash: bytes


EMPTY = Tail(0, ZERO32)
"""The tail of a series that has not begun: its first segment is number 1 and follows 32 zero bytes."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment whose place, author, epoch and body hash are checked; its run's closing signature is too."""

    core: Core
    core_raw: bytes
    commit: bytes
    hash: bytes
    segment: Segment


_CORE = Shape(Core, name="segment core", bytes_max=HEADER_BYTES_MAX)
_HEADER = Shape(Header, name="segment header", bytes_max=HEADER_BYTES_MAX)
_SALT_BYTES = 32


def decode_header(raw: bytes) -> tuple[Header, Core]:
    """Decode a header and its core; raise `TheirFault` for any other form, version or suite."""
    header = _HEADER.decode(raw)
    core = _CORE.decode(header.core)
    if core.v != VERSION or core.suite != SUITE:
        text = f"segment of version {core.v}, suite {core.suite}; this program knows {VERSION} and {SUITE}"
        raise TheirFault(text, code=Code.UNKNOWN_VERSION)
    if len(core.salt) != _SALT_BYTES or not PLAIN_BYTES_MIN <= core.plain_len <= PLAIN_BYTES_MAX:
        raise TheirFault("segment core: a length is out of bounds", code=Code.MALFORMED)
    return header, core


def segment_hash(header_raw: bytes) -> bytes:
    """Return the hash of a segment: the next one's `prev`; the signature is not part of it."""
    return hashed(Label.SEGMENT_HASH, header_raw)


def signed_message(header_raw: bytes) -> bytes:
    """Return the bytes a segment's signature covers."""
    return Label.SEGMENT_SIGNATURE + header_raw


def place_run(
    run: Sequence[Segment], *, device: DeviceId, after: Tail, control: ControlLog, check: Check
) -> list[Placed]:
    """Check that a run of segments continues `device`'s series right after `after`; all of it, or `TheirFault`.

    The chain of `prev` hashes lets the last signature vouch for the whole run, so only that one is checked.
    """
    if not run:
        return []
    member = control.members.get(device)
    if member is None or device not in control.writers():
        raise TheirFault("the series' author is not a device of this space", code=Code.NOT_ADMITTED, about=device)
    placed: list[Placed] = []
    tail = after
    for segment in run:
        step = _placed(segment, device, tail, control)
        placed.append(step)
        tail = Tail(step.core.n, step.hash)
    closing = run[-1]
    if not check(member.sign_pk, signed_message(closing.header), closing.signature):
        raise TheirFault("the run's closing signature is not its author's", code=Code.BAD_SIGNATURE, about=device)
    return placed


def _placed(segment: Segment, device: DeviceId, tail: Tail, control: ControlLog) -> Placed:
    header, core = decode_header(segment.header)
    if core.space_id != control.space_id or core.device_id != device:
        raise TheirFault("a segment of another space or device", code=Code.WRONG_PLACE, about=device)
    if core.n != tail.n + 1:
        text = f"segment {core.n} where {tail.n + 1} is due"
        raise TheirFault(text, code=Code.GAP, about=device)
    if core.prev != tail.hash:
        raise TheirFault(f"segment {core.n} follows another segment {tail.n}", code=Code.FORKED, about=device)
    if core.control_index > control.index:
        text = f"the segment was made knowing statement {core.control_index}; {control.index} is the last one here"
        raise TheirFault(text, code=Code.CONTROL_UNKNOWN, about=device)
    if control.hashes[core.control_index] != core.control_head or core.control_index < control.members[device].since:
        raise TheirFault("the segment's author believed another control log", code=Code.CONTROL_FORKED, about=device)
    if core.epoch_id != control.epoch_at(core.control_index).body.epoch_id:
        raise TheirFault(
            "the segment's epoch is not the one due at its control head", code=Code.BAD_EPOCH, about=device
        )
    body = segment.body
    if len(body) != core.plain_len + TAG_BYTES or len(body) > BODY_BYTES_MAX:
        raise TheirFault("the segment's body has another length", code=Code.BAD_BODY, about=device)
    if hashed(Label.BODY, body) != header.body_hash:
        raise TheirFault("the segment's body is not the one its header names", code=Code.BAD_BODY, about=device)
    return Placed(core, header.core, header.commit, segment_hash(segment.header), segment)
