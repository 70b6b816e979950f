"""The frames of a sync session: one union is the whole vocabulary, each frame an array `[tag, …]`.

Where a frame names a series, the empty device names the control log (`ids.CONTROL`). Frames are never signed as
such; what must be believed inside them carries its own signature.
"""

from collections.abc import Callable
from typing import Annotated, TypeAlias, TypeVar

from msgspec import Meta

from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.ids import U8, U32, U64, Bytes32, DeviceId, Signature, SignKey, SpaceId
from whyward.protocol.labels import Label
from whyward.protocol.limits import FRAME_BYTES_MAX, LETTER_BYTES_MAX, MAIL_BYTES_MAX
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement

T = TypeVar("T")

SeriesName = Annotated[bytes, Meta(max_length=32)]
RendezvousName = Annotated[str, Meta(min_length=4, max_length=4)]


class RelayLimits(Wire, frozen=True):
    """What this relay takes, in bytes and counts; a client stays below, whatever its own limits are."""

    frame_bytes_max: U32
    page_bytes_max: U32
    push_segments_max: U32


class Hello(Wire, frozen=True, tag="hello"):
    """Device to relay: the version I speak, and 32 fresh random bytes."""

    version: U8
    nonce: Bytes32


class Challenge(Wire, frozen=True, tag="challenge"):
    """Relay to device: who I am, 32 fresh random bytes, and what I take."""

    relay_pk: SignKey
    nonce: Bytes32
    limits: RelayLimits


class Prove(Wire, frozen=True, tag="prove"):
    """Device to relay: I am this device of this space; signed over `proof_message`."""

    space_id: Bytes32
    device_id: Bytes32
    sign_pk: SignKey
    signature: Signature


class Find(Wire, frozen=True, tag="find"):
    """Device to relay: I am this recovery kit; signed over `proof_message` with 32 zero bytes for the space."""

    device_id: Bytes32
    sign_pk: SignKey
    signature: Signature


class Found(Wire, frozen=True, tag="found"):
    """Relay to device: the space in which you are the recovery kit that counts now."""

    space_id: Bytes32


class Create(Wire, frozen=True, tag="create"):
    """Device to relay: please carry this new space; the invite is empty where none is needed."""

    genesis: SignedStatement
    invite: Annotated[str, Meta(max_length=128)]


class TailEntry(Wire, frozen=True):
    """The last number and hash of one device's series."""

    device_id: Bytes32
    n: U64
    hash: Bytes32


class State(Wire, frozen=True, tag="state"):
    """Relay to device: all that I hold of a space, by its ends."""

    space_id: Bytes32
    control_index: U32
    control_head: Bytes32
    tails: list[TailEntry]


class Leave(Wire, frozen=True, tag="leave"):
    """Whoever holds a share's slot key to relay: keep this letter for the owner; signed over `leave_message`."""

    space_id: Bytes32
    letter: Annotated[bytes, Meta(min_length=1, max_length=LETTER_BYTES_MAX)]
    signature: Signature


class Left(Wire, frozen=True, tag="left"):
    """Relay to whoever left a letter: it is durable here, and waits for the owner."""

    space_id: Bytes32


class Collect(Wire, frozen=True, tag="collect"):
    """The owner's device to relay, once proven: is there a letter in this share's letterbox? Answered by `letter`."""

    space_id: Bytes32


class Letter(Wire, frozen=True, tag="letter"):
    """Relay to the owner's device: what lies in the letterbox; empty if nothing does."""

    space_id: Bytes32
    letter: Annotated[bytes, Meta(max_length=LETTER_BYTES_MAX)]


class Statements(Wire, frozen=True, tag="statements"):
    """Both ways: a run of the control log from index `start` on; the answer to a `want` may be empty."""

    space_id: Bytes32
    start: U32
    run: list[SignedStatement]


class Branch(Wire, frozen=True, tag="branch"):
    """Device to relay: the control log goes on like this from `start` on, and this branch outweighs the one there."""

    space_id: Bytes32
    start: U32
    run: list[SignedStatement]


class Segments(Wire, frozen=True, tag="segments"):
    """Both ways: a run of one series from number `start` on; the answer to a `want` may be empty."""

    space_id: Bytes32
    device_id: Bytes32
    start: U64
    run: list[Segment]


class Want(Wire, frozen=True, tag="want"):
    """Device to relay: give me that series from `start` on; every `want` gets exactly one run back."""

    space_id: Bytes32
    device_id: SeriesName
    start: U64


