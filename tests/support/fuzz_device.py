"""Fuzz targets of a device: what lies on its disk, what a person types, what the other side of a pairing sends.

Stretching is pretended: it would leave one look a second, and it is not what is looked at.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from tests.support.fuzz_chain import BATCHES, SPACE
from tests.support.fuzz_target import Finding, Target, joined, now, parts_of, taken
from tests.support.world import CRYPTO, SeededEntropy
from whyward.adapters.ciphers import SuiteOne
from whyward.journal.device_keys import new_keys
from whyward.journal.errors import BadInput, Damaged, JournalError, Locked
from whyward.journal.events.envelope import Recorded
from whyward.journal.folder import layout
from whyward.journal.folder.ports import Entry
from whyward.journal.key_file import (
    FLOOR,
    KeyFile,
    decode_key_file,
    encode_key_file,
    keyring_key_file,
    open_with_passphrase,
    passphrase_key_file,
    plain_key_file,
)
from whyward.journal.pages import Pages
from whyward.journal.pairing.code import PairingCode, new_code, read_code
from whyward.journal.pairing.keys import stretched
from whyward.journal.pairing.mail import Invited
from whyward.journal.pairing.roles import Newcomer, Trusted
from whyward.journal.plaintext import Head
from whyward.journal.said import Said
from whyward.journal.snapshot import open_snapshot, seal_snapshot
from whyward.journal.words import RECOVERY_WORDS, recovery_entropy, recovery_words
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId

_DEVICE = DeviceId(b"d" * 32)


class QuickStretch(SuiteOne):
    """Suite 1 with a stretch that costs nothing, and that will not be asked for a cheap one."""

    async def derive(self, secret: bytes, salt: bytes, *, memory_kib: int, passes: int, lanes: int) -> bytes:
        """Hash the inputs; a cost below the floor is a finding."""
        if any(part < low for part, low in zip((memory_kib, passes, lanes), FLOOR, strict=True)) or len(salt) < 16:
            raise Finding("Argon2id was asked for less than the floor")
        return sha256(repr((secret, salt, memory_kib, passes, lanes)).encode()).digest()


_QUICK = QuickStretch()


# --- What lies on the disk ---


def take_key_file(raw: bytes) -> bool:
    """Take bytes as a key file, and try to open it."""
    try:
        key_file = decode_key_file(raw)
        if key_file.cost is not None:
            now(open_with_passphrase(key_file, "correct horse", _QUICK))
    except (Damaged, Locked):
        return False
    if decode_key_file(encode_key_file(key_file)) != key_file:
        raise Finding("a key file says another thing when it is written again")
    return True


def _key_files() -> Iterable[bytes]:
    yield encode_key_file(plain_key_file(bytes(range(32))))
    yield encode_key_file(keyring_key_file("an account"))
    yield encode_key_file(now(passphrase_key_file(bytes(range(32)), "correct horse", SeededEntropy(1), _QUICK)))


@cache
def small_snapshot() -> bytes:
    """Seal a few pages under a key of zeros."""
    pages = Pages()
    pages.merge([Recorded(event, _DEVICE) for event in BATCHES[1].events])
    return seal_snapshot(
        pages, Said(), space_id=SPACE.space_id, data_key=bytes(32), crypto=CRYPTO, entropy=SeededEntropy(2)
    )


def take_snapshot(raw: bytes) -> bool:
    """Take bytes as the start of a snapshot whose rest is genuine."""
    whole = raw + small_snapshot()[len(raw) :]
    snapshot = open_snapshot(whole, space_id=SPACE.space_id, data_key=bytes(32), crypto=CRYPTO)
    if snapshot is not None and whole != small_snapshot():
        raise Finding("a snapshot opened that was not sealed so")
    return snapshot is not None


# --- What a person types, and what the other side of a pairing sends ---


def take_words(raw: bytes) -> bool:
    """Take bytes as recovery words."""
    typed = raw.decode("utf-8", "surrogateescape")
    try:
        entropy = recovery_entropy(typed)
    except BadInput as error:
        if any(len(word) > 3 and word in str(error) for word in set(typed.split()) - _always_said()):
            raise Finding("a refusal repeats a word of the secret") from error
        return False
    if recovery_entropy(" ".join(recovery_words(entropy))) != entropy:
        raise Finding("words say another secret when they are written again")
    return True


@cache
def _always_said() -> frozenset[str]:
    """Return the words of every refusal, whatever was typed: one of them may stand in a secret by chance."""
    typed = ("", "- " * RECOVERY_WORDS, "zoo " * RECOVERY_WORDS)
    return frozenset(word for words in typed for word in _refusal(words).split())


def _refusal(typed: str) -> str:
    try:
        recovery_entropy(typed)
    except BadInput as error:
        return str(error)
    raise Finding("words that are none were taken")


def take_code(raw: bytes) -> bool:
    """Take bytes as a typed pairing code."""
    try:
        code = read_code(raw.decode("utf-8", "surrogateescape"))
    except BadInput:
        return False
    if read_code(code.shown()) != code:
        raise Finding("a code says another thing when it is shown")
    return True


_CODE = PairingCode("ABCD", "0123456789ABCDEF")
_INVITED = Invited(SPACE.space_id, 4, bytes(32), b"k" * 32, [Head(SPACE.device.device_id, 3, bytes(32))])


def _roles() -> tuple[Trusted, Newcomer]:
    keys = new_keys(SeededEntropy("new"), _QUICK)
    return Trusted(_INVITED, SeededEntropy("trusted"), _QUICK), Newcomer(keys, SeededEntropy("newcomer"), _QUICK)


_REFUSED = (JournalError, TheirFault)


def take_letters(raw: bytes) -> bool:
    """Let both sides of a pairing hear letters: three for the trusted device, three for the new one."""
    trusted, new = _roles()
    letters = [*parts_of(raw), *[b""] * 6][:6]
    new.start()

    def hear_trusted() -> None:
        trusted.answer(letters[0])
        trusted.invite(letters[2], now(stretched(_CODE, _QUICK)))
        trusted.meet(letters[4])

    def hear_new() -> None:
        now(new.reveal(letters[1], _CODE))
        new.prove(letters[3])
        new.finish(letters[5])

    return [taken(_REFUSED, hear_trusted), taken(_REFUSED, hear_new)] == [True, True]


def _letters() -> Iterable[bytes]:
    trusted, new = _roles()
    said = [new.start()]
    said.append(trusted.answer(said[0]))
    said.append(now(new.reveal(said[1], _CODE)))
    said.append(trusted.invite(said[2], now(stretched(_CODE, _QUICK))))
    said.append(new.prove(said[3])[2])
    trusted.meet(said[4])
    said.append(trusted.admitted(5, b"h" * 32))
    yield joined(said)


@cache
def _passphrase_file() -> KeyFile:
    return now(passphrase_key_file(bytes(32), "correct horse", SeededEntropy(1), _QUICK))


@cache
def _halfway() -> bytes:
    return next(iter(_letters()))


def take_secret(raw: bytes) -> bool:
    """Take bytes as a passphrase, and as the four words that the other device shows."""
    typed = raw.decode("utf-8", "surrogateescape")
    letters, (trusted, _) = parts_of(_halfway()), _roles()
    trusted.answer(letters[0])
    trusted.invite(letters[2], now(stretched(_CODE, _QUICK)))
    trusted.meet(letters[4])
    if trusted.compare(typed) and len(typed.split()) != 4:
        raise Finding("other words counted as the ones shown")
    return taken((Locked,), lambda: now(open_with_passphrase(_passphrase_file(), typed, _QUICK)))


def take_names(raw: bytes) -> bool:
    """Take lines as the names in a carrier folder, files and folders by turns."""
    lines = raw.decode("utf-8", "surrogateescape").split("\n")
    entries = [Entry(name, is_folder=number % 2 == 1) for number, name in enumerate(lines)]
    runs = layout.runs_of(entries)
    for gap in layout.gaps(runs, 300):
        if any(run.first <= gap.last and gap.first <= run.last for run in runs):
            raise Finding("a number counts as missing that a run claims to hold")
    devices, spaces = layout.devices_of(entries), layout.space_folders(entries)
    return bool(runs or devices or spaces or layout.statements_of(entries))


def _names() -> Iterable[bytes]:
    first, second = layout.run_name(1, 9, bytes(32), b"x"), layout.run_name(12, 20, bytes(32), b"y", 2)
    names = [layout.statement_name(3), _DEVICE.hex(), first, layout.space_folder(SPACE.space_id), second]
    yield "\n".join(names).encode()


def device_targets() -> list[Target]:
    """Return the targets about the disk, the person and the pairing."""
    return [
        Target("key-file", take_key_file, _key_files),
        Target("snapshot", take_snapshot, lambda: [small_snapshot()[:400]]),
        Target("carrier-names", take_names, _names),
        Target("recovery-words", take_words, lambda: [" ".join(recovery_words(bytes(range(32)))).encode()]),
        Target("pairing-code", take_code, lambda: [new_code(SeededEntropy(1)).shown().encode()]),
        Target("typed-secrets", take_secret, lambda: [b"correct horse"]),
        Target("pairing-letters", take_letters, _letters),
    ]
