"""Any control statement, put together by hand for tests: right as it comes, and open to every change.

Its epochs are names and wraps of the right size without a key inside: the control log cannot look into them either.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256, shake_256

from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.ports import Crypto
from whyward.protocol import bodies
from whyward.protocol.canonical import Wire, encoded
from whyward.protocol.epochs import HISTORY_BYTES, EpochBody, epoch_id, readers_hash
from whyward.protocol.ids import ZERO32, DeviceId, SpaceId, space_id_of
from whyward.protocol.limits import WRAP_BYTES
from whyward.protocol.members import CutAt
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.statements import (
    Party,
    SignedStatement,
    Statement,
    StatementType,
    Wrap,
    next_statement,
    possession_message,
    sign_statement,
)

NO_CUT = CutAt(0, ZERO32)


class _Dice:
    """See `Entropy`: bytes that follow from a name."""

    def __init__(self, name: str) -> None:
        self._name, self._rolls = name, 0

    def random_bytes(self, count: int) -> bytes:
        """Return the next bytes of this name."""
        self._rolls += 1
        return shake_256(f"{self._name} {self._rolls}".encode()).digest(count)


def keys_named(name: str, crypto: Crypto) -> DeviceKeys:
    """Return the keys of a device that follow from its name."""
    return new_keys(_Dice(name), crypto)


def pretend_wrap(reader: DeviceId, name: bytes = b"") -> Wrap:
    """Return bytes of a wrap's size."""
    return Wrap(reader, sha256(name + reader).digest().ljust(WRAP_BYTES, b"w"))


def epoch_body(
    control: ControlLog | None, readers: Iterable[DeviceId], *, space_id: bytes = b"", name: bytes = b""
) -> EpochBody:
    """Return the epoch that is due after this log, for these readers; without a log, epoch 0 of `space_id`."""
    number = 0 if control is None else len(control.epochs)
    is_share = control is not None and control.is_share
    prev = ZERO32 if control is None else control.head
    space = SpaceId(space_id) if control is None else control.space_id
    wanted = sorted(readers)
    commit = sha256(name + b"commit" + number.to_bytes(4, "big") + prev).digest()
    named = epoch_id(space, number, prev, commit, readers_hash(wanted))
    history = b"" if number == 0 or is_share else bytes(HISTORY_BYTES)
    wraps = [pretend_wrap(reader, commit) for reader in wanted]
    return EpochBody(number, named, commit, readers_hash(wanted), wraps, history)


