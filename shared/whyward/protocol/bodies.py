"""What control statements say: the body of each type, as bytes.

It knows shapes only; who may say it, and when, is `membership`'s question. Who may, in words: protocol reference §3.

    genesis          [founding, epoch]       founding = [nonce, sign_pk, kem_pk, recovery_sign_pk, recovery_kem_pk]
                                             of a share: [… the same five …, slot_pk]
    device-admitted  [party, sign_pk, kem_pk, epoch_id, wraps, proof]
    device-removed   [device_ids, cuts, epoch]
    device-renewed   [old_id, sign_pk, kem_pk, n, hash, epoch_id, wraps, proof]
    recovery-set     [sign_pk, kem_pk, epoch, proof]
    erased           [[device_id, n], …]
    space-closed     [reason]
"""

from collections.abc import Sequence
from itertools import pairwise

from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import (
    U8,
    U64,
    ZERO32,
    Bytes32,
    DeviceId,
    KemKey,
    Signature,
    SignKey,
    device_id_of,
    space_id_of,
)
from whyward.protocol.limits import STATEMENT_BYTES_MAX, SUITE, VERSION
from whyward.protocol.statements import Statement, StatementType, Wrap


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


class ShareFounding(Founding, frozen=True):
    """What a share space is named by: the same five, and the key of the slot through which the guest's letter comes."""

    slot_pk: SignKey


class Genesis(Wire, frozen=True):
    """The body of statement 0."""

    founding: bytes
    epoch: bytes


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


class Cut(Wire, frozen=True):
    """The last segment of a device that is accepted; number 0 goes with 32 zero bytes."""

    device_id: Bytes32
    n: U64
    hash: Bytes32


class DeviceRemoved(Wire, frozen=True):
    """The body that shuts devices out, from their cuts on, and begins an epoch that they cannot read."""

    device_ids: list[Bytes32]
    cuts: list[Cut]
    epoch: bytes


class DeviceRenewed(Wire, frozen=True):
    """The body by which a device whose series was used by a copy of it goes on as a new one."""

    old_id: Bytes32
    sign_pk: SignKey
    kem_pk: KemKey
    n: U64
    hash: Bytes32
    epoch_id: Bytes32
    wraps: list[Wrap]
    proof: Signature

    @property
    def device_id(self) -> DeviceId:
        """The new device."""
        return device_id_of(self.sign_pk, self.kem_pk)


class RecoverySet(Wire, frozen=True):
    """The body that puts a new recovery kit in the place of the old one, with an epoch the old one cannot read."""

    sign_pk: SignKey
    kem_pk: KemKey
    epoch: bytes
    proof: Signature

    @property
    def device_id(self) -> DeviceId:
        """The new kit."""
        return device_id_of(self.sign_pk, self.kem_pk)


class ErasedBody(Wire, frozen=True):
    """A segment whose body is dropped; its header stays, so that the chain still verifies."""

    device_id: Bytes32
    n: U64


class SpaceClosed(Wire, frozen=True):
    """The body after which nothing follows; the reason is a code of the person's program, not a text."""

    reason: U8


_ARRAY_OF_SIX = b"\x96"
_FOUNDING: Shape[Founding] = Shape(Founding, name="founding", bytes_max=STATEMENT_BYTES_MAX)
_SHARE_FOUNDING: Shape[Founding] = Shape(ShareFounding, name="founding of a share", bytes_max=STATEMENT_BYTES_MAX)
_GENESIS = Shape(Genesis, name="genesis body", bytes_max=STATEMENT_BYTES_MAX)
_ADMITTED = Shape(DeviceAdmitted, name="device-admitted body", bytes_max=STATEMENT_BYTES_MAX)
_REMOVED = Shape(DeviceRemoved, name="device-removed body", bytes_max=STATEMENT_BYTES_MAX)
_RENEWED = Shape(DeviceRenewed, name="device-renewed body", bytes_max=STATEMENT_BYTES_MAX)
_RECOVERY = Shape(RecoverySet, name="recovery-set body", bytes_max=STATEMENT_BYTES_MAX)
_ERASED = Shape(list[ErasedBody], name="erased body", bytes_max=STATEMENT_BYTES_MAX)
_CLOSED = Shape(SpaceClosed, name="space-closed body", bytes_max=STATEMENT_BYTES_MAX)


def decode_genesis(body: bytes) -> tuple[Genesis, Founding]:
    """Decode the body of a genesis statement and the founding bytes inside it: five fields, or the six of a share."""
    genesis = _GENESIS.decode(body)
    shape = _SHARE_FOUNDING if genesis.founding[:1] == _ARRAY_OF_SIX else _FOUNDING
    return genesis, shape.decode(genesis.founding)


def decode_admitted(body: bytes) -> DeviceAdmitted:
    """Decode the body of a device-admitted statement."""
    return _ADMITTED.decode(body)


def decode_removed(body: bytes) -> DeviceRemoved:
    """Decode the body of a device-removed statement: devices in order, one cut for each."""
    removed = _REMOVED.decode(body)
    if (
        not _ascend([(device, 0) for device in removed.device_ids])
        or [cut.device_id for cut in removed.cuts] != removed.device_ids
    ):
        raise TheirFault("a removal names devices in order, each once and with its cut", code=Code.MALFORMED)
    if any((cut.n == 0) != (cut.hash == ZERO32) for cut in removed.cuts):
        raise TheirFault("a cut names a segment and its hash, or nothing", code=Code.MALFORMED)
    return removed


def decode_renewed(body: bytes) -> DeviceRenewed:
    """Decode the body of a device-renewed statement."""
    renewed = _RENEWED.decode(body)
    if (renewed.n == 0) != (renewed.hash == ZERO32):
        raise TheirFault("a cut names a segment and its hash, or nothing", code=Code.MALFORMED)
    return renewed


def decode_recovery_set(body: bytes) -> RecoverySet:
    """Decode the body of a recovery-set statement."""
    return _RECOVERY.decode(body)


def decode_erased(body: bytes) -> list[ErasedBody]:
    """Decode the body of an erased statement: bodies in order, each once."""
    erased = _ERASED.decode(body)
    if not _ascend([(entry.device_id, entry.n) for entry in erased]) or any(entry.n == 0 for entry in erased):
        raise TheirFault("an erasure names bodies in order, each once", code=Code.MALFORMED)
    return erased


def decode_closed(body: bytes) -> SpaceClosed:
    """Decode the body of a space-closed statement."""
    return _CLOSED.decode(body)


def _ascend(names: Sequence[tuple[bytes, int]]) -> bool:
    """Whether there is at least one, each greater than the one before."""
    return bool(names) and all(before < after for before, after in pairwise(names))


def genesis_statement(founding: bytes, epoch: bytes, first_device: DeviceId) -> Statement:
    """Build statement 0 of the space that the founding bytes name."""
    body = encoded(Genesis(founding, epoch))
    return Statement(VERSION, SUITE, space_id_of(founding), 0, ZERO32, first_device, StatementType.GENESIS, body)
