"""The primitives: known answers where a standard publishes them, and no way to be wrong quietly.

Sources: RFC 8032 §7.1 (Ed25519), RFC 7748 §6.1 (X25519), the GCM specification's test case 14 (AES-256). All that
is published stands in `test_known_answers.py`; here is what our wrappers add.
"""

import asyncio

import pytest

from tests.support.world import CRYPTO
from whyward import ed25519

SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
SIGNATURE = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)


def test_ed25519_gives_the_published_signature() -> None:
    """RFC 8032, test 1: the empty message."""
    signer = CRYPTO.signer(SEED)

    assert signer.public_key == PUBLIC
    assert signer.sign(b"") == SIGNATURE
    assert CRYPTO.check(PUBLIC, b"", SIGNATURE)


@pytest.mark.parametrize(
    ("public", "message", "signature"),
    [
        (PUBLIC, b"x", SIGNATURE),
        (PUBLIC, b"", SIGNATURE[:-1]),
        (PUBLIC, b"", b""),
        (PUBLIC[:-1], b"", SIGNATURE),
        (bytes(32), b"", SIGNATURE),
        (b"", b"", SIGNATURE),
    ],
)
def test_a_signature_that_is_not_genuine_is_simply_not(public: bytes, message: bytes, signature: bytes) -> None:
    """Wrong message, cut signature, keys that are none: no exception, no yes."""
    assert not ed25519.check(public, message, signature)


def test_x25519_gives_the_published_secret() -> None:
    """RFC 7748 §6.1."""
    bob = bytes.fromhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
    alice_public = bytes.fromhex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
    bob_public = bytes.fromhex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
    secret = bytes.fromhex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")

    assert CRYPTO.x25519_public_key(bob) == bob_public
    assert CRYPTO.x25519(bob, alice_public) == secret


def test_x25519_gives_nothing_for_a_point_of_small_order() -> None:
    """An all-zero secret would be known to anybody."""
    assert CRYPTO.x25519(SEED, bytes(32)) is None
    assert CRYPTO.x25519(SEED, b"short") is None


def test_aes_gcm_gives_the_published_ciphertext() -> None:
    """Test case 14: a key, a nonce and one block, all zero."""
    sealed = CRYPTO.aead_seal(bytes(32), bytes(16), b"")

    assert sealed.hex() == "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
    assert CRYPTO.aead_open(bytes(32), sealed, b"") == bytes(16)


def test_aes_gcm_opens_nothing_that_was_changed() -> None:
    """Ciphertext, tag, associated data, key, and lengths."""
    sealed = CRYPTO.aead_seal(bytes(32), b"plain", b"aad")

    assert CRYPTO.aead_open(bytes(32), sealed, b"other") is None
    assert CRYPTO.aead_open(b"k" * 32, sealed, b"aad") is None
    assert CRYPTO.aead_open(bytes(32), sealed[:-1], b"aad") is None
    assert CRYPTO.aead_open(bytes(32), b"", b"aad") is None
    assert CRYPTO.aead_open(bytes(31), sealed, b"aad") is None


def test_hpke_opens_for_the_receiver_in_its_context_only() -> None:
    """Sizes are the protocol's; another seed, another info and any cut give None."""
    public = CRYPTO.kem_public_key(SEED)
    sealed = CRYPTO.kem_seal(public, bytes(range(32)), b"info")

    assert (len(public), len(sealed)) == (1216, 1168)
    assert CRYPTO.kem_open(SEED, sealed, b"info") == bytes(range(32))
    assert CRYPTO.kem_open(bytes(32), sealed, b"info") is None
    assert CRYPTO.kem_open(SEED, sealed, b"other") is None
    assert CRYPTO.kem_open(SEED, sealed[:-1], b"info") is None
    assert CRYPTO.kem_open(SEED, b"", b"info") is None


def test_a_receive_key_is_always_the_same_for_a_seed() -> None:
    """SHAKE-256 expands the seed; half of it being swapped would give another key."""
    assert CRYPTO.kem_public_key(SEED) == CRYPTO.kem_public_key(SEED)
    assert CRYPTO.kem_public_key(SEED) != CRYPTO.kem_public_key(bytes(32))


@pytest.mark.parametrize("length", [0, 1184, 1215, 1217])
def test_hpke_seals_to_nothing_that_is_no_key(length: int) -> None:
    """A wrap for nobody is never made."""
    with pytest.raises(ValueError, match="key"):
        CRYPTO.kem_seal(bytes(length), b"secret", b"info")


async def test_argon2id_hangs_on_every_input() -> None:
    """Secret, salt and each cost change the result; the same inputs do not."""
    base = await CRYPTO.derive(b"secret", b"s" * 16, memory_kib=64, passes=1, lanes=1)

    assert base == await CRYPTO.derive(b"secret", b"s" * 16, memory_kib=64, passes=1, lanes=1)
    others = [
        await CRYPTO.derive(b"other", b"s" * 16, memory_kib=64, passes=1, lanes=1),
        await CRYPTO.derive(b"secret", b"t" * 16, memory_kib=64, passes=1, lanes=1),
        await CRYPTO.derive(b"secret", b"s" * 16, memory_kib=128, passes=1, lanes=1),
        await CRYPTO.derive(b"secret", b"s" * 16, memory_kib=64, passes=2, lanes=1),
        await CRYPTO.derive(b"secret", b"s" * 16, memory_kib=64, passes=1, lanes=2),
    ]
    assert len({base, *others}) == 6


async def test_several_derivations_at_once_all_end() -> None:
    """OpenSSL lets two that use threads wait for each other; a person may cancel a linking and begin another."""
    async with asyncio.timeout(30):
        keys = await asyncio.gather(
            *(CRYPTO.derive(secret, b"s" * 16, memory_kib=8192, passes=3, lanes=4) for secret in (b"a", b"b", b"a"))
        )

    assert keys[0] == keys[2] != keys[1]
