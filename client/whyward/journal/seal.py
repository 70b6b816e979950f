"""The seal: a batch of events becomes a segment at one place of one series, and opens nowhere else.

The only module that asks for an AEAD on events. Opening fails closed, in one way, with one sentence, whatever was
wrong. Why each step is as it is: protocol reference §5.
"""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec

from whyward.journal.plaintext import Batch, packed, unpacked
from whyward.journal.ports import Crypto
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.labels import Label, extracted, hashed, keyed
from whyward.protocol.limits import SUITE, VERSION
from whyward.protocol.segments import Core, Header, Placed, Segment, SegmentKind, segment_hash, signed_message
from whyward.protocol.signatures import Signer


@dataclass(frozen=True, slots=True)
class EpochKey:
    """The opened key of one epoch: what seals and opens segments, and wraps itself to a new reader."""

    epoch_id: bytes
    secret: bytes = field(repr=False)
    prk: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next segment of a series will stand, and what its author believes of the control log."""

    space_id: SpaceId
    device_id: DeviceId
    n: int
    prev: bytes
    control_index: int
    control_head: bytes


def epoch_key(secret: bytes, space_id: SpaceId, epoch_id: bytes) -> EpochKey:
    """Derive what an epoch's 32-byte secret is used for, once."""
    return EpochKey(epoch_id, secret, extracted(Label.EPOCH_PRK, secret, space_id, epoch_id))


def seal(  # noqa: PLR0913  # what is sealed, where, and by what: each is said at the call
    batch: Batch,
    place: Place,
    epoch: EpochKey,
    *,
    signer: Signer,
    crypto: Crypto,
    dice: bytes,
    deflate: bool = True,
) -> tuple[Segment, bytes]:
    """Seal a batch as the segment at `place`, with 32 random bytes as `dice`; return it and its hash.

    The salt hangs on the plaintext too, so even repeated dice never give one key to two messages.
    """
    plain = packed(batch, deflate=deflate)
    unsalted = Core(
        v=VERSION,
        suite=SUITE,
        kind=SegmentKind.EVENTS,
        space_id=place.space_id,
        device_id=place.device_id,
        n=place.n,
        prev=place.prev,
        epoch_id=epoch.epoch_id,
        control_index=place.control_index,
        control_head=place.control_head,
        plain_len=len(plain),
        salt=b"",
    )
    hedge = keyed(epoch.prk, Label.HEDGE)
    salt = keyed(hedge, Label.SALT, encoded(unsalted), sha256(plain).digest(), dice)
    core_raw = encoded(msgspec.structs.replace(unsalted, salt=salt))
    key, commit = _keys(epoch, core_raw)
    body = crypto.aead_seal(key, plain, Label.SEGMENT_AAD + core_raw)
    header_raw = encoded(Header(core_raw, commit, hashed(Label.BODY, body)))
    segment = Segment(header_raw, signer.sign(signed_message(header_raw)), body)
    return segment, segment_hash(header_raw)


def open_sealed(placed: Placed, epoch: EpochKey, crypto: Crypto) -> Batch:
    """Open a segment whose place was checked; raise `TheirFault` (`cannot-open`) for whatever does not fit."""
    if placed.core.epoch_id != epoch.epoch_id:
        raise TheirFault("the segment does not open", code=Code.CANNOT_OPEN)
    key, commit = _keys(epoch, placed.core_raw)
    if not hmac.compare_digest(commit, placed.commit):
        raise TheirFault("the segment does not open", code=Code.CANNOT_OPEN)
    plain = crypto.aead_open(key, placed.segment.body, Label.SEGMENT_AAD + placed.core_raw)
    if plain is None:
        raise TheirFault("the segment does not open", code=Code.CANNOT_OPEN)
    try:
        return unpacked(plain)
    except TheirFault:
        raise TheirFault("the segment does not open", code=Code.CANNOT_OPEN) from None


def _keys(epoch: EpochKey, core_raw: bytes) -> tuple[bytes, bytes]:
    core_hash = hashed(Label.CORE, core_raw)
    return keyed(epoch.prk, Label.SEGMENT_KEY, core_hash), keyed(epoch.prk, Label.SEGMENT_COMMIT, core_hash)
