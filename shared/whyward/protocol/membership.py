"""The control log, folded: who may read and write in a space, decided from genesis and from nothing else.

Rule 1: a statement is valid only by the statements before it, never by anybody's word (who may say it: `rights`).
Rule 2: a `ControlLog` never changes; following one more statement gives a new one.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from whyward.protocol import bodies
from whyward.protocol.epochs import decode_epoch
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import ZERO32, DeviceId, SpaceId, device_id_of, space_id_of
from whyward.protocol.limits import DEVICES_PER_PARTY_MAX, STATEMENTS_MAX, WRAP_BYTES
from whyward.protocol.members import CutAt, EpochSeen, Member, Standing
from whyward.protocol.rights import may_admit, may_erase, may_remove
from whyward.protocol.signatures import Check
from whyward.protocol.statements import (
    Party,
    SignedStatement,
    Statement,
    StatementType,
    Wrap,
    decode_statement,
    possession_message,
    signed_message,
    statement_hash,
)


@dataclass(frozen=True, slots=True)
class ControlLog:
    """A verified control log: its head, its members, its epochs.

    `members` are the readers: active devices, renewed ones and the recovery kit; `former` are those removed.
    `slot_pk` is the key that letters to a share's owner are signed with; a personal space has none.
    """

    space_id: SpaceId
    hashes: tuple[bytes, ...]
    members: dict[DeviceId, Member]
    epochs: tuple[EpochSeen, ...]
    former: dict[DeviceId, Member] = field(default_factory=dict[DeviceId, Member])
    erased: dict[DeviceId, frozenset[int]] = field(default_factory=dict[DeviceId, frozenset[int]])
    closed_at: int | None = None
    slot_pk: bytes | None = None

    @property
    def is_share(self) -> bool:
        """Whether this is the space of a share: of an owner and a guest, and without a history of keys."""
        return self.slot_pk is not None

    @property
    def has_guests(self) -> bool:
        """Whether a device of the guest can read."""
        return any(member.party is Party.GUEST for member in self.members.values())

    @property
    def had_guests(self) -> bool:
        """Whether a device of the guest is or ever was in the space."""
        return self.has_guests or any(member.party is Party.GUEST for member in self.former.values())

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

    @property
    def kit(self) -> Member:
        """The recovery kit that counts now."""
        return next(member for member in self.members.values() if member.party is Party.RECOVERY)

    def readers(self) -> list[DeviceId]:
        """All who may read: every device that is not removed, the recovery kit among them."""
        return sorted(self.members)

    def writers(self) -> list[DeviceId]:
        """All who may go on with a series of segments: every active device but the recovery kit."""
        return sorted(id_ for id_, member in self.members.items() if member.is_active and not _is_kit(member))

    def known(self, device: DeviceId) -> Member | None:
        """Return a device that is or was in the space."""
        return self.members.get(device) or self.former.get(device)

    def cut_of(self, device: DeviceId) -> CutAt | None:
        """Return where a device's series ends, if it was removed or renewed."""
        member = self.known(device)
        return None if member is None else member.cut

    def cuts(self) -> dict[DeviceId, CutAt]:
        """Return where the series of removed and renewed devices end."""
        everybody = (*self.members.values(), *self.former.values())
        return {member.device_id: member.cut for member in everybody if member.cut is not None}

    def epoch_at(self, index: int) -> EpochSeen:
        """Return the epoch to seal under for one who knows the log up to `index`."""
        return self.epochs[bisect_right(self.epochs, index, key=lambda epoch: epoch.since) - 1]

    def follow(self, signed: SignedStatement, check: Check) -> "ControlLog":
        """Return the log with one more statement, or raise `TheirFault` and leave this one as it is."""
        statement = decode_statement(signed.raw)
        self._check_place(statement)
        author = self.members.get(DeviceId(statement.author))
        if author is None:
            raise TheirFault("the statement's author is not a device of this space", code=Code.NOT_ALLOWED)
        if not check(author.sign_pk, signed_message(signed.raw), signed.signature):
            raise TheirFault("the statement's signature is not its author's", code=Code.BAD_SIGNATURE)
        followed = self._followed(statement, author, check)
        return replace(followed, hashes=(*self.hashes, statement_hash(signed.raw)))

    def _check_place(self, statement: Statement) -> None:
        if statement.space_id != self.space_id:
            raise TheirFault("a statement of another space", code=Code.WRONG_PLACE)
        if statement.index != len(self.hashes):
            text = f"statement {statement.index} where {len(self.hashes)} is due"
            raise TheirFault(text, code=Code.CONTROL_MOVED)
        if statement.prev != self.head:
            raise TheirFault("the statement follows another control log", code=Code.CONTROL_FORKED)
        if self.closed_at is not None:
            raise TheirFault("the space is closed", code=Code.CLOSED)
        if statement.index >= STATEMENTS_MAX:
            raise TheirFault("the control log is full", code=Code.FULL)

    def _followed(self, statement: Statement, author: Member, check: Check) -> "ControlLog":
        type_ = StatementType(statement.type)
        if type_ is StatementType.DEVICE_RENEWED:
            return self._renewed(statement, author, check)
        if not author.is_active:
            raise TheirFault("a renewed device can only renew itself again", code=Code.NOT_ALLOWED)
        match type_:
            case StatementType.DEVICE_ADMITTED:
                return self._admitted(statement, author, check)
            case StatementType.DEVICE_REMOVED:
                return self._removed(statement, author)
            case StatementType.ERASED:
                return self._erased(statement, author)
            case StatementType.GENESIS:
                raise TheirFault("a space is founded only once", code=Code.NOT_ALLOWED)
            case _:
                pass
        if not author.is_owner:
            raise TheirFault("only a device of the space's owner may say this", code=Code.NOT_ALLOWED)
        if type_ is StatementType.EPOCH:
            return self._with_epoch(statement, statement.body, self.members)
        if type_ is StatementType.RECOVERY_SET:
            return self._recovery_set(statement, check)
        bodies.decode_closed(statement.body)
        return replace(self, closed_at=statement.index)

    def _admitted(self, statement: Statement, author: Member, check: Check) -> "ControlLog":
        body = bodies.decode_admitted(statement.body)
        if body.party not in {Party.OWNER, Party.GUEST}:
            raise TheirFault("only an owner's or a guest's device is admitted", code=Code.NOT_ALLOWED)
        party = Party(body.party)
        if not may_admit(author, party, is_share=self.is_share, had_guests=self.had_guests):
            raise TheirFault("this device is not the author's to let in", code=Code.NOT_ALLOWED)
        member = Member(body.device_id, party, body.sign_pk, body.kem_pk, statement.index, author.device_id)
        return self._with_device(member, body, check)

    def _renewed(self, statement: Statement, author: Member, check: Check) -> "ControlLog":
        body = bodies.decode_renewed(statement.body)
        if body.old_id != author.device_id or _is_kit(author):
            raise TheirFault("a device is renewed by itself and by nobody else", code=Code.NOT_ALLOWED)
        cut = CutAt(body.n, body.hash)
        if author.cut not in {None, cut}:
            raise TheirFault("a device that renews itself again keeps its cut", code=Code.NOT_ALLOWED)
        until = statement.index if author.until is None else author.until
        old = replace(author, standing=Standing.RENEWED, until=until, cut=cut)
        by, keys = author.device_id, (body.sign_pk, body.kem_pk)
        new = Member(body.device_id, author.party, *keys, statement.index, by, renewed_from=by)
        with_new = self._with_device(new, body, check)
        return replace(with_new, members={**with_new.members, old.device_id: old})

    def _with_device(
        self, member: Member, body: bodies.DeviceAdmitted | bodies.DeviceRenewed, check: Check
    ) -> "ControlLog":
        device = member.device_id
        self._check_new(device, member.sign_pk, body.proof, check)
        if sum(other.party is member.party for other in self.members.values()) >= DEVICES_PER_PARTY_MAX:
            raise TheirFault(f"a party has at most {DEVICES_PER_PARTY_MAX} devices", code=Code.FULL)
        if body.epoch_id != self.epoch.body.epoch_id or not _is_one_wrap(body.wraps, device):
            raise TheirFault("the new device needs one wrap of the current epoch", code=Code.BAD_EPOCH)
        wraps = {**self.epoch.wrap_by_device, device: body.wraps[0].sealed}
        epochs = (*self.epochs[:-1], replace(self.epoch, wrap_by_device=wraps))
        return replace(self, members={**self.members, device: member}, epochs=epochs)

    def _check_new(self, device: DeviceId, sign_pk: bytes, proof: bytes, check: Check) -> None:
        if self.known(device) is not None:
            raise TheirFault("this device is or was in the space already", code=Code.NOT_ALLOWED)
        if not check(sign_pk, possession_message(self.space_id, device), proof):
            raise TheirFault("the new device does not prove that it holds its key", code=Code.BAD_PROOF)

    def _removed(self, statement: Statement, author: Member) -> "ControlLog":
        body = bodies.decode_removed(statement.body)
        gone: dict[DeviceId, Member] = {}
        for cut in body.cuts:
            device = DeviceId(cut.device_id)
            member = self.members.get(device)
            if member is None or not may_remove(author, member):
                raise TheirFault("this device is not the author's to remove", code=Code.NOT_ALLOWED)
            if member.cut not in {None, (cut.n, cut.hash)}:
                raise TheirFault("a renewed device keeps the cut of its renewal", code=Code.NOT_ALLOWED)
            until = statement.index if member.until is None else member.until
            gone[device] = replace(member, standing=Standing.REMOVED, until=until, cut=CutAt(cut.n, cut.hash))
        for member in gone.values():
            if member.renewed_from in self.members and member.renewed_from not in gone:
                raise TheirFault("a removal names the device that this one was renewed from", code=Code.NOT_ALLOWED)
        left = {device: member for device, member in self.members.items() if device not in gone}
        if not any(member.is_owner for member in left.values()):
            raise TheirFault("one active device of the owner must be left", code=Code.NOT_ALLOWED)
        return replace(self._with_epoch(statement, body.epoch, left), former={**self.former, **gone})

    def _recovery_set(self, statement: Statement, check: Check) -> "ControlLog":
        body = bodies.decode_recovery_set(statement.body)
        self._check_new(body.device_id, body.sign_pk, body.proof, check)
        by = DeviceId(statement.author)
        kit = Member(body.device_id, Party.RECOVERY, body.sign_pk, body.kem_pk, statement.index, by)
        old = replace(self.kit, standing=Standing.REMOVED, until=statement.index)
        members = {device: member for device, member in self.members.items() if device != old.device_id}
        members[kit.device_id] = kit
        return replace(self._with_epoch(statement, body.epoch, members), former={**self.former, old.device_id: old})

    def _erased(self, statement: Statement, author: Member) -> "ControlLog":
        named: dict[DeviceId, set[int]] = {}
        for entry in bodies.decode_erased(statement.body):
            device = DeviceId(entry.device_id)
            member = self.known(device)
            if member is None or _is_kit(member):
                raise TheirFault("an erasure of a device that never was in the space", code=Code.NOT_ALLOWED)
            if not may_erase(author, member):
                raise TheirFault("this record is not the author's to erase", code=Code.NOT_ALLOWED)
            named.setdefault(device, set()).add(entry.n)
        fresh = {device: self.erased.get(device, frozenset()) | numbers for device, numbers in named.items()}
        return replace(self, erased={**self.erased, **fresh})

    def _with_epoch(self, statement: Statement, raw: bytes, members: dict[DeviceId, Member]) -> "ControlLog":
        """Begin an epoch that these members, and only these, can read."""
        body = decode_epoch(
            raw,
            space_id=self.space_id,
            number=len(self.epochs),
            prev_stmt_hash=statement.prev,
            readers=members,
            is_share=self.is_share,
        )
        seen = EpochSeen(body, statement.index, _wraps(body.wraps))
        return replace(self, members=members, epochs=(*self.epochs, seen))


