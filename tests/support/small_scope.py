"""A small world of control operations, whole: three devices, a recovery kit, one relay, and every step there is.

The control log and the relay's compare-and-set are the real ones; signatures are hashes and wraps are names, so that
hundreds of thousands of states fit into a test. It knows what can happen; `small_scope_search` lets all of it happen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tests.support.control_writing import Writing, keys_named
from tests.support.quick_suite import QUICK
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.bodies import SpaceClosed
from whyward.protocol.canonical import Wire
from whyward.protocol.epochs import readers_hash
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Hello, Prove, RelayLimits, Statements, proof_message
from whyward.protocol.ids import DeviceId
from whyward.protocol.members import Member
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.relay_effects import StoreStatements
from whyward.protocol.relay_session import RelaySession
from whyward.protocol.spaces import SpaceView
from whyward.protocol.statements import Party, SignedStatement, StatementType, sign_statement

SLOTS = range(3)
_HOST = "relay.example"
_NONCE = bytes(32)


class Wish(NamedTuple):
    """What a device's person wants of the control log; `target` is the slot it is about, or its own."""

    kind: StatementType
    target: int


class Said(NamedTuple):
    """A wish put into a statement, on the head of one log."""

    signed: SignedStatement
    after: ControlLog


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a wish makes no sense (any more)."""

    code: Code


class SmallWorld:
    """All keys and logs of one enumeration, each made once; a log is named by its head."""

    def __init__(self, admitted: int) -> None:
        """Found a space whose first device sits in slot 0, and admit as many slots as said."""
        self._keys: dict[str, DeviceKeys] = {}
        self._slot: dict[DeviceId, int] = {}
        self._name: dict[DeviceId, str] = {}
        self._said: dict[tuple[bytes, str, Wish], Said | Refusal] = {}
        self._answers: dict[tuple[bytes, bytes, int], StoreStatements | Code | None] = {}
        self._session: dict[str, RelaySession] = {}
        self._relay = QUICK.signer(b"relay".ljust(32))
        self._writing = Writing(QUICK, self.keys("0.first", 0), self.keys("kit", -1))
        self.control = {self._writing.control.head: self._writing.control}
        self.signed = {self._writing.control.head: self._writing.signed[0]}
        heads = [self._writing.control.head]
        for slot in range(1, admitted):
            said = self.said(heads[-1], "0.first", Wish(StatementType.DEVICE_ADMITTED, slot))
            assert isinstance(said, Said)
            heads.append(said.after.head)
        self.start = tuple(heads)

    def keys(self, name: str, slot: int) -> DeviceKeys:
        """Return the keys of this name, which belong to this slot."""
        if name not in self._keys:
            keys = self._keys[name] = keys_named(name, QUICK)
            self._slot[keys.device_id], self._name[keys.device_id] = slot, name
        return self._keys[name]

    def name(self, device: DeviceId) -> str:
        """Return the name of a device's keys."""
        return self._name[device]

    def readers(self, head: bytes, slot: int) -> list[Member]:
        """Return the devices of a slot that are not removed, in the order in which they came."""
        members = self.control[head].members.values()
        return [member for member in members if self._slot[member.device_id] == slot]

    def newest(self, head: bytes, slot: int) -> str | None:
        """Return the name of a slot's active device."""
        active = [member for member in self.readers(head, slot) if member.is_active]
        return self.name(active[-1].device_id) if active else None

    def wishes(self, head: bytes, slot: int) -> Iterator[Wish]:
        """Every wish that a person in this slot could have, in sight of this log."""
        for other in SLOTS:
            if not self.readers(head, other):
                yield Wish(StatementType.DEVICE_ADMITTED, other)
            elif other != slot:
                yield Wish(StatementType.DEVICE_REMOVED, other)
        yield Wish(StatementType.DEVICE_RENEWED, slot)
        yield Wish(StatementType.EPOCH, slot)
        yield Wish(StatementType.RECOVERY_SET, slot)
        yield Wish(StatementType.SPACE_CLOSED, slot)

    def said(self, head: bytes, by: str, wish: Wish) -> Said | Refusal:
        """Put a wish into a statement right after this head, or say why that makes no sense there."""
        place = (head, by, wish)
        if place not in self._said:
            self._said[place] = self._say(head, by, wish)
        return self._said[place]

    def _say(self, head: bytes, by: str, wish: Wish) -> Said | Refusal:
        writing, control, author = self._writing, self.control[head], self._keys[by]
        writing.control = control
        gone = [member.device_id for member in self.readers(head, wish.target)]
        if wish.kind is StatementType.DEVICE_REMOVED and not gone:
            return Refusal(Code.REMOVED)
        if wish.kind is StatementType.DEVICE_ADMITTED and gone:
            return Refusal(Code.NOT_ALLOWED)
        body = self._body(wish, author, gone, f"{wish.target}.{control.index}.{by}")
        signed = sign_statement(writing.statement(author, wish.kind, body), author.signer)
        try:
            after = control.follow(signed, QUICK.check)
        except TheirFault as fault:
            return Refusal(fault.code)
        self.control[after.head], self.signed[after.head] = after, signed
        return Said(signed, after)

    def _body(self, wish: Wish, author: DeviceKeys, gone: list[DeviceId], name: str) -> Wire:
        writing = self._writing
        match wish.kind:
            case StatementType.DEVICE_ADMITTED:
                return writing.admission(self.keys(name, wish.target), Party.OWNER)
            case StatementType.DEVICE_REMOVED:
                return writing.removal(gone)
            case StatementType.DEVICE_RENEWED:
                return writing.renewal(author, self.keys(name, wish.target))
            case StatementType.RECOVERY_SET:
                return writing.new_kit(self.keys(f"kit {name}", -1))
            case StatementType.SPACE_CLOSED:
                return SpaceClosed(1)
            case _:
                return writing.rotation()

    def put(self, relay_head: bytes, by: str, signed: SignedStatement, index: int) -> StoreStatements | Code | None:
        """Offer a statement to the relay, which holds this log: stored, refused with a code, or kept already (None)."""
        place = (relay_head, signed.signature, index)
        if place not in self._answers:
            self._answers[place] = self._put(relay_head, by, signed, index)
        return self._answers[place]

    def _put(self, relay_head: bytes, by: str, signed: SignedStatement, index: int) -> StoreStatements | Code | None:
        control = self.control[relay_head]
        offer = Statements(control.space_id, index, [signed])
        try:
            (effect,) = self._proven(by).receive(offer, SpaceView(control))
        except TheirFault as fault:
            return fault.code
        return effect if isinstance(effect, StoreStatements) else None

    def _proven(self, by: str) -> RelaySession:
        """Return the relay's end of a connection on which this device proved itself while it was in the space."""
        if by not in self._session:
            keys = self._keys[by]
            control = next(log for log in self.control.values() if keys.device_id in log.members)
            session = RelaySession(
                host=_HOST, signer=self._relay, check=QUICK.check, nonce=_NONCE, limits=RelayLimits(1, 1, 1)
            )
            message = proof_message(
                relay_pk=self._relay.public_key,
                host=_HOST,
                device_nonce=_NONCE,
                relay_nonce=_NONCE,
                space_id=control.space_id,
                device_id=keys.device_id,
            )
            session.receive(Hello(1, _NONCE), None)
            prove = Prove(control.space_id, keys.device_id, keys.sign_pk, keys.signer.sign(message))
            session.receive(prove, SpaceView(control))
            self._session[by] = session
        return self._session[by]


def check_log(world: SmallWorld, chain: tuple[bytes, ...]) -> None:
    """Hold one log against what must be true of every log, whoever reads it."""
    control = world.control[chain[-1]]
    assert control.hashes[-len(chain) :] == chain, "the log is one line"
    again: ControlLog = found(world.signed[chain[0]], QUICK.check)
    for head in chain[1:]:
        again = again.follow(world.signed[head], QUICK.check)
    assert again == control, "all who hold the same log see the same space"
    readers, epoch = set(control.members), control.epoch
    assert set(epoch.wrap_by_device) == readers, "every reader can open the current epoch: nobody is locked out"
    assert not readers & control.former.keys()
    assert any(member.is_owner for member in control.members.values()), "somebody may say everything"
    for seen in control.epochs:
        gone = world.control[chain[seen.since]].former.keys()
        assert not gone & seen.wrap_by_device.keys(), "no key is wrapped for a device that is removed by then"
    named = [wrap.device_id for wrap in epoch.body.wraps]
    assert epoch.body.readers_hash == readers_hash(named)  # type: ignore[arg-type]  # wraps name devices
    assert [seen.body.number for seen in control.epochs] == list(range(len(control.epochs)))
