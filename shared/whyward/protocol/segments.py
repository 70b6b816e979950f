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
from whyward.protocol.members import Member
from whyward.protocol.membership import ControlLog
from whyward.protocol.signatures import Check
from whyward.protocol.statements import Party


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

    The chain of `prev` hashes lets the last signature vouch for the whole run, so only that one is checked. A segment
    beyond the device's cut is refused as `late`. A body that was erased is dropped here, if it came at all.
    """
    if not run:
        return []
    author = _author(device, control)
    placed: list[Placed] = []
    tail = after
    for segment in run:
        step = _placed(segment, author, tail, control)
        placed.append(step)
        tail = Tail(step.core.n, step.hash)
        if author.cut is not None and tail.n == author.cut.n and tail.hash != author.cut.hash:
            raise TheirFault("the series ends otherwise than its cut says", code=Code.FORKED, about=device)
        if author.cut is not None and tail.n > author.cut.n:
            raise TheirFault("the segment lies beyond its device's cut", code=Code.LATE, about=device)
    _check_closing(run[-1], author, check)
    return placed


def place_late_run(
    run: Sequence[Segment], *, device: DeviceId, after: Tail, control: ControlLog, check: Check
) -> list[Placed]:
    """Check a run that lies beyond a device's cut: genuine, in its place, made before its author was stopped.

    `after` is the cut, or the end of what is known beyond it. What this lets through is never merged: it is put where
    the owner may look at it and take it over.
    """
    author = _author(device, control)
    placed: list[Placed] = []
    tail = after
    for segment in run:
        placed.append(_placed(segment, author, tail, control))
        tail = Tail(placed[-1].core.n, placed[-1].hash)
    if run:
        _check_closing(run[-1], author, check)
    return placed


def place_unshared(segment: Segment, *, device: DeviceId, after: Tail, control: ControlLog, check: Check) -> Placed:
    """Check a segment that its author has shared with nobody and will seal anew: its place, body and signature.

    What it believed of the control log does not count: a copy of its author was renewed, or a branch took its place.
    """
    author = _author(device, control)
    placed = _in_place(segment, device, after, control)
    _check_closing(segment, author, check)
    return placed


def _author(device: DeviceId, control: ControlLog) -> Member:
    member = control.known(device)
    if member is None or member.party is Party.RECOVERY:
        raise TheirFault("the series' author is not a device of this space", code=Code.NOT_ADMITTED, about=device)
    return member


def _check_closing(closing: Segment, author: Member, check: Check) -> None:
    if not check(author.sign_pk, signed_message(closing.header), closing.signature):
        text = "the run's closing signature is not its author's"
        raise TheirFault(text, code=Code.BAD_SIGNATURE, about=author.device_id)


def _placed(segment: Segment, author: Member, tail: Tail, control: ControlLog) -> Placed:
    placed = _in_place(segment, author.device_id, tail, control)
    _check_belief(placed.core, author, control)
    return placed


def _in_place(segment: Segment, device: DeviceId, tail: Tail, control: ControlLog) -> Placed:
    header, core = decode_header(segment.header)
    if core.space_id != control.space_id or core.device_id != device:
        raise TheirFault("a segment of another space or device", code=Code.WRONG_PLACE, about=device)
    if core.n != tail.n + 1:
        text = f"segment {core.n} where {tail.n + 1} is due"
        raise TheirFault(text, code=Code.GAP, about=device)
    if core.prev != tail.hash:
        raise TheirFault(f"segment {core.n} follows another segment {tail.n}", code=Code.FORKED, about=device)
    body = _checked_body(segment, header, core, control)
    kept = segment if body is segment.body else Segment(segment.header, segment.signature, body)
    return Placed(core, header.core, header.commit, segment_hash(segment.header), kept)


def _check_belief(core: Core, author: Member, control: ControlLog) -> None:
    """What its author believed of the control log must be true, and must let it write."""
    device, index = author.device_id, core.control_index
    if index > control.index:
        text = f"the segment was made knowing statement {index}; {control.index} is the last one here"
        raise TheirFault(text, code=Code.CONTROL_UNKNOWN, about=device)
    if control.hashes[index] != core.control_head or index < author.since:
        raise TheirFault("the segment's author believed another control log", code=Code.CONTROL_FORKED, about=device)
    if not author.wrote_at(index):
        raise TheirFault("the segment's author knew that it was stopped", code=Code.NOT_ALLOWED, about=device)
    if control.closed_at is not None and index >= control.closed_at:
        raise TheirFault("the segment's author knew that the space is closed", code=Code.CLOSED, about=device)
    if core.epoch_id != control.epoch_at(index).body.epoch_id:
        text = "the segment's epoch is not the one due at its control head"
        raise TheirFault(text, code=Code.BAD_EPOCH, about=device)


def _checked_body(segment: Segment, header: Header, core: Core, control: ControlLog) -> bytes:
    """Return the body that is due: none if it was erased."""
    device = DeviceId(core.device_id)
    is_erased = core.n in control.erased.get(device, ())
    if is_erased and not segment.body:
        return b""
    if len(segment.body) != core.plain_len + TAG_BYTES or len(segment.body) > BODY_BYTES_MAX:
        raise TheirFault("the segment's body has another length", code=Code.BAD_BODY, about=device)
    if hashed(Label.BODY, segment.body) != header.body_hash:
        raise TheirFault("the segment's body is not the one its header names", code=Code.BAD_BODY, about=device)
    return b"" if is_erased else segment.body
