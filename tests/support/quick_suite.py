"""Suite 1 with pretend keys and signatures, at a hash's price; for enumerations that sign without end.

Nothing here is secret: a signature follows from the public key. AEAD, HPKE and Argon2id stay the real ones.
"""

from hashlib import blake2b, sha256, shake_256

from whyward.adapters.ciphers import SuiteOne
from whyward.protocol.limits import KEM_KEY_BYTES
from whyward.protocol.signatures import Signer


class QuickSigner:
    """See `Signer`."""

    def __init__(self, seed: bytes) -> None:
        self._public_key = sha256(b"quick" + seed).digest()

    @property
    def public_key(self) -> bytes:
        """The 32-byte public key."""
        return self._public_key

    def sign(self, message: bytes) -> bytes:
        """Return 64 bytes that fit this key and this message only."""
        return blake2b(message, key=self._public_key).digest()


class QuickSuite(SuiteOne):
    """See `Crypto`."""

    def signer(self, seed: bytes) -> Signer:
        """Return the signer of a seed."""
        return QuickSigner(seed)

    def check(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether a signature fits this key and this message."""
        return blake2b(message, key=public_key).digest() == signature

    def kem_public_key(self, seed: bytes) -> bytes:
        """Return bytes of a receive key's length."""
        return shake_256(b"quick" + seed).digest(KEM_KEY_BYTES)


QUICK = QuickSuite()
