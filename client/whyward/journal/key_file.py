"""The key file: how a person's data key is kept, by passphrase, by the system's keyring, or plainly by choice.

It knows bytes only; where the file lies and how a keyring is asked are adapters' matters. What each way guards
against is said in `HONEST_WORD`, and shown when it is chosen.
"""

from enum import StrEnum
from typing import Final, assert_never

import msgspec

from whyward.journal.errors import Damaged, Locked
from whyward.journal.ports import Crypto, Entropy
from whyward.journal.sentences import sentence
from whyward.protocol.canonical import Wire, encoded
from whyward.protocol.labels import Label


class Unlock(StrEnum):
    """The three ways to keep the data key."""

    PASSPHRASE = "passphrase"  # noqa: S105  # the name of a way, not a secret
    KEYRING = "keyring"
    FILE = "file"


HONEST_WORD: Final = {
    Unlock.PASSPHRASE: "Whoever takes this computer, or a copy of its disk, needs your passphrase too. "
    "It is asked at each start, and nobody can reset it.",
    Unlock.KEYRING: "Your system's keyring keeps the key, shut until you log in. "
    "Somebody who uses your computer while you are logged in can open your journal.",
    Unlock.FILE: "The key lies beside the journal, readable by your user account alone. "
    "Whoever can read your files, or gets a copy of the disk, can read your journal.",
}

FLOOR: Final = (64 << 10, 3, 4)
"""The least Argon2id cost that is ever accepted: KiB of memory, passes, lanes (protocol reference §10)."""

_SALT_BYTES = 16
_CREATED = 1


class Cost(Wire, frozen=True):
    """Argon2id's parameters (RFC 9106): authenticated, so that nobody lowers them in the file."""

    memory_kib: int
    passes: int
    lanes: int
    salt: bytes


DEFAULT_COST: Final = (256 << 10, 3, 4)


class KeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The file as JSON; bytes are in base64."""

    format: int
    unlock: Unlock
    cost: Cost | None = None
    sealed: bytes | None = None
    account: str | None = None
    data_key: bytes | None = None

    def __repr__(self) -> str:
        return f"KeyFile(unlock={self.unlock.value!r}, …)"


_DECODER = msgspec.json.Decoder(KeyFile)


def encode_key_file(key_file: KeyFile) -> bytes:
    """Return the file's bytes, for people to look at if they want."""
    return msgspec.json.format(msgspec.json.encode(key_file), indent=2) + b"\n"


def decode_key_file(raw: bytes) -> KeyFile:
    """Read the file's bytes; raise `Damaged` if they are not a key file of this format."""
    try:
        key_file = _DECODER.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _damaged() from None
    if key_file.format != _CREATED:
        text = sentence("the key file was written by a newer Whyward")
        raise Damaged(text, hint="Use that newer version here. Nothing was changed.")
    # One spelling but for white space: a bit that changes nothing today is a bit that was changed all the same.
    if not _is_whole(key_file) or msgspec.json.format(raw, indent=-1) != msgspec.json.encode(key_file):
        raise _damaged()
    return key_file


def _is_whole(key_file: KeyFile) -> bool:
    """Whether everything is there that this way of keeping needs, before anybody is asked for a secret."""
    match key_file.unlock:
        case Unlock.PASSPHRASE:
            return key_file.cost is not None and key_file.sealed is not None
        case Unlock.KEYRING:
            return bool(key_file.account)
        case Unlock.FILE:
            return key_file.data_key is not None
        case _:
            assert_never(key_file.unlock)


def plain_key_file(data_key: bytes) -> KeyFile:
    """Keep the data key as it is."""
    return KeyFile(format=_CREATED, unlock=Unlock.FILE, data_key=data_key)


def keyring_key_file(account: str) -> KeyFile:
    """Note under which account the system's keyring keeps the data key."""
    return KeyFile(format=_CREATED, unlock=Unlock.KEYRING, account=account)


async def passphrase_key_file(
    data_key: bytes, passphrase: str, entropy: Entropy, crypto: Crypto, cost: tuple[int, int, int] = DEFAULT_COST
) -> KeyFile:
    """Seal the data key under a passphrase."""
    memory_kib, passes, lanes = cost
    stated = Cost(memory_kib, passes, lanes, entropy.random_bytes(_SALT_BYTES))
    key = await _derived(passphrase, stated, crypto)
    sealed = crypto.aead_seal(key, data_key, _aad(stated))
    return KeyFile(format=_CREATED, unlock=Unlock.PASSPHRASE, cost=stated, sealed=sealed)


async def open_with_passphrase(key_file: KeyFile, passphrase: str, crypto: Crypto) -> bytes:
    """Return the data key; raise `Locked` for another passphrase, `Damaged` for a file that states a lower cost."""
    cost, sealed = key_file.cost, key_file.sealed
    if cost is None or sealed is None:
        raise _damaged()
    if len(cost.salt) < _SALT_BYTES or not _is_sane(cost):
        raise _damaged()
    data_key = crypto.aead_open(await _derived(passphrase, cost, crypto), sealed, _aad(cost))
    if data_key is None:
        text = sentence("that passphrase does not open this journal")
        raise Locked(text, hint="Try again; look at Caps Lock and the keyboard layout. Your records are safe.")
    return data_key


def _is_sane(cost: Cost) -> bool:
    """Whether each part is at its floor, and none would exhaust the machine: 4 GiB, 64 passes, 64 lanes at most."""
    parts = (cost.memory_kib, cost.passes, cost.lanes)
    ceiling = (4 << 20, 64, 64)
    return all(low <= part <= high for low, part, high in zip(FLOOR, parts, ceiling, strict=True))


async def _derived(passphrase: str, cost: Cost, crypto: Crypto) -> bytes:
    # Bytes that are no UTF-8 reach us as lone surrogates; they are as good in a secret as any others.
    secret = passphrase.encode("utf-8", "surrogateescape")
    return await crypto.derive(secret, cost.salt, memory_kib=cost.memory_kib, passes=cost.passes, lanes=cost.lanes)


def _aad(cost: Cost) -> bytes:
    return Label.KEY_FILE.value + encoded(cost)


def _damaged() -> Damaged:
    hint = sentence(
        "Put back a copy of the key file. Without one, another of your devices can let a new folder in: whyward link"
    )
    return Damaged("the key file is damaged", hint=hint)
