"""The snapshot: the pages as they were at some heads of the log, sealed for this device alone.

It is a cache: anything odd about it, and it is simply not used. It is bound to the heads it covers, so that it can
never stand for a log that says something else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from whyward.journal.pages import Pages, StalePages
from whyward.journal.plaintext import Head
from whyward.journal.ports import Crypto, Entropy
from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import U8, Bytes32, DeviceId, SpaceId
from whyward.protocol.labels import Label, keyed
from whyward.protocol.segments import Tail

_FORMAT = 1
_BYTES_MAX = 1 << 31


class _Sealed(Wire, frozen=True):
    format: U8
    salt: Bytes32
    heads: list[Head]
    announced: list[Head]
    pages: bytes


_SEALED = Shape(_Sealed, name="snapshot", bytes_max=_BYTES_MAX)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Pages, the heads they cover, and which other heads this device has announced."""

    pages: Pages
    heads: dict[DeviceId, Tail]
    announced: dict[DeviceId, int]


def seal_snapshot(
    pages: Pages,
    announced: Mapping[DeviceId, int],
    *,
    space_id: SpaceId,
    data_key: bytes,
    crypto: Crypto,
    entropy: Entropy,
) -> bytes:
    """Seal the pages with the heads they cover."""
    salt = entropy.random_bytes(32)
    heads = [Head(device, tail.n, tail.hash) for device, tail in sorted(pages.heads.items())]
    said = [Head(device, n, bytes(32)) for device, n in sorted(announced.items())]
    key = keyed(data_key, Label.SNAPSHOT_KEY, salt)
    sealed = crypto.aead_seal(key, pages.serialize(), _aad(space_id, heads, said))
    return encoded(_Sealed(_FORMAT, salt, heads, said, sealed))


def open_snapshot(raw: bytes, *, space_id: SpaceId, data_key: bytes, crypto: Crypto) -> Snapshot | None:
    """Open a snapshot; None for another format, key, space or pages schema.

    Whether the log holds the heads it covers is the caller's to ask.
    """
    try:
        sealed = _SEALED.decode(raw)
    except TheirFault:
        return None
    key = keyed(data_key, Label.SNAPSHOT_KEY, sealed.salt)
    plain = crypto.aead_open(key, sealed.pages, _aad(space_id, sealed.heads, sealed.announced))
    if plain is None or sealed.format != _FORMAT:
        return None
    try:
        pages = Pages.deserialize(plain)
    except StalePages:
        return None
    heads = {DeviceId(head.device_id): Tail(head.n, head.hash) for head in sealed.heads}
    return Snapshot(pages, heads, {DeviceId(head.device_id): head.n for head in sealed.announced})


def _aad(space_id: SpaceId, heads: list[Head], announced: list[Head]) -> bytes:
    return Label.SNAPSHOT.value + space_id + encoded([heads, announced])
