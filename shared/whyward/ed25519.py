"""Ed25519 (RFC 8032) from pyca/cryptography: the adapter that both sides sign and check with.

It knows no protocol; private keys stay inside, and their `repr` shows nothing.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class Ed25519Signer:
    """Signs with one private key, made from its 32-byte seed."""

    __slots__ = ("_key", "_public_key")

    def __init__(self, seed: bytes) -> None:
        """Expand a 32-byte seed; raise `ValueError` for another length."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self._public_key = self._key.public_key().public_bytes_raw()

    def __repr__(self) -> str:
        return "Ed25519Signer(…)"

    @property
    def public_key(self) -> bytes:
        """The 32-byte public key."""
        return self._public_key

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature."""
        return self._key.sign(message)


def check(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is genuine; malformed keys and signatures are simply not."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