class Kept(Wire, frozen=True, tag="kept"):
    """Relay to device: all of this series up to `n` is durable here; signed over `kept_message`: a receipt."""

    space_id: Bytes32
    device_id: SeriesName
    n: U64
    hash: Bytes32
    relay_seq: U64
    signature: Signature


class News(Wire, frozen=True, tag="news"):
    """Relay to device: this series now reaches `n` (a hint; the data always comes by `want`)."""

    space_id: Bytes32
    device_id: SeriesName
    n: U64


class Refused(Wire, frozen=True, tag="refused"):
    """Relay to device: no, for this reason; `retry_after_ms` 0 means not as it is."""

    code: Annotated[str, Meta(min_length=1, max_length=32)]
    about: SeriesName
    retry_after_ms: U32
    text: Annotated[str, Meta(max_length=300)]


class OpenMailbox(Wire, frozen=True, tag="open-mailbox"):
    """Trusted device to relay: hold a mailbox of this name for one pairing. Answered by `mailbox`."""

    name: RendezvousName


class JoinMailbox(Wire, frozen=True, tag="join-mailbox"):
    """New device to relay: connect me to the mailbox of this name, once. Answered by `mailbox`, to both."""

    name: RendezvousName


class Mailbox(Wire, frozen=True, tag="mailbox"):
    """Relay to device: the mailbox is open (1: you wait for the other side) or connected (2: both are here)."""

    sides: U8


class Mail(Wire, frozen=True, tag="mail"):
    """Through the mailbox, to the other side."""

    payload: Annotated[bytes, Meta(max_length=MAIL_BYTES_MAX)]


ToRelay: TypeAlias = (
    Hello
    | Prove
    | Find
    | Create
    | Leave
    | Collect
    | Statements
    | Branch
    | Segments
    | Want
    | OpenMailbox
    | JoinMailbox
    | Mail
)
ToDevice: TypeAlias = (
    Challenge | Found | State | Left | Letter | Statements | Segments | Kept | News | Refused | Mailbox | Mail
)

_TO_RELAY: Shape[ToRelay] = Shape(ToRelay, name="frame", bytes_max=FRAME_BYTES_MAX)  # type: ignore[arg-type]  # mypy has no form for "type of a union"
_TO_DEVICE: Shape[ToDevice] = Shape(ToDevice, name="frame", bytes_max=FRAME_BYTES_MAX)  # type: ignore[arg-type]  # as above


def decode_to_relay(raw: bytes) -> ToRelay:
    """Decode a frame that a device sent, or raise `TheirFault`."""
    return _TO_RELAY.decode(raw)


def decode_to_device(raw: bytes) -> ToDevice:
    """Decode a frame that a relay sent, or raise `TheirFault`."""
    return _TO_DEVICE.decode(raw)


def frame_bytes(frame: ToRelay | ToDevice) -> bytes:
    """Encode any frame."""
    return encoded(frame)


def segment_cost(segment: Segment) -> int:
    """Return what a segment adds to a frame, in bytes, rounded up: pages are filled by this measure."""
    return len(segment.header) + len(segment.signature) + len(segment.body) + 16


def fitting(run: list[T], cost: Callable[[T], int], bytes_max: int) -> list[T]:
    """Return the longest start of a run that fits into a page of so many bytes, and at least one item."""
    room = bytes_max
    for position, item in enumerate(run):
        room -= cost(item)
        if room < 0 and position:
            return run[:position]
    return run


def statement_cost(signed: SignedStatement) -> int:
    """Return what a statement adds to a frame, in bytes, rounded up."""
    return len(signed.raw) + len(signed.signature) + 16


def proof_message(
    *, relay_pk: bytes, host: str, device_nonce: bytes, relay_nonce: bytes, space_id: SpaceId, device_id: DeviceId
) -> bytes:
    """Return the bytes of a proof: bound to this relay's key and host, this connection, this space and device.

    Only the host has no fixed length, so the parts cannot be read in two ways.
    """
    named = host.lower().encode("ascii")
    return Label.AUTH.value + relay_pk + named + device_nonce + relay_nonce + space_id + device_id


def kept_message(*, space_id: bytes, device_id: bytes, n: int, hash_: bytes, relay_seq: int) -> bytes:
    """Return the bytes of a receipt; only the series' name has no fixed length (32 bytes or none)."""
    return Label.KEPT.value + space_id + device_id + n.to_bytes(8, "big") + hash_ + relay_seq.to_bytes(8, "big")
