"""A pretend suite for simulated worlds: it keeps the shape of suite 1 and binds what that binds, at a hash's price.

Nothing here is secret from who reads memory: a pretend signature follows from the public key. Nobody in a simulation
makes one for a key that is not theirs, and whatever else they put together does not verify. AES-256-GCM is real.
"""

from hashlib import blake2b, sha256, shake_256

from tests.support.sim_device import SimCrypto
from whyward.protocol.limits import KEM_KEY_BYTES

_SIGNERS: dict[bytes, "PretendSigner"] = {}
_KEM_KEYS: dict[bytes, bytes] = {}


class PretendSigner:
    """See `Signer`."""

    __slots__ = ("_public_key",)

    def __init__(self, seed: bytes) -> None:
        self._public_key = sha256(b"pretend sign" + seed).digest()

    @property
    def public_key(self) -> bytes:
        """The 32-byte public key."""
        return self._public_key

    def sign(self, message: bytes) -> bytes:
        """Return 64 bytes that fit this key and this message only."""
        return blake2b(message, key=self._public_key).digest()


def pretend_check(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a pretend signature fits."""
    return len(public_key) == 32 and blake2b(message, key=public_key).digest() == signature


class PretendSuite(SimCrypto):
    """See `Crypto`: signatures and both key agreements are hashes."""

    def signer(self, seed: bytes) -> PretendSigner:
        """Return the signer of a seed."""
        return PretendSigner(seed)

    def check(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether a signature fits."""
        return pretend_check(public_key, message, signature)

    def kem_public_key(self, seed: bytes) -> bytes:
        """Return bytes of a receive key's length that follow from the seed."""
        if seed not in _KEM_KEYS:
            _KEM_KEYS[seed] = shake_256(b"pretend kem" + seed).digest(KEM_KEY_BYTES)
        return _KEM_KEYS[seed]

    def x25519_public_key(self, seed: bytes) -> bytes:
        """Return 32 bytes that follow from the seed."""
        return sha256(b"pretend curve" + seed).digest()

    def x25519(self, seed: bytes, public_key: bytes) -> bytes | None:
        """Return what both sides come to, whichever of them asks."""
        return sha256(b"".join(sorted((self.x25519_public_key(seed), public_key)))).digest()


PRETEND = PretendSuite()
