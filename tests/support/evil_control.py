"""A relay that meddles with who belongs: statements of its own making, replayed, hidden, or with a reader left out.

It holds no device's key, but may have got hold of a removed one's.
"""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from tests.support.evil_attack import Attack, Link
from tests.support.evil_spoils import DICE, Spoils
from whyward.protocol.bodies import DeviceAdmitted, DeviceRemoved
from whyward.protocol.canonical import Shape, encoded
from whyward.protocol.epochs import EpochBody
from whyward.protocol.frames import News, Segments, State, Statements, TailEntry, ToDevice, ToRelay, Want
from whyward.protocol.ids import CONTROL, DeviceId, SpaceId, device_id_of
from whyward.protocol.limits import KEM_KEY_BYTES, STATEMENT_BYTES_MAX, WRAP_BYTES
from whyward.protocol.segments import Segment, decode_header, segment_hash
from whyward.protocol.signatures import Signer
from whyward.protocol.statements import (
    Party,
    SignedStatement,
    Statement,
    StatementType,
    Wrap,
    decode_statement,
    next_statement,
    possession_message,
    sign_statement,
    statement_hash,
)

_INTRUDER_KEM = bytes([7]) * KEM_KEY_BYTES
INTRUDER = device_id_of(DICE.public_key, _INTRUDER_KEM)
"""The device that the relay would add."""

Forge = Callable[[Spoils, SpaceId], SignedStatement]

_REMOVED = Shape(DeviceRemoved, name="removed", bytes_max=STATEMENT_BYTES_MAX)
_EPOCH = Shape(EpochBody, name="epoch", bytes_max=STATEMENT_BYTES_MAX)


def first_device(spoils: Spoils, space_id: SpaceId) -> DeviceId:
    """Return who founded a space."""
    return DeviceId(decode_statement(spoils.control[space_id][0].raw).author)


def admission(spoils: Spoils, space_id: SpaceId, author: DeviceId, signer: Signer) -> SignedStatement:
    """Make a statement that lets the intruder in, right in everything but its author's right and signature."""
    control = spoils.control[space_id]
    epoch_id = decode_header(max(spoils.series[space_id].values(), key=len)[-1].header)[1].epoch_id
    proof = DICE.sign(possession_message(space_id, INTRUDER))
    wraps = [Wrap(INTRUDER, bytes(WRAP_BYTES))]
    body = DeviceAdmitted(Party.OWNER, DICE.public_key, _INTRUDER_KEM, epoch_id, wraps, proof)
    place = (space_id, len(control), statement_hash(control[-1].raw), author)
    return sign_statement(next_statement(*place, StatementType.DEVICE_ADMITTED, encoded(body)), signer)


def _of_another_space(spoils: Spoils, space_id: SpaceId) -> SignedStatement:
    return next(control[0] for space, control in spoils.control.items() if space != space_id)


def _as_last(signed: SignedStatement, spoils: Spoils, space_id: SpaceId) -> SignedStatement:
    """Put a statement after the last one, under the signature that it had where it was."""
    control = spoils.control[space_id]
    statement: Statement = decode_statement(signed.raw)
    moved = replace(statement, index=len(control), prev=statement_hash(control[-1].raw))
    return SignedStatement(encoded(moved), signed.signature)


ADDED: dict[str, Forge] = {
    "in the name of the first device": lambda s, space: admission(s, space, first_device(s, space), DICE),
    "in its own name": lambda s, space: admission(s, space, INTRUDER, DICE),
    "by the relay's own key": lambda s, space: admission(s, space, first_device(s, space), s.signer),
    "out of another space": _of_another_space,
}
"""Case 50: a device that nobody let in."""

REPLAYED: dict[str, Forge] = {
    "as it was": lambda s, space: s.control[space][1],
    "in the next place": lambda s, space: _as_last(s.control[space][1], s, space),
    "the genesis again": lambda s, space: s.control[space][0],
    "the last one again": lambda s, space: s.control[space][-1],
}
"""Case 52: a statement that was valid once, where it was."""


class Meddler(Attack):
    """Says that there is one more statement, and hands over its own."""

    def __init__(self, spoils: Spoils, forge: Forge) -> None:
        super().__init__()
        self._spoils = spoils
        self._forge = forge

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Announce it."""
        if not isinstance(frame, State):
            return [frame]
        forged = self._forge(self._spoils, SpaceId(link.space_id))
        return [replace(frame, control_index=frame.control_index + 1, control_head=statement_hash(forged.raw))]

    async def to_relay(self, frame: ToRelay, link: Link) -> Sequence[ToRelay]:
        """Hand it over."""
        if isinstance(frame, Want) and frame.device_id == CONTROL:
            self.fired += 1
            forged = self._forge(self._spoils, SpaceId(link.space_id))
            await link.say(Statements(link.space_id, frame.start, [forged]))
            return []
        return [frame]


class StatementHider(Attack):
    """Shows the control log only up to `index`; all else is honest."""

    def __init__(self, spoils: Spoils, index: int) -> None:
        super().__init__()
        self._spoils = spoils
        self._index = index

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Hide what follows."""
        match frame:
            case State():
                self.fired += 1
                last = self._spoils.control[SpaceId(link.space_id)][self._index]
                return [replace(frame, control_index=self._index, control_head=statement_hash(last.raw))]
            case News() if frame.device_id == CONTROL:
                return []
            case Statements():
                return [replace(frame, run=frame.run[: max(self._index + 1 - frame.start, 0)])]
            case _:
                return [frame]


class WrapStripper(Attack):
    """Takes one reader's wrap out of every removal that it hands over."""

    def __init__(self, reader: bytes) -> None:
        super().__init__()
        self._reader = reader

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Strip."""
        del link
        if not isinstance(frame, Statements):
            return [frame]
        return [replace(frame, run=[self._stripped(signed) for signed in frame.run])]

    def _stripped(self, signed: SignedStatement) -> SignedStatement:
        statement = decode_statement(signed.raw)
        if statement.type != StatementType.DEVICE_REMOVED:
            return signed
        self.fired += 1
        body = _REMOVED.decode(statement.body)
        epoch = _EPOCH.decode(body.epoch)
        without = replace(epoch, wraps=[wrap for wrap in epoch.wraps if wrap.device_id != self._reader])
        changed = replace(statement, body=encoded(replace(body, epoch=encoded(without))))
        return SignedStatement(encoded(changed), signed.signature)


class FriendOfTheRemoved(Attack):
    """Goes on listening to a removed device, and hands its segments on as if it still belonged."""

    def __init__(self, device: bytes, run: list[Segment]) -> None:
        super().__init__()
        self._device = device
        self._run = run

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Say that the series is longer."""
        del link
        if not isinstance(frame, State):
            return [frame]
        others = [tail for tail in frame.tails if tail.device_id != self._device]
        end = TailEntry(self._device, len(self._run), segment_hash(self._run[-1].header))
        return [replace(frame, tails=[*others, end])]

    async def to_relay(self, frame: ToRelay, link: Link) -> Sequence[ToRelay]:
        """Hand over what came later."""
        if isinstance(frame, Want) and frame.device_id == self._device:
            self.fired += 1
            await link.say(Segments(link.space_id, self._device, frame.start, self._run[frame.start - 1 :]))
            return []
        return [frame]