@dataclass
class Writing:
    """A control log that tests write, statement by statement; `say` follows it, the others only put together."""

    crypto: Crypto
    first: DeviceKeys
    kit: DeviceKeys
    slot: DeviceKeys | None = None
    control: ControlLog = field(init=False)
    signed: list[SignedStatement] = field(default_factory=list[SignedStatement])

    def __post_init__(self) -> None:
        keys = (self.first.sign_pk, self.first.kem_pk, self.kit.sign_pk, self.kit.kem_pk)
        nonce = sha256(self.first.device_id).digest()
        founding = encoded(
            bodies.Founding(nonce, *keys)
            if self.slot is None
            else bodies.ShareFounding(nonce, *keys, self.slot.sign_pk)
        )
        epoch = epoch_body(None, [self.first.device_id, self.kit.device_id], space_id=space_id_of(founding))
        statement = bodies.genesis_statement(founding, encoded(epoch), self.first.device_id)
        self.signed.append(sign_statement(statement, self.first.signer))
        self.control = found(self.signed[0], self.crypto.check)

    def keys(self, name: str) -> DeviceKeys:
        """Return the keys of a device that follow from its name."""
        return keys_named(name, self.crypto)

    def statement(self, by: DeviceKeys, type_: StatementType, body: Wire | Sequence[Wire]) -> Statement:
        """Put a body where the next statement stands."""
        control = self.control
        return next_statement(control.space_id, control.index + 1, control.head, by.device_id, type_, encoded(body))

    def say(self, by: DeviceKeys, statement: Statement) -> ControlLog:
        """Sign a statement and follow it; raise `TheirFault` and change nothing if it is not valid."""
        signed = sign_statement(statement, by.signer)
        self.control = self.control.follow(signed, self.crypto.check)
        self.signed.append(signed)
        return self.control

    def follow(self, by: DeviceKeys, statement: Statement) -> ControlLog:
        """Return the log with this statement, and stay where we are."""
        return self.control.follow(sign_statement(statement, by.signer), self.crypto.check)

    # Bodies, right as they come.

    def proof(self, new: DeviceKeys) -> bytes:
        """Return a new device's word that it holds its key."""
        return new.signer.sign(possession_message(self.control.space_id, new.device_id))

    def admission(self, new: DeviceKeys, party: int = Party.OWNER) -> bodies.DeviceAdmitted:
        """Return what lets a device in."""
        epoch = self.control.epoch.body
        wraps = [pretend_wrap(new.device_id, epoch.commit)]
        return bodies.DeviceAdmitted(party, new.sign_pk, new.kem_pk, epoch.epoch_id, wraps, self.proof(new))

    def removal(
        self, gone: Iterable[DeviceId], cuts: Mapping[DeviceId, CutAt] | None = None, *, name: bytes = b""
    ) -> bodies.DeviceRemoved:
        """Return what shuts devices out, where `cuts` say or before their first segment."""
        named, ends = sorted(gone), {**self.control.cuts(), **(cuts or {})}
        cut_list = [bodies.Cut(device, *ends.get(device, NO_CUT)) for device in named]
        left = [device for device in self.control.members if device not in named]
        return bodies.DeviceRemoved(list(named), cut_list, encoded(epoch_body(self.control, left, name=name)))

    def renewal(self, old: DeviceKeys, new: DeviceKeys, cut: CutAt = NO_CUT) -> bodies.DeviceRenewed:
        """Return what lets a device go on as a new one."""
        epoch = self.control.epoch.body
        wraps = [pretend_wrap(new.device_id, epoch.commit)]
        return bodies.DeviceRenewed(
            old.device_id, new.sign_pk, new.kem_pk, *cut, epoch.epoch_id, wraps, self.proof(new)
        )

    def rotation(self, *, name: bytes = b"") -> EpochBody:
        """Return the next epoch for the readers there are."""
        return epoch_body(self.control, self.control.members, name=name)

    def new_kit(self, kit: DeviceKeys) -> bodies.RecoverySet:
        """Return what puts this kit in the place of the old one."""
        readers = [device for device in self.control.members if device != self.control.kit.device_id]
        epoch = encoded(epoch_body(self.control, [*readers, kit.device_id]))
        return bodies.RecoverySet(kit.sign_pk, kit.kem_pk, epoch, self.proof(kit))

    # Statements, said.

    def admit(self, by: DeviceKeys, new: DeviceKeys, party: Party = Party.OWNER) -> ControlLog:
        """Let a device in."""
        return self.say(by, self.statement(by, StatementType.DEVICE_ADMITTED, self.admission(new, party)))

    def remove(
        self, by: DeviceKeys, gone: Iterable[DeviceKeys], cuts: Mapping[DeviceId, CutAt] | None = None
    ) -> ControlLog:
        """Shut devices out."""
        body = self.removal([keys.device_id for keys in gone], cuts)
        return self.say(by, self.statement(by, StatementType.DEVICE_REMOVED, body))

    def renew(self, old: DeviceKeys, new: DeviceKeys, cut: CutAt = NO_CUT) -> ControlLog:
        """Let a device go on as a new one."""
        return self.say(old, self.statement(old, StatementType.DEVICE_RENEWED, self.renewal(old, new, cut)))

    def rotate(self, by: DeviceKeys) -> ControlLog:
        """Begin a new epoch."""
        return self.say(by, self.statement(by, StatementType.EPOCH, self.rotation()))

    def set_kit(self, by: DeviceKeys, kit: DeviceKeys) -> ControlLog:
        """Put a new recovery kit in the place of the old one."""
        return self.say(by, self.statement(by, StatementType.RECOVERY_SET, self.new_kit(kit)))

    def erase(self, by: DeviceKeys, *named: tuple[DeviceId, int]) -> ControlLog:
        """Drop bodies."""
        body = [bodies.ErasedBody(device, n) for device, n in sorted(named)]
        return self.say(by, self.statement(by, StatementType.ERASED, body))

    def close(self, by: DeviceKeys) -> ControlLog:
        """End the space."""
        return self.say(by, self.statement(by, StatementType.SPACE_CLOSED, bodies.SpaceClosed(1)))


def new_writing(name: str, crypto: Crypto, *, is_share: bool = False) -> Writing:
    """Found a space whose first device and kit follow from a name; a share has a slot too."""
    slot = keys_named(f"{name} slot", crypto) if is_share else None
    return Writing(crypto, keys_named(f"{name} first", crypto), keys_named(f"{name} kit", crypto), slot)
