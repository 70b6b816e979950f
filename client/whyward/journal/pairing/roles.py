"""Pairing, both roles as plain classes: mail in, mail out, no I/O; a new device joins only by code and words.

The trusted device shows the code and asks for the words; the new one types the code and shows the words. A trusted
device never takes a code from elsewhere: there is no method for it.
"""

import hmac
from dataclasses import dataclass
from typing import TypeVar

from whyward.journal.device_keys import DeviceKeys
from whyward.journal.errors import Locked, Refused
from whyward.journal.pairing.code import PairingCode
from whyward.journal.pairing.keys import Exchange, PairingKey, agreed, commitment, stretched
from whyward.journal.pairing.mail import (
    ADMITTED,
    INVITED,
    MAIL,
    NEW_DEVICE,
    PROVED,
    Admitted,
    Answered,
    Committed,
    Denied,
    Invited,
    NewDevice,
    Proved,
    Revealed,
    SealedMail,
)
from whyward.journal.ports import Crypto, Entropy
from whyward.journal.sentences import sentence
from whyward.journal.words import spoken
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import device_id_of
from whyward.protocol.limits import PAIRING_TRIES_MAX
from whyward.protocol.statements import possession_message

M = TypeVar("M", Committed, Answered, Revealed, SealedMail)

_REVEALED, _INVITED, _PROVED, _ADMITTED = 3, 4, 5, 6
WRONG_CODE, WRONG_WORDS = "wrong-code", "wrong-words"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A device that knew the code and proved its key; it is in only when the words were typed."""

    keys: NewDevice
    proof: bytes


class Trusted:
    """The device that is in the space already."""

    def __init__(self, invited: Invited, entropy: Entropy, crypto: Crypto) -> None:
        """Prepare to tell a new device what `invited` says."""
        self._invited = invited
        self._entropy = entropy
        self._crypto = crypto
        self._seed = b""
        self._commit = b""
        self._key: PairingKey | None = None
        self._new_device: NewDevice | None = None
        self._tries = 0

    def answer(self, mail: bytes) -> bytes:
        """Take `committed`, return `answered`."""
        committed = _expected(mail, Committed)
        self._commit = committed.commit
        self._seed = self._entropy.random_bytes(32)
        return encoded(Answered(self._crypto.x25519_public_key(self._seed)))

    def invite(self, mail: bytes, stretched_code: bytes) -> bytes:
        """Take `revealed`, return `invited`; raise `Locked` for somebody who does not know the code."""
        revealed = _expected(mail, Revealed)
        shared = self._crypto.x25519(self._seed, revealed.ephemeral_pk)
        trusted_pk = self._crypto.x25519_public_key(self._seed)
        if shared is None:
            raise _wrong_code()
        exchange = Exchange(self._commit, trusted_pk, revealed.ephemeral_pk, revealed.nonce)
        key = agreed(stretched_code, shared, exchange, self._crypto)
        plain = key.open(_REVEALED, revealed.sealed)
        if plain is None:
            raise _wrong_code()
        device = NEW_DEVICE.decode(plain)
        said = commitment(revealed.ephemeral_pk, revealed.nonce, device.sign_pk, device.kem_pk)
        if not hmac.compare_digest(said, self._commit):
            raise _wrong_code()
        self._key, self._new_device = key, device
        return encoded(SealedMail(key.seal(_INVITED, encoded(self._invited))))

    def meet(self, mail: bytes) -> Candidate:
        """Take `proved`; the person types the words next."""
        key, device = self._agreed()
        proof = PROVED.decode(_opened(key, _PROVED, mail)).proof
        message = possession_message(self._invited.space_id, device_id_of(device.sign_pk, device.kem_pk))
        if not self._crypto.check(device.sign_pk, message, proof):
            raise _wrong_code()
        return Candidate(device, proof)

    def compare(self, typed: str) -> bool:
        """Whether these are the words that the new device shows; raise `Locked` after the third wrong try."""
        key, _ = self._agreed()
        if hmac.compare_digest(" ".join(spoken(typed)).encode("utf-8", "replace"), " ".join(key.words()).encode()):
            return True
        self._tries += 1
        if self._tries >= PAIRING_TRIES_MAX:
            text = sentence("the words did not match three times, so this pairing has ended")
            raise Locked(text, hint="Nothing was shared. Start again with: whyward link")
        return False

    def admitted(self, index: int, hash_: bytes) -> bytes:
        """Return `admitted`, after the relay holds the statement."""
        key, _ = self._agreed()
        return encoded(SealedMail(key.seal(_ADMITTED, encoded(Admitted(index, hash_)))))

    @staticmethod
    def denied(reason: str) -> bytes:
        """Return `denied`."""
        return encoded(Denied(reason))

    def _agreed(self) -> tuple[PairingKey, NewDevice]:
        if self._key is None or self._new_device is None:
            raise _out_of_turn()
        return self._key, self._new_device


class Newcomer:
    """The device that wants to join."""

    def __init__(self, keys: DeviceKeys, entropy: Entropy, crypto: Crypto) -> None:
        """Offer these keys."""
        self._keys = keys
        self._crypto = crypto
        self._seed = entropy.random_bytes(32)
        self._nonce = entropy.random_bytes(32)
        self._pk = crypto.x25519_public_key(self._seed)
        self._commit = commitment(self._pk, self._nonce, keys.sign_pk, keys.kem_pk)
        self._key: PairingKey | None = None

    def start(self) -> bytes:
        """Return `committed`."""
        return encoded(Committed(self._commit))

    async def reveal(self, mail: bytes, code: PairingCode) -> bytes:
        """Take `answered`, return `revealed`."""
        answered = _expected(mail, Answered)
        shared = self._crypto.x25519(self._seed, answered.ephemeral_pk)
        if shared is None:
            raise _wrong_code()
        exchange = Exchange(self._commit, answered.ephemeral_pk, self._pk, self._nonce)
        self._key = agreed(await stretched(code, self._crypto), shared, exchange, self._crypto)
        sealed = self._key.seal(_REVEALED, encoded(NewDevice(self._keys.sign_pk, self._keys.kem_pk)))
        return encoded(Revealed(self._pk, self._nonce, sealed))

    def prove(self, mail: bytes) -> tuple[Invited, list[str], bytes]:
        """Take `invited`; return it, the words to show, and `proved`."""
        key = self._agreed()
        invited = INVITED.decode(_opened(key, _INVITED, mail))
        message = possession_message(invited.space_id, self._keys.device_id)
        proof = encoded(Proved(self._keys.signer.sign(message)))
        return invited, key.words(), encoded(SealedMail(key.seal(_PROVED, proof)))

    def finish(self, mail: bytes) -> Admitted:
        """Take `admitted`: the device is in."""
        return ADMITTED.decode(_opened(self._agreed(), _ADMITTED, mail))

    def _agreed(self) -> PairingKey:
        if self._key is None:
            raise _out_of_turn()
        return self._key


def _opened(key: PairingKey, number: int, mail: bytes) -> bytes:
    plain = key.open(number, _expected(mail, SealedMail).sealed)
    if plain is None:
        raise _wrong_code()
    return plain


def _expected(mail: bytes, kind: type[M]) -> M:
    try:
        decoded = MAIL.decode(mail)
    except TheirFault:
        raise _out_of_turn() from None
    if isinstance(decoded, Denied):
        raise _denied(decoded.reason)
    if not isinstance(decoded, kind):
        raise _out_of_turn()
    return decoded


def _denied(reason: str) -> Locked | Refused:
    if reason == WRONG_CODE:
        return _wrong_code()
    if reason == WRONG_WORDS:
        text = sentence("the words typed on the other device were not the ones shown here, so this pairing has ended")
        return Locked(text, hint="Nothing was shared. Start again there with: whyward link")
    return Refused(
        "the other device ended the pairing", hint="Nothing was shared. Start again there with: whyward link"
    )


def _wrong_code() -> Locked:
    text = sentence("the code did not match")
    return Locked(text, hint="Nothing was shared. Look at the code again; for a new one: whyward link")


def _out_of_turn() -> Refused:
    text = sentence("the other side does not speak as a Whyward device does")
    return Refused(text, hint="Nothing was shared. Start again on the device you trust with: whyward link")
