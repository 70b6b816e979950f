"""Control statements for a pretend space: each is made as the next one, by the space's first device if nobody else.

They are valid, but for epoch wraps without a key inside; nothing is added to the space before `said`.
"""

from collections.abc import Iterable, Sequence

from tests.support.relay_peer import PretendDevice, PretendSpace, pretend_bytes, tail_of
from whyward import ed25519
from whyward.protocol.bodies import Cut, DeviceRemoved, ErasedBody, RecoverySet, SpaceClosed
from whyward.protocol.canonical import Wire, encoded
from whyward.protocol.epochs import HISTORY_BYTES, EpochBody, epoch_id, readers_hash
from whyward.protocol.ids import DeviceId
from whyward.protocol.limits import SUITE, VERSION, WRAP_BYTES
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.segments import Tail
from whyward.protocol.statements import (
    SignedStatement,
    Statement,
    StatementType,
    Wrap,
    possession_message,
    sign_statement,
)


def folded(space: PretendSpace) -> ControlLog:
    """Fold the space's statements."""
    control = found(space.control[0], ed25519.check)
    for signed in space.control[1:]:
        control = control.follow(signed, ed25519.check)
    return control


def said(space: PretendSpace, *run: SignedStatement) -> list[SignedStatement]:
    """Add statements to the space, and return them; what is sealed from now on knows them."""
    space.control.extend(run)
    space.epoch_id = folded(space).epoch.body.epoch_id
    return list(run)


def admitted(space: PretendSpace, device: PretendDevice) -> PretendDevice:
    """Let a device in, and return it."""
    said(space, space.admitted(device))
    return device


def kit_set(space: PretendSpace, kit: PretendDevice) -> SignedStatement:
    """Put another recovery kit in the place of the one there."""
    control = folded(space)
    readers = (set(control.readers()) - {control.kit.device_id}) | {kit.device_id}
    proof = kit.signer.sign(possession_message(space.space_id, kit.device_id))
    body = RecoverySet(kit.signer.public_key, kit.kem_pk, _epoch(space, readers), proof)
    return _signed(space, StatementType.RECOVERY_SET, body)


def removal(
    space: PretendSpace, *gone: PretendDevice, cut: Tail | None = None, by: PretendDevice | None = None
) -> SignedStatement:
    """Remove devices, each cut at its end unless another cut is given."""
    ids = sorted(device.device_id for device in gone)
    ends = [cut or tail_of(space.series.get(device, [])) for device in ids]
    cuts = [Cut(device, end.n, end.hash) for device, end in zip(ids, ends, strict=True)]
    body = DeviceRemoved(list(ids), cuts, _epoch(space, set(folded(space).readers()) - set(ids)))
    return _signed(space, StatementType.DEVICE_REMOVED, body, by)


def erasure(space: PretendSpace, device: PretendDevice, numbers: Sequence[int]) -> SignedStatement:
    """Erase bodies of one series."""
    return _signed(space, StatementType.ERASED, [ErasedBody(device.device_id, n) for n in numbers])


def closing(space: PretendSpace) -> SignedStatement:
    """End the space."""
    return _signed(space, StatementType.SPACE_CLOSED, SpaceClosed(0))


def _signed(
    space: PretendSpace, type_: StatementType, body: Wire | list[ErasedBody], by: PretendDevice | None = None
) -> SignedStatement:
    author = by or space.first
    place = (space.space_id, len(space.control), space.head, author.device_id)
    return sign_statement(Statement(VERSION, SUITE, *place, type_, encoded(body)), author.signer)


def _epoch(space: PretendSpace, readers: Iterable[DeviceId]) -> bytes:
    ids = sorted(readers)
    control = folded(space)
    number, commit = len(control.epochs), pretend_bytes(32, "commit", space.name, len(space.control))
    name = epoch_id(space.space_id, number, space.head, commit, readers_hash(ids))
    wraps = [Wrap(reader, bytes(WRAP_BYTES)) for reader in ids]
    history = b"" if control.is_share else bytes(HISTORY_BYTES)
    return encoded(EpochBody(number, name, commit, readers_hash(ids), wraps, history))
