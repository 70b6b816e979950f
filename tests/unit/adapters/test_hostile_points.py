"""Keys, points and signatures that a careful library must not take: small orders, second spellings, cut tags.

Sources: RFC 8032 §5.1.7, RFC 7748 §6.1, FIPS 203 §7.2, and "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko,
2020) for the small-order encodings of Ed25519.
"""

from hashlib import sha512

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.support.world import CRYPTO
from whyward import ed25519
from whyward.protocol.limits import TAG_BYTES, WRAP_BYTES

P25519 = (1 << 255) - 19
L = (1 << 252) + 27742317777372353535851937790883648493
SIGN_BIT = 1 << 255
ORDER_8 = int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little")
SMALL_ORDER_Y = (0, 1, P25519 - 1, ORDER_8, P25519 - ORDER_8, P25519, P25519 + 1)
SMALL_ORDER = [(y | sign).to_bytes(32, "little") for y in SMALL_ORDER_Y for sign in (0, SIGN_BIT)]
U_OF_ORDER_8 = (
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
)
SMALL_U = (0, 1, P25519 - 1, P25519, P25519 + 1, *(int.from_bytes(bytes.fromhex(u), "little") for u in U_OF_ORDER_8))
SMALL_ORDER_U = [(u | bit).to_bytes(32, "little") for u in SMALL_U for bit in (0, SIGN_BIT)]
SEED = bytes(range(32))


def scalar_of(seed: bytes) -> int:
    """Return the secret scalar behind a seed (RFC 8032 §5.1.5)."""
    clamped = bytearray(sha512(seed).digest()[:32])
    clamped[0] &= 248
    clamped[31] = clamped[31] & 63 | 64
    return int.from_bytes(clamped, "little") % L


def signature_without_a_secret(message: bytes) -> bytes:
    """Return a signature that a lax check takes for every message, under the key that is the neutral point."""
    del message
    return CRYPTO.signer(SEED).public_key + scalar_of(SEED).to_bytes(32, "little")


def test_a_key_of_small_order_lets_nobody_sign_for_everything() -> None:
    """The library alone would take it, which is why the check stands in front of it."""
    neutral, message = (1).to_bytes(32, "little"), b"anything"
    forged = signature_without_a_secret(message)

    Ed25519PublicKey.from_public_bytes(neutral).verify(forged, message)
    assert not ed25519.check(neutral, message, forged)


@pytest.mark.parametrize("key", SMALL_ORDER, ids=bytes.hex)
def test_no_signature_counts_under_a_key_of_small_order(key: bytes) -> None:
    """Every encoding of the eight points, with either sign; and with `R` one of them as well."""
    for r in (signature_without_a_secret(b"")[:32], *SMALL_ORDER):
        for s in (0, 1, scalar_of(SEED)):
            assert not ed25519.check(key, b"message", r + s.to_bytes(32, "little"))


@pytest.mark.parametrize("y", range(P25519, 1 << 255))
def test_a_key_in_a_second_encoding_does_not_count(y: int) -> None:
    for sign in (0, SIGN_BIT):
        assert not ed25519.check((y | sign).to_bytes(32, "little"), b"message", signature_without_a_secret(b""))


@pytest.mark.parametrize("times", range(1, 16))
def test_a_signature_has_no_second_form(times: int) -> None:
    """Adding the group's order to S gives another signature that a lax check takes."""
    signer = CRYPTO.signer(SEED)
    good = signer.sign(b"message")
    s = int.from_bytes(good[32:], "little") + times * L

    assert ed25519.check(signer.public_key, b"message", good)
    if s < 1 << 256:
        assert not ed25519.check(signer.public_key, b"message", good[:32] + s.to_bytes(32, "little"))


@pytest.mark.parametrize("length", [0, 1, 31, 32, 63, 65, 128])
def test_a_signature_of_another_length_does_not_count(length: int) -> None:
    signer = CRYPTO.signer(SEED)
    cut = (signer.sign(b"message") * 2)[:length]

    assert not ed25519.check(signer.public_key, b"message", cut)


@pytest.mark.parametrize("u", SMALL_ORDER_U, ids=bytes.hex)
def test_x25519_agrees_on_nothing_with_a_point_of_small_order(u: bytes) -> None:
    """The secret would be zeros, which everybody knows."""
    assert CRYPTO.x25519(SEED, u) is None


@pytest.mark.parametrize("u", SMALL_ORDER_U, ids=bytes.hex)
def test_nothing_is_sealed_to_a_receive_key_whose_curve_half_is_of_small_order(u: bytes) -> None:
    """Such a wrap would hang on ML-KEM alone: the hybrid is both or nothing."""
    key = CRYPTO.kem_public_key(SEED)

    with pytest.raises(ValueError):  # noqa: PT011  # the library's own words, which are not ours to hold
        CRYPTO.kem_seal(key[:-32] + u, bytes(32), b"info")


@pytest.mark.parametrize("u", SMALL_ORDER_U, ids=bytes.hex)
def test_nothing_opens_that_was_sent_with_a_point_of_small_order(u: bytes) -> None:
    sealed = CRYPTO.kem_seal(CRYPTO.kem_public_key(SEED), bytes(32), b"info")

    assert CRYPTO.kem_open(SEED, sealed[:1088] + u + sealed[1120:], b"info") is None


@pytest.mark.parametrize("coefficient", [3329, 3330, 4095])
@pytest.mark.parametrize("place", [0, 1, 383])
def test_nothing_is_sealed_to_a_lattice_key_outside_its_field(coefficient: int, place: int) -> None:
    """FIPS 203 §7.2, the modulus check: two coefficients of 12 bits in three bytes, each below 3,329."""
    key = bytearray(CRYPTO.kem_public_key(SEED))
    key[3 * place] = coefficient & 0xFF
    key[3 * place + 1] = key[3 * place + 1] & 0xF0 | coefficient >> 8

    with pytest.raises(ValueError):  # noqa: PT011  # the library's own words, which are not ours to hold
        CRYPTO.kem_seal(bytes(key), bytes(32), b"info")


@pytest.mark.parametrize("tag_bytes", range(TAG_BYTES))
def test_a_cut_tag_opens_nothing(tag_bytes: int) -> None:
    """In the AEAD, and in the wrap that ends with one."""
    sealed = CRYPTO.aead_seal(bytes(32), b"plain", b"aad")
    wrap = CRYPTO.kem_seal(CRYPTO.kem_public_key(SEED), bytes(32), b"info")

    assert CRYPTO.aead_open(bytes(32), sealed[: 5 + tag_bytes], b"aad") is None
    assert CRYPTO.kem_open(SEED, wrap[: WRAP_BYTES - TAG_BYTES + tag_bytes], b"info") is None
