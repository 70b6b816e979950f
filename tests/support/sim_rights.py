"""Who may read what in a simulated space, told from its statements by a second, plainer reckoning than the product's.

It checks no signature and no place: what it is given, somebody has accepted; the question is whether they should have.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec import msgpack

from whyward.protocol import bodies
from whyward.protocol.epochs import EpochBody
from whyward.protocol.ids import DeviceId
from whyward.protocol.statements import SignedStatement, StatementType, Wrap, decode_statement

_epoch = msgpack.Decoder(EpochBody).decode


@dataclass(frozen=True)
class Said:
    """What one statement changes: who comes, who goes, who is given a key, and which epoch begins."""

    type: str
    author: bytes
    comes: frozenset[bytes] = frozenset()
    goes: frozenset[bytes] = frozenset()
    cuts: dict[bytes, int] = field(default_factory=dict[bytes, int])
    wrapped_to: frozenset[bytes] = frozenset()
    epoch_id: bytes | None = None
    goes_kit: bool = False


@lru_cache(maxsize=4096)
def said(raw: bytes) -> Said:
    """Read a statement."""
    statement = decode_statement(raw)
    type_, body, author = statement.type, statement.body, statement.author
    match StatementType(type_):
        case StatementType.GENESIS:
            genesis, founding = bodies.decode_genesis(body)
            epoch = _epoch(genesis.epoch)
            comes = frozenset({founding.first_device, founding.recovery})
            return Said(type_, author, comes, wrapped_to=_to(epoch.wraps), epoch_id=epoch.epoch_id)
        case StatementType.DEVICE_ADMITTED:
            admitted = bodies.decode_admitted(body)
            return Said(type_, author, frozenset({admitted.device_id}), wrapped_to=_to(admitted.wraps))
        case StatementType.DEVICE_RENEWED:
            renewed = bodies.decode_renewed(body)
            cuts = {renewed.old_id: renewed.n}
            return Said(type_, author, frozenset({renewed.device_id}), cuts=cuts, wrapped_to=_to(renewed.wraps))
        case StatementType.DEVICE_REMOVED:
            removed, epoch = bodies.decode_removed(body), _epoch(bodies.decode_removed(body).epoch)
            cuts = {cut.device_id: cut.n for cut in removed.cuts}
            gone = frozenset(removed.device_ids)
            return Said(type_, author, frozenset(), gone, cuts, _to(epoch.wraps), epoch.epoch_id)
        case StatementType.EPOCH:
            epoch = _epoch(body)
            return Said(type_, author, wrapped_to=_to(epoch.wraps), epoch_id=epoch.epoch_id)
        case StatementType.RECOVERY_SET:
            kit, epoch = bodies.decode_recovery_set(body), _epoch(bodies.decode_recovery_set(body).epoch)
            comes = frozenset({kit.device_id})
            return Said(type_, author, comes, wrapped_to=_to(epoch.wraps), epoch_id=epoch.epoch_id, goes_kit=True)
        case _:
            return Said(type_, author)


def _to(wraps: Iterable[Wrap]) -> frozenset[bytes]:
    return frozenset(wrap.device_id for wrap in wraps)


@dataclass
class Rights:
    """Who is in, who was shut out, where series end, and who can read each epoch, after some statements."""

    members: set[bytes] = field(default_factory=set[bytes])
    gone: set[bytes] = field(default_factory=set[bytes])
    cuts: dict[bytes, int] = field(default_factory=dict[bytes, int])
    readers: dict[bytes, set[bytes]] = field(default_factory=dict[bytes, set[bytes]])
    epoch_id: bytes = b""
    kit: bytes = b""

    def hear(self, one: Said) -> None:
        """Take in one statement."""
        if one.goes_kit:
            self.gone.add(self.kit)
            self.members.discard(self.kit)
        if one.type == StatementType.GENESIS:
            self.kit = next(iter(one.comes - {one.author}))
        elif one.goes_kit:
            self.kit = next(iter(one.comes))
        self.members |= one.comes
        self.members -= one.goes
        self.gone |= one.goes
        for device, n in one.cuts.items():
            self.cuts.setdefault(device, n)
        if one.epoch_id is not None:
            self.epoch_id = one.epoch_id
            self.readers[one.epoch_id] = set()
        self.readers[self.epoch_id] |= one.wrapped_to

    def active(self) -> set[DeviceId]:
        """Return the devices that may write: in, not renewed, and not the kit."""
        return {DeviceId(device) for device in self.members if device not in self.cuts and device != self.kit}


def rights_after(statements: Sequence[SignedStatement]) -> Rights:
    """Reckon from the first statement on."""
    rights = Rights()
    for signed in statements:
        rights.hear(said(signed.raw))
    return rights
