"""A control log that says everything once, and a series of segments in it: the good inputs that fuzzing starts from.

Its epochs after the first are right in all that is public and hold no real wraps: nobody here opens them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tests.support.sim_device import SimCrypto
from tests.support.world import CRYPTO, SeededEntropy, Space, new_space
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.events.envelope import Event
from whyward.journal.plaintext import Batch, Head
from whyward.journal.seal import Place, seal
from whyward.protocol import bodies
from whyward.protocol.canonical import Wire, encoded
from whyward.protocol.epochs import HISTORY_BYTES, EpochBody, epoch_id, readers_hash
from whyward.protocol.ids import ZERO32, DeviceId
from whyward.protocol.limits import SUITE, VERSION, WRAP_BYTES
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import EMPTY, Segment, Tail
from whyward.protocol.statements import (
    Party,
    SignedStatement,
    Statement,
    StatementType,
    Wrap,
    possession_message,
    sign_statement,
)

SPACE: Space = new_space("fuzz", SimCrypto())
"""Its wraps come from the seed too, so that what is kept of it stays good in every process."""

_DICE = SeededEntropy("fuzz-chain")
PHONE, LATER, KIT = (new_keys(_DICE, CRYPTO) for _ in range(3))


@dataclass(frozen=True)
class Said:
    """A statement, the log that it follows, and the log that it gives."""

    type: StatementType
    signed: SignedStatement
    before: ControlLog
    after: ControlLog


@cache
def chain() -> tuple[Said, ...]:
    """Say each type once, in an order that the rules allow; the genesis is the space's own."""
    said: list[Said] = []

    def say(type_: StatementType, author: DeviceKeys, body: bytes) -> None:
        log = said[-1].after if said else SPACE.control
        raw = Statement(VERSION, SUITE, log.space_id, log.index + 1, log.head, author.device_id, type_, body)
        signed = sign_statement(raw, author.signer)
        said.append(Said(type_, signed, log, log.follow(signed, CRYPTO.check)))

    def log() -> ControlLog:
        return said[-1].after if said else SPACE.control

    me = SPACE.device
    say(StatementType.DEVICE_ADMITTED, me, _admitted(SPACE.control, PHONE))
    say(StatementType.EPOCH, PHONE, _epoch(log(), log().members.keys()))
    say(StatementType.DEVICE_RENEWED, PHONE, _renewed(log(), PHONE, LATER))
    gone = sorted((PHONE.device_id, LATER.device_id))
    left = log().members.keys() - set(gone)
    cuts = [bodies.Cut(device, 3, b"p" * 32) if device == PHONE.device_id else _no_cut(device) for device in gone]
    removed = bodies.DeviceRemoved(list[bytes](gone), cuts, _epoch(log(), left))
    say(StatementType.DEVICE_REMOVED, me, encoded(removed))
    readers = {me.device_id, KIT.device_id}
    say(
        StatementType.RECOVERY_SET,
        me,
        encoded(bodies.RecoverySet(KIT.sign_pk, KIT.kem_pk, _epoch(log(), readers), _proof(KIT))),
    )
    say(StatementType.ERASED, me, encoded([bodies.ErasedBody(me.device_id, n) for n in (1, 300)]))
    say(StatementType.SPACE_CLOSED, me, encoded(bodies.SpaceClosed(1)))
    return tuple(said)


def _no_cut(device: DeviceId) -> bodies.Cut:
    return bodies.Cut(device, 0, ZERO32)


def _proof(keys: DeviceKeys) -> bytes:
    return keys.signer.sign(possession_message(SPACE.space_id, keys.device_id))


def _admitted(log: ControlLog, new: DeviceKeys) -> bytes:
    wraps = [Wrap(new.device_id, bytes(WRAP_BYTES))]
    return _body(
        bodies.DeviceAdmitted(Party.OWNER, new.sign_pk, new.kem_pk, log.epoch.body.epoch_id, wraps, _proof(new))
    )


def _renewed(log: ControlLog, old: DeviceKeys, new: DeviceKeys) -> bytes:
    wraps = [Wrap(new.device_id, bytes(WRAP_BYTES))]
    place = (old.device_id, new.sign_pk, new.kem_pk, 3, b"p" * 32)
    return _body(bodies.DeviceRenewed(*place, log.epoch.body.epoch_id, wraps, _proof(new)))


def _body(body: Wire) -> bytes:
    return encoded(body)


def _epoch(log: ControlLog, readers: Iterable[DeviceId]) -> bytes:
    wanted = sorted(readers)
    number, commit, read_by = len(log.epochs), bytes([len(log.epochs)]) * 32, readers_hash(wanted)
    wraps = [Wrap(reader, bytes(WRAP_BYTES)) for reader in wanted]
    name = epoch_id(log.space_id, number, log.head, commit, read_by)
    return encoded(EpochBody(number, name, commit, read_by, wraps, bytes(HISTORY_BYTES)))


BATCHES = (
    Batch((), (Event(bytes(16), "made-up.1", 5 << 16, 5, -300, bytes(16), b"\x80"),)),
    Batch(
        (Head(b"h" * 32, 300, b"x" * 32),),
        tuple(Event(bytes([n]) * 16, "win-noticed.1", n << 16, n, 60, bytes(16), b"\x80" * 40) for n in range(1, 9)),
    ),
    Batch((), ()),
)


@cache
def series() -> tuple[Segment, ...]:
    """Seal three segments of the first device, one after the other."""
    made: list[Segment] = []
    tail = EMPTY
    for batch in BATCHES:
        place = Place(SPACE.space_id, SPACE.device.device_id, tail.n + 1, tail.hash, 0, SPACE.control.head)
        segment, hash_ = seal(batch, place, SPACE.epoch, signer=SPACE.device.signer, crypto=CRYPTO, dice=bytes(32))
        made.append(segment)
        tail = Tail(place.n, hash_)
    return tuple(made)
