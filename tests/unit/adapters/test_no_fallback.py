"""A library without part of suite 1: it is said in plain words, and nothing weaker takes its place."""

import ast
from pathlib import Path
from typing import NoReturn

import pytest
from cryptography.exceptions import UnsupportedAlgorithm

from tests.support.world import CRYPTO
from whyward.adapters import ciphers
from whyward.adapters.ciphers import SuiteOne
from whyward.journal.errors import Refused

ROOT = Path(__file__).parents[3]
SEED = bytes(range(32))


class Lacking:
    """Stands for a class of the library in a build that lacks it."""

    def __init__(self, *_inputs: object) -> None:
        """Fail as the library does."""
        raise UnsupportedAlgorithm("not in this build")

    @staticmethod
    def from_seed_bytes(_seed: bytes) -> NoReturn:
        """Fail as the library does."""
        raise UnsupportedAlgorithm("not in this build")

    @staticmethod
    def from_public_bytes(_key: bytes) -> NoReturn:
        """Fail as the library does."""
        raise UnsupportedAlgorithm("not in this build")


@pytest.mark.parametrize("lacking", ["Suite", "MLKEM768PrivateKey", "MLKEM768X25519PrivateKey"])
def test_without_ml_kem_nothing_starts(lacking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ciphers, lacking, Lacking)

    with pytest.raises(Refused, match="ML-KEM-768") as caught:
        SuiteOne()

    assert "Install" in caught.value.hint


@pytest.mark.parametrize(
    "lacking", ["MLKEM768PublicKey", "MLKEM768X25519PublicKey", "MLKEM768PrivateKey", "MLKEM768X25519PrivateKey"]
)
def test_where_ml_kem_fails_later_nothing_is_sealed_or_opened_without_it(
    lacking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a shorter wrap nor an opened one comes out, but the same plain words."""
    crypto, public_key = SuiteOne(), CRYPTO.kem_public_key(SEED)
    sealed = CRYPTO.kem_seal(public_key, bytes(32), b"info")
    monkeypatch.setattr(ciphers, lacking, Lacking)

    wish = crypto.kem_seal if lacking.endswith("PublicKey") else crypto.kem_open
    inputs = (public_key, bytes(32)) if lacking.endswith("PublicKey") else (SEED, sealed)

    with pytest.raises(Refused, match="ML-KEM-768"):
        wish(*inputs, b"info")


def test_the_code_names_one_kem_one_kdf_and_one_aead() -> None:
    """A second one, even unused, is the first step of a fallback."""
    named: set[str] = set()
    for portion in ("client", "server", "shared"):
        for path in (ROOT / portion).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                    named |= {f"{node.value.id}.{node.attr}"} if node.value.id in {"KEM", "KDF", "AEAD"} else set()

    assert named == {"KEM.MLKEM768_X25519", "KDF.HKDF_SHA256", "AEAD.AES_256_GCM"}
