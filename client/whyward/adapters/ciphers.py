"""Suite 1 from pyca/cryptography: AES-256-GCM, Ed25519, HPKE with MLKEM768_X25519, X25519, Argon2id.

It refuses to fall back: a build without one of them fails at once, in plain words.
"""

import asyncio
from hashlib import shake_256
from threading import Lock

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from whyward import ed25519
from whyward.journal.errors import Refused
from whyward.journal.sentences import sentence
from whyward.protocol.limits import KEM_KEY_BYTES
from whyward.protocol.signatures import Signer

_NONCE = bytes(12)
_MLKEM_SEED_BYTES = 64
_MLKEM_KEY_BYTES = 1184
_DERIVING = Lock()
"""One Argon2id at a time: two at once wait for each other's threads in OpenSSL, for ever or until one gives up."""


class SuiteOne:
    """The primitives behind the journal's crypto port."""

    def __init__(self) -> None:
        """Check that this build has all of the suite; raise `Refused` if it has not."""
        try:
            self._hpke = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
            self._receive_key(bytes(32))
        except UnsupportedAlgorithm:
            raise _no_ml_kem() from None

    def signer(self, seed: bytes) -> Signer:
        """Return the Ed25519 signer of a 32-byte seed."""
        return ed25519.Ed25519Signer(seed)

    def check(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether an Ed25519 signature is genuine."""
        return ed25519.check(public_key, message, signature)

    def aead_seal(self, key: bytes, plain: bytes, aad: bytes) -> bytes:
        """AES-256-GCM under a key used for this one message only, so the nonce is all zero."""
        return AESGCM(key).encrypt(_NONCE, plain, aad)

    def aead_open(self, key: bytes, sealed: bytes, aad: bytes) -> bytes | None:
        """Undo `aead_seal`; None if anything does not fit."""
        try:
            return AESGCM(key).decrypt(_NONCE, sealed, aad)
        except (InvalidTag, ValueError):
            return None

    def kem_public_key(self, seed: bytes) -> bytes:
        """Return ML-KEM-768's encapsulation key followed by X25519's public key, 1,216 bytes."""
        kem, curve = _halves(seed)
        return kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()

    def kem_seal(self, public_key: bytes, plain: bytes, info: bytes) -> bytes:
        """HPKE base mode: `enc ‖ ciphertext`; raise `ValueError` for a malformed key."""
        if len(public_key) != KEM_KEY_BYTES:
            raise ValueError("not a receive key")
        try:
            pair = MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(public_key[:_MLKEM_KEY_BYTES]),
                X25519PublicKey.from_public_bytes(public_key[_MLKEM_KEY_BYTES:]),
            )
            return self._hpke.encrypt(plain, pair, info)
        except UnsupportedAlgorithm:
            raise _no_ml_kem() from None

    def kem_open(self, seed: bytes, sealed: bytes, info: bytes) -> bytes | None:
        """Undo `kem_seal`; None if anything does not fit."""
        try:
            return self._hpke.decrypt(sealed, self._receive_key(seed), info)
        except (InvalidTag, ValueError):
            return None
        except UnsupportedAlgorithm:
            raise _no_ml_kem() from None

    def x25519(self, seed: bytes, public_key: bytes) -> bytes | None:
        """Return the shared secret, or None for a public key that gives an all-zero one (RFC 7748 §6.1)."""
        try:
            return X25519PrivateKey.from_private_bytes(seed).exchange(X25519PublicKey.from_public_bytes(public_key))
        except ValueError:
            return None

    def x25519_public_key(self, seed: bytes) -> bytes:
        """Return the public key of a 32-byte seed."""
        return X25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()

    async def derive(self, secret: bytes, salt: bytes, *, memory_kib: int, passes: int, lanes: int) -> bytes:
        """Argon2id, 32 bytes, on a worker thread: it takes about a second on purpose."""
        work = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory_kib)

        def derive() -> bytes:
            with _DERIVING:
                return work.derive(secret)

        return await asyncio.to_thread(derive)

    @staticmethod
    def _receive_key(seed: bytes) -> MLKEM768X25519PrivateKey:
        return MLKEM768X25519PrivateKey(*_halves(seed))


def _no_ml_kem() -> Refused:
    """Say what is missing; there is nothing to fall back to."""
    text = sentence("the installed cryptography library has no ML-KEM-768, which sealing needs")
    return Refused(text, hint="Install cryptography 50 or later from its own wheels.")


def _halves(seed: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    """Expand a receive key's seed by SHAKE-256: 64 bytes for ML-KEM-768, 32 for X25519 (protocol reference §2)."""
    expanded = shake_256(seed).digest(_MLKEM_SEED_BYTES + 32)
    kem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_BYTES])
    return kem, X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_BYTES:])
