"""The snapshot: the pages as they were at some heads of the log, sealed for this device alone.

It is a cache: anything odd about it, and it is simply not used. It is bound to the heads it covers, so that it can
never stand for a log that says something else.

    snapshot = head_len(u32) ‖ head ‖ AES-256-GCM(pages)          aad = L("snapshot") ‖ space_id ‖ head
    head     = [format, salt, heads, [[speaker, heads], …]]

The pages stand outside of any structure: they are large, and are copied once less on each way.
"""

from dataclasses import dataclass

from whyward.journal.pages import Pages, StalePages
from whyward.journal.plaintext import Head
from whyward.journal.ports import Crypto, Entropy
from whyward.journal.said import Said
from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import U8, Bytes32, DeviceId, SpaceId
from whyward.protocol.labels import Label, keyed
from whyward.protocol.segments import Tail

_FORMAT = 2
_HEAD_BYTES_MAX = 1 << 20
_LEN_BYTES = 4


class _Speaker(Wire, frozen=True):
    device_id: Bytes32
    heads: list[Head]


class _Head(Wire, frozen=True):
    format: U8
    salt: Bytes32
    heads: list[Head]
    said: list[_Speaker]


_HEAD = Shape(_Head, name="snapshot head", bytes_max=_HEAD_BYTES_MAX)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Pages, the heads they cover, and what devices have said of each other's series."""

    pages: Pages
    heads: dict[DeviceId, Tail]
    said: Said


def seal_snapshot(
    pages: Pages,
    said: Said,
    *,
    space_id: SpaceId,
    data_key: bytes,
    crypto: Crypto,
    entropy: Entropy,
) -> bytes:
    """Seal the pages with the heads they cover."""
    salt = entropy.random_bytes(32)
    heads = [Head(device, tail.n, tail.hash) for device, tail in sorted(pages.heads.items())]
    speakers = [
        _Speaker(speaker, [told[series] for series in sorted(told)])
        for speaker, told in sorted(said.heads_by_speaker.items())
    ]
    head = encoded(_Head(_FORMAT, salt, heads, speakers))
    key = keyed(data_key, Label.SNAPSHOT_KEY, salt)
    sealed = crypto.aead_seal(key, pages.serialize(), Label.SNAPSHOT + space_id + head)
    return b"".join((len(head).to_bytes(_LEN_BYTES, "big"), head, sealed))


def open_snapshot(raw: bytes, *, space_id: SpaceId, data_key: bytes, crypto: Crypto) -> Snapshot | None:
    """Open a snapshot; None for another format, key, space or pages schema.

    Whether the log holds the heads it covers is the caller's to ask.
    """
    start = _LEN_BYTES + int.from_bytes(raw[:_LEN_BYTES], "big")
    head_raw = raw[_LEN_BYTES:start]
    try:
        head = _HEAD.decode(head_raw)
    except TheirFault:
        return None
    key = keyed(data_key, Label.SNAPSHOT_KEY, head.salt)
    plain = crypto.aead_open(key, raw[start:], Label.SNAPSHOT + space_id + head_raw)
    if plain is None or head.format != _FORMAT:
        return None
    try:
        pages = Pages.deserialize(plain)
    except StalePages:
        return None
    heads = {DeviceId(end.device_id): Tail(end.n, end.hash) for end in head.heads}
    said = Said()
    for speaker in head.said:
        said.hear(DeviceId(speaker.device_id), speaker.heads)
    return Snapshot(pages, heads, said)
