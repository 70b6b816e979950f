"""The control log, folded: who may read and write in a space, decided from genesis and from nothing else.

Rule 1: a statement is valid only by the statements before it, never by anybody's word.
Rule 2: a `ControlLog` never changes; following one more statement gives a new one.
"""

from dataclasses import dataclass, field, replace

from whyward.protocol.epochs import EpochBody, decode_epoch
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import ZERO32, DeviceId, SpaceId, device_id_of, space_id_of
from whyward.protocol.limits import DEVICES_PER_PARTY_MAX, STATEMENTS_MAX, WRAP_BYTES
from whyward.protocol.signatures import Check
from whyward.protocol.statements import (
    Party,
    SignedStatement,
    Statement,
    StatementType,
    Wrap,
    decode_admitted,
    decode_genesis,
    decode_statement,
    possession_message,
    signed_message,
    statement_hash,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A device of the space, and the index of the statement that let it in."""

    device_id: DeviceId
    party: Party
    sign_pk: bytes
    kem_pk: bytes
    since: int


@dataclass(frozen=True, slots=True)
class EpochSeen:
    """An epoch, the index of its statement, and every wrap of it known so far (later admissions add theirs)."""

    body: EpochBody
    since: int
    wrap_by_device: dict[DeviceId, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ControlLog:
    """A verified control log: its head, its members, its epochs."""

    space_id: SpaceId
    hashes: tuple[bytes, ...]
    members: dict[DeviceId, Member]
    epochs: tuple[EpochSeen, ...]

    @property
    def index(self) -> int:
        """The index of the last statement."""
        return len(self.hashes) - 1

    @property
    def head(self) -> bytes:
        """The hash of the last statement."""
        return self.hashes[-1]

    @property
    def epoch(self) -> EpochSeen:
        """The epoch to seal under now."""
        return self.epochs[-1]

    def readers(self) -> list[DeviceId]:
        """All who may read: every active device, the recovery kit among them."""
        return sorted(self.members)

    def writers(self) -> list[DeviceId]:
        """All who may have a series of segments: every active device but the recovery kit."""
        return sorted(device for device, member in self.members.items() if member.party is not Party.RECOVERY)

    def epoch_at(self, index: int) -> EpochSeen:
        """Return the epoch to seal under for one who knows the log up to `index`."""
        return next(epoch for epoch in reversed(self.epochs) if epoch.since <= index)

    def follow(self, signed: SignedStatement, check: Check) -> "ControlLog":
        """Return the log with one more statement, or raise `TheirFault` and leave this one as it is."""
        statement = decode_statement(signed.raw)
        self._check_place(statement)
        author = self.members.get(DeviceId(statement.author))
        if author is None:
            raise TheirFault("the statement's author is not a device of this space", code=Code.NOT_ALLOWED)
        if not check(author.sign_pk, signed_message(signed.raw), signed.signature):
            raise TheirFault("the statement's signature is not its author's", code=Code.BAD_SIGNATURE)
        follow = {StatementType.DEVICE_ADMITTED: self._admitted}.get(StatementType(statement.type))
        if follow is None:
            raise TheirFault("a space is founded only once", code=Code.NOT_ALLOWED)
        return replace(follow(statement, author, check), hashes=(*self.hashes, statement_hash(signed.raw)))

    def _check_place(self, statement: Statement) -> None:
        if statement.space_id != self.space_id:
            raise TheirFault("a statement of another space", code=Code.WRONG_PLACE)
        if statement.index != len(self.hashes):
            text = f"statement {statement.index} where {len(self.hashes)} is due"
            raise TheirFault(text, code=Code.CONTROL_MOVED)
        if statement.prev != self.head:
            raise TheirFault("the statement follows another control log", code=Code.CONTROL_FORKED)
        if statement.index >= STATEMENTS_MAX:
            raise TheirFault("the control log is full", code=Code.FULL)

    def _admitted(self, statement: Statement, author: Member, check: Check) -> "ControlLog":
        body = decode_admitted(statement.body)
        device = body.device_id
        if body.party not in {Party.OWNER, Party.GUEST}:
            raise TheirFault("only an owner's or a guest's device is admitted", code=Code.NOT_ALLOWED)
        party = Party(body.party)
        if author.party not in {party, Party.RECOVERY}:
            raise TheirFault("a device is admitted by one of its own party, or by recovery", code=Code.NOT_ALLOWED)
        if device in self.members:
            raise TheirFault("this device is in the space already", code=Code.NOT_ALLOWED)
        if sum(member.party is party for member in self.members.values()) >= DEVICES_PER_PARTY_MAX:
            raise TheirFault(f"a party has at most {DEVICES_PER_PARTY_MAX} devices", code=Code.FULL)
        if not check(body.sign_pk, possession_message(self.space_id, device), body.proof):
            raise TheirFault("the new device does not prove that it holds its key", code=Code.BAD_PROOF)
        if body.epoch_id != self.epoch.body.epoch_id or not _is_one_wrap(body.wraps, device):
            raise TheirFault("the new device needs one wrap of the current epoch", code=Code.BAD_EPOCH)
        member = Member(device, party, body.sign_pk, body.kem_pk, statement.index)
        wraps = {**self.epoch.wrap_by_device, device: body.wraps[0].sealed}
        return replace(
            self,
            members={**self.members, device: member},
            epochs=(*self.epochs[:-1], replace(self.epoch, wrap_by_device=wraps)),
        )


def _is_one_wrap(wraps: list[Wrap], device: DeviceId) -> bool:
    return len(wraps) == 1 and wraps[0].device_id == device and len(wraps[0].sealed) == WRAP_BYTES


def found(signed: SignedStatement, check: Check) -> ControlLog:
    """Start a control log from its genesis, or raise `TheirFault`."""
    statement = decode_statement(signed.raw)
    if statement.type != StatementType.GENESIS or statement.index != 0 or statement.prev != ZERO32:
        raise TheirFault("a control log starts with its genesis", code=Code.WRONG_PLACE)
    genesis, founding = decode_genesis(statement.body)
    space_id = space_id_of(genesis.founding)
    first, recovery = founding.first_device, founding.recovery
    if statement.space_id != space_id:
        raise TheirFault("the space's id does not follow from its founding", code=Code.WRONG_PLACE)
    if statement.author != first or first == recovery:
        raise TheirFault("a genesis is made by the space's first device", code=Code.NOT_ALLOWED)
    if not check(founding.sign_pk, signed_message(signed.raw), signed.signature):
        raise TheirFault("the genesis is not signed by the space's first device", code=Code.BAD_SIGNATURE)
    members = {
        first: Member(first, Party.OWNER, founding.sign_pk, founding.kem_pk, 0),
        recovery: Member(
            device_id_of(founding.recovery_sign_pk, founding.recovery_kem_pk),
            Party.RECOVERY,
            founding.recovery_sign_pk,
            founding.recovery_kem_pk,
            0,
        ),
    }
    body = decode_epoch(genesis.epoch, space_id=space_id, number=0, prev_stmt_hash=ZERO32, readers=members)
    wraps = {DeviceId(wrap.device_id): wrap.sealed for wrap in body.wraps}
    return ControlLog(space_id, (statement_hash(signed.raw),), members, (EpochSeen(body, 0, wraps),))
