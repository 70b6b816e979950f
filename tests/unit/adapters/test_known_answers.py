"""Known answers: every primitive that is used gives what its standard publishes, through the wrappers that use it.

Where a wrapper fixes an input (a nonce of zeros, a label in front), the standard's answer is shown for the parts, and
the wrapper is held against the parts. The answers are data: `known_answers/README.md` says where they come from.
"""

import json
from hashlib import sha256, shake_256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.support.world import CRYPTO
from whyward import ed25519
from whyward.adapters import ciphers
from whyward.journal.pairing.keys import Exchange, agreed
from whyward.protocol.labels import Label, extracted, hashed, keyed

FOLDER = Path(__file__).parent / "known_answers"
AT_LEAST = {
    "aes256gcm_open": 130,
    "aes256gcm_seal": 70,
    "argon2id": 6,
    "ed25519": 50,
    "hkdf_sha256": 3,
    "hmac_sha256": 6,
    "hpke": 2,
    "mlkem768": 6,
    "sha256": 15,
    "shake256": 50,
    "x25519": 2,
}
Case = dict[str, Any]


def cases(group: str) -> list[Case]:
    """Read the cases of a group; a group that is not there fails while it is collected."""
    answers: dict[str, list[Case]] = json.loads((FOLDER / f"{group}.json").read_text(encoding="utf-8"))
    return answers["cases"]


def each(group: str) -> pytest.MarkDecorator:
    """Run a test for each case of a group."""
    return pytest.mark.parametrize("case", cases(group), ids=lambda case: str(cases(group).index(case)))


def test_no_group_of_known_answers_is_left_out_or_thinned() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(AT_LEAST)
    assert not [group for group, count in AT_LEAST.items() if len(cases(group)) < count]


# --- Ed25519, X25519 ---


@each("ed25519")
def test_ed25519_signs_and_checks_as_published(case: Case) -> None:
    message, signature = bytes.fromhex(case["message"]), bytes.fromhex(case["signature"])
    signer = CRYPTO.signer(bytes.fromhex(case["seed"]))

    assert signer.public_key.hex() == case["public_key"]
    assert signer.sign(message) == signature
    assert ed25519.check(signer.public_key, message, signature)
    assert not ed25519.check(signer.public_key, message + b"\0", signature)


@each("x25519")
def test_x25519_agrees_as_published(case: Case) -> None:
    shared = CRYPTO.x25519(bytes.fromhex(case["scalar"]), bytes.fromhex(case["u"]))

    assert shared is not None
    assert shared.hex() == case["out"]


# --- AES-256-GCM ---


