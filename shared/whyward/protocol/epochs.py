"""The public half of an epoch: its body's bytes, its name, and what anybody can check without the key.

Who can unwrap, and whether the key matches, only a reader can say: that is the client's `epochs`.

    epoch body = [number, epoch_id, commit_E, readers_hash, wraps, history]      wraps sorted by device id
"""

from collections.abc import Iterable

from whyward.protocol.canonical import Shape, Wire
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import U32, Bytes32, DeviceId, SpaceId
from whyward.protocol.labels import Label, hashed
from whyward.protocol.limits import STATEMENT_BYTES_MAX, WRAP_BYTES
from whyward.protocol.statements import Wrap

HISTORY_BYTES = 48
"""The previous epoch's 32-byte key and a 16-byte tag."""


class EpochBody(Wire, frozen=True):
    """A key period of a space: named, committed to, and wrapped once for every reader."""

    number: U32
    epoch_id: Bytes32
    commit: Bytes32
    readers_hash: Bytes32
    wraps: list[Wrap]
    history: bytes


_EPOCH = Shape(EpochBody, name="epoch body", bytes_max=STATEMENT_BYTES_MAX)


def readers_hash(readers: Iterable[DeviceId]) -> bytes:
    """Hash the set of readers: their ids in byte order."""
    return hashed(Label.READERS, *sorted(readers))


def epoch_id(space_id: SpaceId, number: int, prev_stmt_hash: bytes, commit: bytes, readers: bytes) -> bytes:
    """Name an epoch by its place in the control log, its key's commitment and its readers' hash."""
    return hashed(Label.EPOCH_ID, space_id, number.to_bytes(4, "big"), prev_stmt_hash, commit, readers)


def decode_epoch(
    raw: bytes,
    *,
    space_id: SpaceId,
    number: int,
    prev_stmt_hash: bytes,
    readers: Iterable[DeviceId],
    is_share: bool,
) -> EpochBody:
    """Decode an epoch body and check all that is public; raise `TheirFault` with `bad-epoch` otherwise.

    `prev_stmt_hash` is the `prev` of the statement that carries it (32 zero bytes in a genesis). An epoch of a share
    space has no history: who comes later does not read what was said before.
    """
    body = _EPOCH.decode(raw)
    wanted = sorted(readers)
    if body.number != number:
        raise TheirFault(f"epoch {body.number} where {number} is due", code=Code.BAD_EPOCH)
    if body.readers_hash != readers_hash(wanted):
        raise TheirFault("the epoch's readers are not the space's readers", code=Code.BAD_EPOCH)
    if [wrap.device_id for wrap in body.wraps] != wanted:
        raise TheirFault("the epoch does not have one wrap for each reader, in order", code=Code.BAD_EPOCH)
    if any(len(wrap.sealed) != WRAP_BYTES for wrap in body.wraps):
        raise TheirFault("the epoch has a wrap of another size", code=Code.BAD_EPOCH)
    if len(body.history) != (0 if number == 0 or is_share else HISTORY_BYTES):
        raise TheirFault("the epoch's history has another size", code=Code.BAD_EPOCH)
    if body.epoch_id != epoch_id(space_id, number, prev_stmt_hash, body.commit, body.readers_hash):
        raise TheirFault("the epoch's id does not follow from its place", code=Code.BAD_EPOCH)
    return body
