"""Control statements: the signed, hash-linked sentences that say who belongs to a space.

This file knows their bytes only, and none of their bodies (`bodies`); whether one is valid where it stands is
`membership`'s question.

    statement = [v, suite, space_id, index, prev, author, type, body]      signed by the author
"""

from enum import IntEnum, StrEnum
from typing import Annotated

from msgspec import Meta

from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import (
    U8,
    U32,
    Bytes32,
    DeviceId,
    Signature,
    SpaceId,
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


KNOWN_TYPES = frozenset(StatementType)
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


class Wrap(Wire, frozen=True):
    """An epoch key sealed to one reader (HPKE base mode; it means nothing outside a signed statement)."""

    device_id: Bytes32
    sealed: bytes


_STATEMENT = Shape(Statement, name="statement", bytes_max=STATEMENT_BYTES_MAX)


def decode_statement(raw: bytes) -> Statement:
    """Decode canonical statement bytes; raise `TheirFault` for another version, suite or a type not yet known."""
    statement = _STATEMENT.decode(raw)
    if (statement.v, statement.suite) != (VERSION, SUITE):
        text = f"statement of version {statement.v}, suite {statement.suite}; this program knows {VERSION} and {SUITE}"
        raise TheirFault(text, code=Code.UNKNOWN_VERSION)
    if statement.type not in KNOWN_TYPES:
        raise TheirFault("a statement of a type that this version does not know yet", code=Code.UNKNOWN_STATEMENT)
    return statement


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


def next_statement(
    space_id: SpaceId, index: int, prev: bytes, author: DeviceId, type_: StatementType, body: bytes
) -> Statement:
    """Build the statement that follows the head `prev`, to stand at `index`."""
    return Statement(VERSION, SUITE, space_id, index, prev, author, type_, body)
