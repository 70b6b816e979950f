"""The keys of one pairing: from the code and a key exchange to sealed mail and to the words people compare.

It refuses to agree on anything with somebody who does not know the code; and what the words say covers all that was
sent before them, so that somebody in the middle would show others.
"""

from dataclasses import dataclass, field

from whyward.journal.pairing.code import PairingCode
from whyward.journal.ports import Crypto
from whyward.journal.words import short_words
from whyward.protocol.labels import Label, extracted, hashed, keyed

_STRETCH = (64 << 10, 3, 4)
"""Argon2id's KiB, passes, lanes: the code has 80 bits by itself, so the floor of protocol reference §10 is plenty."""

WORDS = 4
"""44 bits: somebody in the middle, bound by the commitment, has one try in 2^44."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """All that was sent in the open, in order."""

    commit: bytes
    trusted_pk: bytes
    new_pk: bytes
    nonce: bytes


@dataclass(frozen=True, slots=True)
class PairingKey:
    """What both sides hold after the exchange."""

    secret: bytes = field(repr=False)
    crypto: Crypto = field(repr=False)

    def seal(self, number: int, plain: bytes) -> bytes:
        """Seal the message with this number; each number has a key of its own and is used once."""
        return self.crypto.aead_seal(keyed(self.secret, Label.PAIR_MAIL, bytes([number])), plain, b"")

    def open(self, number: int, sealed: bytes) -> bytes | None:
        """Undo `seal`; None if the other side does not hold the same key."""
        return self.crypto.aead_open(keyed(self.secret, Label.PAIR_MAIL, bytes([number])), sealed, b"")

    def words(self) -> list[str]:
        """Return the four words that the new device shows."""
        return short_words(keyed(self.secret, Label.PAIR_WORDS), WORDS)


def commitment(ephemeral_pk: bytes, nonce: bytes, sign_pk: bytes, kem_pk: bytes) -> bytes:
    """Commit to the new device's ephemeral key, dice and identity before it sees anything of the other side."""
    return hashed(Label.PAIR_COMMIT, ephemeral_pk, nonce, sign_pk, kem_pk)


async def stretched(code: PairingCode, crypto: Crypto) -> bytes:
    """Stretch the code's secret, once a pairing."""
    salt = hashed(Label.PAIR_CODE_SALT, code.rendezvous.encode())[:16]
    memory_kib, passes, lanes = _STRETCH
    return await crypto.derive(code.secret.encode(), salt, memory_kib=memory_kib, passes=passes, lanes=lanes)


def agreed(stretched_code: bytes, shared: bytes, exchange: Exchange, crypto: Crypto) -> PairingKey:
    """HKDF-SHA-256 (RFC 5869) over the stretched code and the X25519 secret, bound to the whole exchange."""
    prk = extracted(Label.PAIR_KEY, stretched_code, shared)
    said = exchange.commit + exchange.trusted_pk + exchange.new_pk + exchange.nonce
    return PairingKey(keyed(prk, Label.PAIR_TRANSCRIPT, said, b"\x01"), crypto)