@each("aes256gcm_seal")
def test_aes_256_gcm_seals_as_published(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our nonce is always zeros; here it is the published one."""
    monkeypatch.setattr(ciphers, "_NONCE", bytes.fromhex(case["nonce"]))
    key, plain, aad = (bytes.fromhex(case[name]) for name in ("key", "plain", "aad"))

    sealed = CRYPTO.aead_seal(key, plain, aad)

    assert sealed.hex() == case["sealed"]
    assert CRYPTO.aead_open(key, sealed, aad) == plain


@each("aes256gcm_open")
def test_aes_256_gcm_opens_what_is_genuine_and_has_a_whole_tag(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag cut to fewer bits is refused, even where the standard would let it pass."""
    monkeypatch.setattr(ciphers, "_NONCE", bytes.fromhex(case["nonce"]))
    key, sealed, aad = (bytes.fromhex(case[name]) for name in ("key", "sealed", "aad"))
    is_taken = case["plain"] is not None and case["tag_bits"] == 128

    opened = CRYPTO.aead_open(key, sealed, aad)

    assert opened == (bytes.fromhex(str(case["plain"])) if is_taken else None)


# --- SHA-256, HMAC, HKDF, SHAKE-256 ---


def plain_hmac(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA-256 by the letter of RFC 2104."""
    padded = (sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    inner = sha256(bytes(byte ^ 0x36 for byte in padded) + message).digest()
    return sha256(bytes(byte ^ 0x5C for byte in padded) + inner).digest()


def plain_hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> tuple[bytes, bytes]:
    """HKDF-SHA-256 by the letter of RFC 5869: the extracted key, and what it expands to."""
    prk, out, block = plain_hmac(salt, secret), b"", b""
    for number in range(1, -(-length // 32) + 1):
        block = plain_hmac(prk, block + info + bytes([number]))
        out += block
    return prk, out[:length]


@each("sha256")
def test_sha_256_hashes_as_published(case: Case) -> None:
    assert sha256(bytes.fromhex(case["message"])).hexdigest() == case["out"]


@each("hmac_sha256")
def test_hmac_is_what_rfc_4231_says(case: Case) -> None:
    """The longest MAC of the RFC is cut to 128 bits in one case."""
    mac = plain_hmac(bytes.fromhex(case["key"]), bytes.fromhex(case["message"]))

    assert mac.hex().startswith(case["mac"])


@each("hkdf_sha256")
def test_hkdf_is_what_rfc_5869_says(case: Case) -> None:
    salt, secret, info = (bytes.fromhex(case[name]) for name in ("salt", "ikm", "info"))
    prk, out = plain_hkdf(salt, secret, info, case["l"])

    assert (prk.hex(), out.hex()) == (case["prk"], case["okm"])


@pytest.mark.parametrize("label", Label, ids=lambda label: label.name)
def test_our_hashes_and_macs_are_these_with_the_label_in_front(label: Label) -> None:
    key, parts = bytes(range(32)), (b"one", b"", b"two" * 40)

    assert hashed(label, *parts) == sha256(label.value + b"".join(parts)).digest()
    assert keyed(key, label, *parts) == plain_hmac(key, label.value + b"".join(parts))
    assert extracted(label, *parts) == plain_hmac(sha256(label.value).digest(), b"".join(parts))


def test_a_pairing_key_is_hkdf_over_both_secrets_bound_to_the_exchange() -> None:
    stretched, shared = bytes(range(32)), bytes(range(32, 64))
    exchange = Exchange(b"c" * 32, b"t" * 32, b"n" * 32, b"d" * 32)
    said = b"c" * 32 + b"t" * 32 + b"n" * 32 + b"d" * 32
    info = Label.PAIR_TRANSCRIPT.value + said
    _, wanted = plain_hkdf(sha256(Label.PAIR_KEY.value).digest(), stretched + shared, info, 32)

    assert agreed(stretched, shared, exchange, CRYPTO).secret == wanted


@each("shake256")
def test_shake_256_expands_as_published(case: Case) -> None:
    assert shake_256(bytes.fromhex(case["message"])).hexdigest(len(case["out"]) // 2) == case["out"]


# --- ML-KEM-768 and HPKE ---


@each("mlkem768")
def test_ml_kem_768_makes_keys_and_opens_as_published(case: Case) -> None:
    """A ciphertext that does not fit gives a secret nobody knows, and no error (FIPS 203, implicit rejection)."""
    key = MLKEM768PrivateKey.from_seed_bytes(bytes.fromhex(case["seed"]))

    assert key.public_key().public_bytes_raw().hex() == case["public_key"]
    assert key.decapsulate(bytes.fromhex(case["ct"])).hex() == case["ss"]
    assert key.decapsulate(bytes.fromhex(case["bad_ct"])).hex() == case["bad_ss"]


def labelled(label: str, key: bytes, suite_id: bytes, secret: bytes) -> bytes:
    """`LabeledExtract` of RFC 9180 §4."""
    return plain_hmac(key or bytes(32), b"HPKE-v1" + suite_id + label.encode() + secret)


def expanded(label: str, prk: bytes, suite_id: bytes, info: bytes, length: int) -> bytes:
    """`LabeledExpand` of RFC 9180 §4, up to one block."""
    labelled_info = length.to_bytes(2, "big") + b"HPKE-v1" + suite_id + label.encode() + info
    return plain_hmac(prk, labelled_info + b"\1")[:length]


def scheduled(case: Case, aead_id: int, key_bytes: int) -> tuple[bytes, bytes]:
    """`KeySchedule` of RFC 9180 §5.1 in base mode: the AEAD's key and its first nonce."""
    suite_id = b"HPKE" + b"".join(part.to_bytes(2, "big") for part in (case["kem_id"], case["kdf_id"], aead_id))
    context = (
        b"\0"
        + labelled("psk_id_hash", b"", suite_id, b"")
        + labelled("info_hash", b"", suite_id, bytes.fromhex(case["info"]))
    )
    secret = labelled("secret", bytes.fromhex(case["shared_secret"]), suite_id, b"")
    return expanded("key", secret, suite_id, context, key_bytes), expanded("base_nonce", secret, suite_id, context, 12)


@each("hpke")
def test_the_key_schedule_is_what_rfc_9180_says(case: Case) -> None:
    key, nonce = scheduled(case, case["aead_id"], len(case["key"]) // 2)

    assert (key.hex(), nonce.hex()) == (case["key"], case["base_nonce"])


def test_a_receive_key_and_a_wrap_are_those_of_hpke_with_the_hybrid_kem() -> None:
    """The published secret of MLKEM768-X25519, scheduled for our AEAD: what is sealed so, our wrapper opens.

    The draft publishes this KEM with another AEAD, so the last step is ours; the step before it is shown above.
    """
    (case,) = (case for case in cases("hpke") if case["kem_id"] == 0x647A)
    seed, enc, info = (bytes.fromhex(case[name]) for name in ("skRm", "enc", "info"))
    key, nonce = scheduled(case, 2, 32)
    sealed = enc + AESGCM(key).encrypt(nonce, b"an epoch's key", b"")

    assert CRYPTO.kem_public_key(seed).hex() == case["pkRm"]
    assert CRYPTO.kem_open(seed, sealed, info) == b"an epoch's key"
    assert CRYPTO.kem_open(seed, sealed, info + b"\0") is None


# --- Argon2id ---


@each("argon2id")
async def test_argon2id_stretches_as_published(case: Case) -> None:
    """The port has neither a key nor associated data; where a vector has them, the primitive under it is asked."""
    secret, salt, key, ad = (bytes.fromhex(case[name]) for name in ("secret", "salt", "key", "ad"))
    memory_kib, passes, lanes = case["memory_kib"], case["passes"], case["lanes"]
    if key or ad or case["length"] != 32:
        work = Argon2id(
            salt=salt,
            length=case["length"],
            iterations=passes,
            lanes=lanes,
            memory_cost=memory_kib,
            ad=ad or None,
            secret=key or None,
        )
        assert work.derive(secret).hex() == case["out"]
        return

    stretched = await CRYPTO.derive(secret, salt, memory_kib=memory_kib, passes=passes, lanes=lanes)

    assert stretched.hex() == case["out"]


@pytest.mark.parametrize(
    ("secret", "salt", "memory_kib", "passes", "lanes", "out"),
    [
        (b"password", b"somesalt", 1 << 16, 2, 1, "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"),
        (b"password", b"somesalt", 1 << 8, 2, 1, "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"),
        (b"password", b"somesalt", 1 << 8, 2, 2, "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"),
        (b"password", b"somesalt", 1 << 16, 1, 1, "f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98"),
        (b"password", b"diffsalt", 1 << 16, 2, 1, "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c"),
    ],
)
async def test_argon2id_stretches_as_the_reference_program(
    secret: bytes, salt: bytes, memory_kib: int, passes: int, lanes: int, out: str
) -> None:
    """Source: `src/test.c` of phc-winner-argon2, version 0x13."""
    stretched = await CRYPTO.derive(secret, salt, memory_kib=memory_kib, passes=passes, lanes=lanes)

    assert stretched.hex() == out
