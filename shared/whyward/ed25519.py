"""Ed25519 (RFC 8032) from pyca/cryptography: the adapter that both sides sign and check with.

It knows no protocol; private keys stay inside, and their `repr` shows nothing.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_P = (1 << 255) - 19
_Y = (1 << 255) - 1
_ORDER_8 = int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little")
_SMALL_ORDER_Y = frozenset({0, 1, _P - 1, _ORDER_8, _P - _ORDER_8})
"""The y of the eight points whose order divides 8: under such a key anybody can make signatures that verify."""


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
    """Whether the signature is genuine; malformed keys and signatures are simply not.

    The library refuses a signature whose S is not below the group's order (RFC 8032 §5.1.7). It takes a key that is
    not in its one encoding, and a key of small order; here neither counts.
    """
    y = int.from_bytes(public_key, "little") & _Y
    if y >= _P or y in _SMALL_ORDER_Y:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
