"""A snapshot opens on the device that sealed it, as it was; anything odd about it, and it is not used."""

import pytest

from tests.support.world import CRYPTO, SeededEntropy
from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.pages import Pages
from whyward.journal.plaintext import Head
from whyward.journal.said import Said
from whyward.journal.snapshot import Snapshot, open_snapshot, seal_snapshot
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.segments import Tail

DEVICE, OTHER = DeviceId(bytes([1]) * 32), DeviceId(bytes([2]) * 32)
SPACE = SpaceId(bytes([3]) * 32)
KEY = bytes([4]) * 32
HEAD_STARTS_AT = 4


def saved() -> tuple[Pages, bytes]:
    pages = Pages()
    pages.merge([Recorded(Event(bytes(16), "strange-kind.1", 7, 5, 60, bytes(16), b"\x80"), DEVICE)])
    pages.set_heads({DEVICE: Tail(1, bytes([5]) * 32)})
    said = Said()
    said.hear(OTHER, [Head(DEVICE, 9, bytes(32))])
    raw = seal_snapshot(pages, said, space_id=SPACE, data_key=KEY, crypto=CRYPTO, entropy=SeededEntropy(1))
    return pages, raw


def opened(raw: bytes, space_id: SpaceId = SPACE, key: bytes = KEY) -> Snapshot | None:
    return open_snapshot(raw, space_id=space_id, data_key=key, crypto=CRYPTO)


def test_what_was_sealed_opens_as_it_was() -> None:
    pages, raw = saved()

    snapshot = opened(raw)

    assert snapshot is not None
    assert snapshot.pages.state_hash() == pages.state_hash()
    assert snapshot.heads == pages.heads
    assert snapshot.said.of(OTHER) == {DEVICE: Head(DEVICE, 9, bytes(32))}


def test_another_space_or_key_does_not_open_it() -> None:
    _, raw = saved()

    assert opened(raw, space_id=SpaceId(bytes(32))) is None
    assert opened(raw, key=bytes(32)) is None


def test_nothing_of_it_can_be_changed() -> None:
    """Not the length, not the head with the ends it covers, not the pages."""
    _, raw = saved()
    head_end = HEAD_STARTS_AT + int.from_bytes(raw[:HEAD_STARTS_AT], "big")

    for position in (*range(head_end + 20), len(raw) // 2, len(raw) - 1):
        assert opened(raw[:position] + bytes([raw[position] ^ 1]) + raw[position + 1 :]) is None


@pytest.mark.parametrize("odd", [b"", b"\0", bytes(4), b"\xff" * 40, bytes(4000)])
def test_what_never_was_one_is_not_used(odd: bytes) -> None:
    assert opened(odd) is None


def test_a_cut_or_a_longer_one_is_not_used() -> None:
    _, raw = saved()

    assert opened(raw[:-1]) is None
    assert opened(raw + b"\0") is None
    assert opened(raw[: len(raw) // 2]) is None
