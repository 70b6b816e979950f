"""The relay's one door to chance; everything else takes what it needs as an argument.

It reads no wall clock: the relay does not know what day it is, and needs no date for anything it does.
"""

import os

NONCE_BYTES = 32


def random_bytes(count: int = NONCE_BYTES) -> bytes:
    """Return fresh bytes from the operating system's generator."""
    return os.urandom(count)
