"""Control statements: the signed, hash-linked sentences that say who belongs to a space.

This file knows their bytes only; whether one is valid where it stands is `membership`'s question.

    statement = [v, suite, space_id, index, prev, author, type, body]      signed by the author
    genesis body = [founding, epoch]         founding = [nonce, sign_pk, kem_pk, recovery_sign_pk, recovery_kem_pk]
    device-admitted body = [party, sign_pk, kem_pk, epoch_id, wraps, proof]
"""

from enum import IntEnum, StrEnum
from typing import Annotated

from msgspec import Meta

from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import (
    U8,
    U32,
    ZERO32,
    Bytes32,
    DeviceId,
    KemKey,
    Signature,
    SignKey,
    SpaceId,
    device_id_of,
    space_id_of,
)
from whyward.protocol.labels import Label, hashed
from whyward.protocol.limits import STATEMENT_BYTES_MAX, SUITE, VERSION
from whyward.protocol.signatures import Signer


class Party(IntEnum):
    """Who a device belongs to; the recovery kit counts as a device."""

    OWNER = 1
    GUEST = 2
    RECOVERY = 3


class StatementType(StrEnum):
    """Every type of protocol version 1."""

    GENESIS = "genesis"
    DEVICE_ADMITTED = "device-admitted"
    DEVICE_REMOVED = "device-removed"
    DEVICE_RENEWED = "device-renewed"
    EPOCH = "epoch"
    RECOVERY_SET = "recovery-set"
    ERASED = "erased"
    SPACE_CLOSED = "space-closed"


KNOWN_TYPES = frozenset({StatementType.GENESIS, StatementType.DEVICE_ADMITTED})
"""What this version understands; all other types are refused as not yet known, in `decode_statement` and only there."""


class Statement(Wire, frozen=True):
    """One sentence of a control log, unsigned."""

    v: U8
    suite: U8
    space_id: Bytes32
    index: U32
    prev: Bytes32
    author: Bytes32
    type: Annotated[str, Meta(min_length=1, max_length=32)]
    body: bytes


class SignedStatement(Wire, frozen=True):
    """A statement as it travels: its bytes as signed, and the author's signature over them."""

    raw: bytes
    signature: Signature


class Founding(Wire, frozen=True):
    """What a personal space is named by: fresh dice, the first device, the recovery kit."""

    nonce: Bytes32
    sign_pk: SignKey
    kem_pk: KemKey
    recovery_sign_pk: SignKey
    recovery_kem_pk: KemKey

    @property
    def first_device(self) -> DeviceId:
        """The device that founds the space."""
        return device_id_of(self.sign_pk, self.kem_pk)

    @property
    def recovery(self) -> DeviceId:
        """The recovery kit, as a device."""
        return device_id_of(self.recovery_sign_pk, self.recovery_kem_pk)


class Genesis(Wire, frozen=True):
    """The body of statement 0."""

    founding: bytes
    epoch: bytes


class Wrap(Wire, frozen=True):
    """An epoch key sealed to one reader (HPKE base mode; it means nothing outside a signed statement)."""

    device_id: Bytes32
    sealed: bytes


class DeviceAdmitted(Wire, frozen=True):
    """The body that lets one more device read and write, from the current epoch on (and back, by epoch history)."""

    party: U8
    sign_pk: SignKey
    kem_pk: KemKey
    epoch_id: Bytes32
    wraps: list[Wrap]
    proof: Signature

    @property
    def device_id(self) -> DeviceId:
        """The admitted device."""
        return device_id_of(self.sign_pk, self.kem_pk)


_STATEMENT = Shape(Statement, name="statement", bytes_max=STATEMENT_BYTES_MAX)
_FOUNDING = Shape(Founding, name="founding", bytes_max=STATEMENT_BYTES_MAX)
_GENESIS = Shape(Genesis, name="genesis body", bytes_max=STATEMENT_BYTES_MAX)
_ADMITTED = Shape(DeviceAdmitted, name="device-admitted body", bytes_max=STATEMENT_BYTES_MAX)


def decode_statement(raw: bytes) -> Statement:
    """Decode canonical statement bytes; raise `TheirFault` for another version, suite or a type not yet known."""
    statement = _STATEMENT.decode(raw)
    if (statement.v, statement.suite) != (VERSION, SUITE):
        text = f"statement of version {statement.v}, suite {statement.suite}; this program knows {VERSION} and {SUITE}"
        raise TheirFault(text, code=Code.UNKNOWN_VERSION)
    if statement.type not in KNOWN_TYPES:
        raise TheirFault("a statement of a type that this version does not know yet", code=Code.UNKNOWN_STATEMENT)
    return statement


def decode_genesis(body: bytes) -> tuple[Genesis, Founding]:
    """Decode the body of a genesis statement and the founding bytes inside it."""
    genesis = _GENESIS.decode(body)
    return genesis, _FOUNDING.decode(genesis.founding)


def decode_admitted(body: bytes) -> DeviceAdmitted:
    """Decode the body of a device-admitted statement."""
    return _ADMITTED.decode(body)


def statement_hash(raw: bytes) -> bytes:
    """`stmt_hash`: what the next statement's `prev` must be."""
    return hashed(Label.STATEMENT_HASH, raw)


def signed_message(raw: bytes) -> bytes:
    """Return the bytes a statement's signature covers."""
    return Label.STATEMENT_SIGNATURE.value + raw


def possession_message(space_id: bytes, device_id: bytes) -> bytes:
    """Return the bytes a new device signs to show that it holds its key and wants to join this very space."""
    return Label.POSSESSION.value + space_id + device_id


def sign_statement(statement: Statement, signer: Signer) -> SignedStatement:
    """Encode and sign; the signer must be the author, which the caller vouches for."""
    raw = encoded(statement)
    return SignedStatement(raw, signer.sign(signed_message(raw)))


def genesis_statement(founding: bytes, epoch: bytes, first_device: DeviceId) -> Statement:
    """Build statement 0 of the space that the founding bytes name."""
    body = encoded(Genesis(founding, epoch))
    return Statement(VERSION, SUITE, space_id_of(founding), 0, ZERO32, first_device, StatementType.GENESIS, body)


def next_statement(
    space_id: SpaceId, index: int, prev: bytes, author: DeviceId, type_: StatementType, body: Wire
) -> Statement:
    """Build the statement that follows the head `prev`, to stand at `index`."""
    return Statement(VERSION, SUITE, space_id, index, prev, author, type_, encoded(body))
