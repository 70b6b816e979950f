"""The key file: opens with the right secret only, and is read as written by this version or not at all.

Argon2id is the real one here, at the floor of its cost.
"""

import asyncio

import msgspec
import pytest

from tests.support.fuzz_device import QuickStretch
from tests.support.fuzz_target import now
from tests.support.world import CRYPTO, SeededEntropy
from whyward.journal.errors import Damaged, Locked
from whyward.journal.key_file import (
    FLOOR,
    HONEST_WORD,
    KeyFile,
    Unlock,
    decode_key_file,
    encode_key_file,
    keyring_key_file,
    open_with_passphrase,
    passphrase_key_file,
    plain_key_file,
)

DATA_KEY = bytes(range(32))


@pytest.fixture(scope="module")
def sealed() -> KeyFile:
    """A key file by passphrase."""
    return asyncio.run(passphrase_key_file(DATA_KEY, "correct horse", SeededEntropy(1), CRYPTO, FLOOR))


async def test_the_passphrase_opens_it_after_a_round_through_its_bytes(sealed: KeyFile) -> None:
    read = decode_key_file(encode_key_file(sealed))

    assert await open_with_passphrase(read, "correct horse", CRYPTO) == DATA_KEY


@pytest.mark.parametrize("wrong", ["Correct horse", "correct horse ", "", "x" * 1000])
async def test_cannot_open_with_another_passphrase(sealed: KeyFile, wrong: str) -> None:
    with pytest.raises(Locked, match="does not open"):
        await open_with_passphrase(sealed, wrong, CRYPTO)


def with_cost(key_file: KeyFile, **change: object) -> KeyFile:
    """State another cost in the file."""
    assert key_file.cost is not None
    return msgspec.structs.replace(key_file, cost=msgspec.structs.replace(key_file.cost, **change))


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": FLOOR[0] - 1},
        {"memory_kib": 8},
        {"passes": 1},
        {"lanes": 1},
        {"memory_kib": 1 << 40},
        {"passes": 1000},
        {"lanes": 1000},
        {"passes": -1},
        {"salt": b""},
    ],
)
async def test_cannot_open_with_a_cost_below_the_floor_or_beyond_reason(
    sealed: KeyFile, change: dict[str, object]
) -> None:
    """Nobody who can write the file may make guessing cheap, or make opening it never end."""
    with pytest.raises(Damaged):
        await open_with_passphrase(with_cost(sealed, **change), "correct horse", CRYPTO)


@pytest.mark.parametrize("change", [{"memory_kib": FLOOR[0] + 8}, {"passes": 4}, {"salt": bytes(16)}])
async def test_cannot_open_with_another_cost_than_it_was_sealed_with(
    sealed: KeyFile, change: dict[str, object]
) -> None:
    with pytest.raises(Locked):
        await open_with_passphrase(with_cost(sealed, **change), "correct horse", CRYPTO)


@pytest.mark.parametrize("part", ["cost", "sealed"])
async def test_cannot_open_with_a_part_missing(sealed: KeyFile, part: str) -> None:
    with pytest.raises(Damaged):
        await open_with_passphrase(msgspec.structs.replace(sealed, **{part: None}), "correct horse", CRYPTO)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"null",
        b"[1]",
        b"\xff\xfe",
        b'{"format": 1}',
        b'{"format": "1", "unlock": "file"}',
        b'{"format": 1, "unlock": "by-magic"}',
        b'{"format": 1, "unlock": "file", "more": 1}',
        b'{"format": 1, "unlock": "file", "data_key": "not base64!"}',
        b"[" * 100_000,
    ],
    ids=lambda raw: repr(raw[:24]),
)
def test_a_damaged_file_is_said_to_be_damaged(raw: bytes) -> None:
    with pytest.raises(Damaged, match="damaged"):
        decode_key_file(raw)


def test_a_file_of_a_newer_version_is_left_alone() -> None:
    newer = encode_key_file(msgspec.structs.replace(plain_key_file(DATA_KEY), format=2))

    with pytest.raises(Damaged, match="newer"):
        decode_key_file(newer)


@pytest.mark.parametrize("key_file", [plain_key_file(DATA_KEY), keyring_key_file("an account")])
def test_the_other_two_ways_survive_their_bytes(key_file: KeyFile) -> None:
    assert decode_key_file(encode_key_file(key_file)) == key_file


def test_a_key_file_does_not_show_its_key_by_accident() -> None:
    assert DATA_KEY.hex() not in repr(plain_key_file(DATA_KEY))
    assert repr(DATA_KEY)[2:20] not in repr(plain_key_file(DATA_KEY))


def test_each_way_has_an_honest_word() -> None:
    assert set(HONEST_WORD) == set(Unlock)


async def test_a_passphrase_of_any_bytes_opens_what_it_sealed() -> None:
    """A terminal of another encoding hands them over as lone surrogates: a passphrase like any other."""
    typed = "caf\udce9"
    key_file = await passphrase_key_file(DATA_KEY, typed, SeededEntropy(1), CRYPTO, FLOOR)

    assert await open_with_passphrase(key_file, typed, CRYPTO) == DATA_KEY


LOWERED = [
    ("262144,", "65535,"),
    ("262144,", "8,"),
    ("262144,", "262143,"),
    ("    3,", "    1,"),
    ("    3,", "    2,"),
    ("    4,", "    1,"),
    ("    4,", "    3,"),
    ("==", "="),
]


@pytest.mark.parametrize(("stated", "lowered"), LOWERED)
def test_a_cost_lowered_by_hand_in_the_file_opens_nothing_and_is_never_spent(stated: str, lowered: str) -> None:
    """Below the floor the file is damaged before anything is stretched; above it, the seal does not fit any more."""
    quick = QuickStretch()
    text = encode_key_file(now(passphrase_key_file(DATA_KEY, "correct horse", SeededEntropy(1), quick))).decode()
    assert stated in text

    with pytest.raises((Damaged, Locked)):
        now(open_with_passphrase(decode_key_file(text.replace(stated, lowered).encode()), "correct horse", quick))


class FlatStretch(QuickStretch):
    """Stretches without regard to what it costs: then nothing but the seal can notice another cost."""

    async def derive(self, secret: bytes, salt: bytes, *, memory_kib: int, passes: int, lanes: int) -> bytes:
        """Return the same for every cost and salt."""
        del salt, memory_kib, passes, lanes
        return secret.ljust(32, b"\0")


@pytest.mark.parametrize(("stated", "other"), [("262144,", "262152,"), ("    3,", "    4,"), ("    4,", "    5,")])
def test_the_cost_is_sealed_with_the_key_and_not_only_spent_on_it(stated: str, other: str) -> None:
    flat = FlatStretch()
    text = encode_key_file(now(passphrase_key_file(DATA_KEY, "correct horse", SeededEntropy(1), flat))).decode()

    assert now(open_with_passphrase(decode_key_file(text.encode()), "correct horse", flat)) == DATA_KEY
    with pytest.raises(Locked):
        now(open_with_passphrase(decode_key_file(text.replace(stated, other).encode()), "correct horse", flat))
