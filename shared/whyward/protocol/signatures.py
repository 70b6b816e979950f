"""The two things both sides need of a signature scheme, as ports: sign, and check.

The scheme is Ed25519 (RFC 8032); the adapter is `whyward.ed25519`, and this package never imports it.
"""

from collections.abc import Callable
from typing import Protocol

Check = Callable[[bytes, bytes, bytes], bool]
"""`check(public_key, message, signature)`: whether it is genuine; never raises on malformed keys or signatures."""


class Signer(Protocol):
    """Holds one private key and signs with it; its `repr` shows nothing of the key."""

    @property
    def public_key(self) -> bytes:
        """The 32-byte public key."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature; the same message always gives the same one (RFC 8032)."""
        ...
