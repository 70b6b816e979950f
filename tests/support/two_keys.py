"""One AES-GCM ciphertext that opens under two keys, and why a commitment is needed: the "salamander" of the literature.

GCM's tag is a polynomial over GF(2^128) whose point is the key's own, so one block chosen by solving one linear
equation makes both tags equal (Dodis et al., *Fast Message Franking*, 2018). It is for vectors and guards nothing.
"""

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR, ECB

BLOCK = 16
_REDUCE = 0xE1 << 120


def _times(x: int, y: int) -> int:
    """Multiply in GCM's field (NIST SP 800-38D, §6.3): the highest bit is the constant term."""
    product = 0
    for bit in range(127, -1, -1):
        if x >> bit & 1:
            product ^= y
        y = y >> 1 ^ (_REDUCE if y & 1 else 0)
    return product


def _power(x: int, exponent: int) -> int:
    result = 1 << 127
    while exponent:
        if exponent & 1:
            result = _times(result, x)
        x = _times(x, x)
        exponent >>= 1
    return result


def _blocks(data: bytes) -> list[int]:
    return [int.from_bytes(data[at : at + BLOCK].ljust(BLOCK, b"\0"), "big") for at in range(0, len(data), BLOCK)]


def _encrypted(key: bytes, block: bytes) -> int:
    encryptor = Cipher(AES(key), ECB()).encryptor()  # noqa: S305  # One block, as GCM itself is defined by.
    return int.from_bytes(encryptor.update(block) + encryptor.finalize(), "big")


class _Tag:
    """The tag of a key with a nonce of zeros, as a sum that one ciphertext block still can be added to."""

    def __init__(self, key: bytes, aad: bytes, ciphertext: bytes) -> None:
        self.point = _encrypted(key, bytes(BLOCK))
        lengths = (len(aad) * 8 << 64) | len(ciphertext) * 8
        self.terms = [*_blocks(aad), *_blocks(ciphertext), lengths]
        self.mask = _encrypted(key, bytes(12) + b"\0\0\0\1")

    def value(self) -> int:
        """Return the tag."""
        total = 0
        for term in self.terms:
            total = _times(total ^ term, self.point)
        return total ^ self.mask

    def weight(self, index: int) -> int:
        """Return what one term is multiplied by."""
        return _power(self.point, len(self.terms) - index)


def sealed_under_two(plain: bytes, aad: bytes, keys: tuple[bytes, bytes], free: int) -> bytes:
    """Seal `plain` under the first key so that it opens under the second one too.

    The 16 bytes from `free` on, at a multiple of 16, become whatever is needed; under the second key all is noise.
    """
    assert free % BLOCK == 0
    encryptor = Cipher(AES(keys[0]), CTR(bytes(12) + b"\0\0\0\2")).encryptor()
    ciphertext = encryptor.update(plain[:free] + bytes(BLOCK) + plain[free + BLOCK :]) + encryptor.finalize()
    ciphertext = ciphertext[:free] + bytes(BLOCK) + ciphertext[free + BLOCK :]
    index = len(_blocks(aad)) + free // BLOCK
    one, other = (_Tag(key, aad, ciphertext) for key in keys)
    factor = one.weight(index) ^ other.weight(index)
    block = _times(one.value() ^ other.value(), _power(factor, (1 << 128) - 2))
    one.terms[index] = block
    return (
        ciphertext[:free] + block.to_bytes(BLOCK, "big") + ciphertext[free + BLOCK :] + one.value().to_bytes(16, "big")
    )
