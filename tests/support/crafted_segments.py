"""Segments by hand, step by step, so that each step can be done wrong; for vectors and mutations.

It uses nothing of the product but its encoder: what a vector says must not hang on the code that it tests.
"""

import struct
import zlib
from hashlib import sha256
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.support.second_bytes import extracted, hashed, label, mac
from tests.support.second_verifier import Place
from whyward.protocol.canonical import encoded

CORE_FIELDS = (
    "v",
    "suite",
    "kind",
    "space_id",
    "device_id",
    "n",
    "prev",
    "epoch_id",
    "control_index",
    "control_head",
    "plain_len",
    "salt",
)


class Sealed(NamedTuple):
    """A segment in its three parts."""

    header: bytes
    signature: bytes
    body: bytes


def dice(name: str) -> bytes:
    """Return 32 bytes that hang on a name: the dice of everything that is made up here."""
    return sha256(b"whyward vectors/" + name.encode()).digest()


def sign_key(name: str) -> Ed25519PrivateKey:
    """Return the signing key of a made-up device."""
    return Ed25519PrivateKey.from_private_bytes(dice("sign/" + name))


def place_of(name: str, n: int = 1) -> Place:
    """Return a place in the series of a made-up device, in a made-up space and epoch."""
    prev = dice(f"prev/{name}/{n}") if n > 1 else bytes(32)
    public = sign_key(name).public_key().public_bytes_raw()
    return Place(dice("space"), dice("device/" + name), n, prev, dice("epoch id"), dice("epoch key"), public)


def padded_to(length: int) -> int:
    """Return the length that padmé gives, at least 512."""
    exponent = length.bit_length() - 1
    low = max(exponent - exponent.bit_length(), 0)
    return max(512, ((length + (1 << low) - 1) >> low) << low)


class Plain(NamedTuple):
    """The plaintext of a segment; every figure may be a lie, and -1 means the truth."""

    stored: bytes
    deflated: int = 0
    raw_len: int = -1
    stored_len: int = -1
    format: int = 1
    padded: int = -1
    padding: bytes = b"\0"

    def packed(self) -> bytes:
        """Return its bytes."""
        raw_len = len(self.stored) if self.raw_len < 0 else self.raw_len
        stored_len = len(self.stored) if self.stored_len < 0 else self.stored_len
        joined = struct.pack(">BBII", self.format, self.deflated, raw_len, stored_len) + self.stored
        length = padded_to(len(joined)) if self.padded < 0 else self.padded
        return (joined + self.padding * length)[: max(length, len(joined))]


def deflating(raw: bytes, level: int = 6) -> Plain:
    """Return a plaintext that holds this, deflated."""
    return Plain(zlib.compress(raw, level), deflated=1, raw_len=len(raw))


def core_of(place: Place, plain_len: int, /, **changes: object) -> list[Any]:
    """Return the fields of a core at a place; any may be changed by its name."""
    right = (1, 1, 1, *place[:4], place.epoch_id, 3, dice("control head"), plain_len, dice("salt"))
    assert changes.keys() <= set(CORE_FIELDS)
    return [changes.get(name, value) for name, value in zip(CORE_FIELDS, right, strict=True)]


def keys_of(place: Place, core_raw: bytes) -> tuple[bytes, bytes]:
    """Return the message key of a core under the place's epoch, and the commitment to it."""
    prk = extracted("epoch-prk", place.epoch_key, place.space_id, place.epoch_id)
    h = hashed("core", core_raw)
    return mac(prk, label("seg-key"), h), mac(prk, label("seg-commit"), h)


def sealed_at(place: Place, core_raw: bytes, plain: bytes, commit: bytes | None = None) -> tuple[bytes, bytes]:
    """Seal a plaintext under the key of its core; return header and body, not yet signed."""
    key, right = keys_of(place, core_raw)
    body = AESGCM(key).encrypt(bytes(12), plain, label("seg-aad") + core_raw)
    return encoded([core_raw, right if commit is None else commit, hashed("body", body)]), body


def signed_by(name: str, header: bytes, body: bytes) -> Sealed:
    """Sign a header as a made-up device."""
    return Sealed(header, sign_key(name).sign(label("seg-sig") + header), body)


def crafted(name: str, plain: bytes, n: int = 1, /, **changes: object) -> Sealed:
    """Make a whole segment of a device: right in all that was not changed in its core."""
    place = place_of(name, n)
    return signed_by(name, *sealed_at(place, encoded(core_of(place, len(plain), **changes)), plain))


def event(**changes: object) -> list[Any]:
    """Return an event's fields; any may be changed by its name."""
    fields: dict[str, object] = {
        "id": dice("event")[:16],
        "kind": "win-noticed.1",
        "hlc": 1_774_000_000_000 << 16,
        "at": 1_774_000_000_000,
        "tz": 60,
        "act": dice("act")[:16],
        "body": b"\x81\xa4text\xa5A win",
    }
    assert changes.keys() <= fields.keys()
    return list((fields | changes).values())


def batch(*events: list[Any], heads: object = ()) -> bytes:
    """Return a raw array of heads and events."""
    return encoded([heads, *events])