def _is_kit(member: Member) -> bool:
    return member.party is Party.RECOVERY


def _is_one_wrap(wraps: list[Wrap], device: DeviceId) -> bool:
    return len(wraps) == 1 and wraps[0].device_id == device and len(wraps[0].sealed) == WRAP_BYTES


def _wraps(wraps: Iterable[Wrap]) -> dict[DeviceId, bytes]:
    return {DeviceId(wrap.device_id): wrap.sealed for wrap in wraps}


def found(signed: SignedStatement, check: Check) -> ControlLog:
    """Start a control log from its genesis, or raise `TheirFault`."""
    statement = decode_statement(signed.raw)
    if statement.type != StatementType.GENESIS or statement.index != 0 or statement.prev != ZERO32:
        raise TheirFault("a control log starts with its genesis", code=Code.WRONG_PLACE)
    genesis, founding = bodies.decode_genesis(statement.body)
    space_id = space_id_of(genesis.founding)
    first, recovery = founding.first_device, founding.recovery
    if statement.space_id != space_id:
        raise TheirFault("the space's id does not follow from its founding", code=Code.WRONG_PLACE)
    if statement.author != first or first == recovery:
        raise TheirFault("a genesis is made by the space's first device", code=Code.NOT_ALLOWED)
    if not check(founding.sign_pk, signed_message(signed.raw), signed.signature):
        raise TheirFault("the genesis is not signed by the space's first device", code=Code.BAD_SIGNATURE)
    kit_keys = founding.recovery_sign_pk, founding.recovery_kem_pk
    members = {
        first: Member(first, Party.OWNER, founding.sign_pk, founding.kem_pk, 0, first),
        recovery: Member(device_id_of(*kit_keys), Party.RECOVERY, *kit_keys, 0, recovery),
    }
    slot_pk = founding.slot_pk if isinstance(founding, bodies.ShareFounding) else None
    is_share = slot_pk is not None
    body = decode_epoch(
        genesis.epoch, space_id=space_id, number=0, prev_stmt_hash=ZERO32, readers=members, is_share=is_share
    )
    epochs = (EpochSeen(body, 0, _wraps(body.wraps)),)
    return ControlLog(space_id, (statement_hash(signed.raw),), members, epochs, slot_pk=slot_pk)
