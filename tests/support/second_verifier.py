"""The second verifier: opens segments and epochs by what the protocol reference says, §4 and §5."""

import hmac
import struct
import zlib
from collections.abc import Sequence
from hashlib import shake_256
from itertools import pairwise
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite

from tests.support.second_bytes import Refused, array, demand, extracted, hashed, label, mac, read, signed, spread

RAW_MAX, PLAIN_MAX = 1 << 20, (1 << 20) + (1 << 16)
EVENTS_MAX, EVENT_SIZE_MAX, HEADS_MAX, HEADER_SIZE_MAX, STATEMENTS_MAX = 1000, 256 << 10, 64, 1 << 10, 10_000
YEAR_2200_MS = 7_258_118_400_000
CORE = "u8 u8 u8 b32 b32 u64 b32 b32 u32 b32 u32 b32"


class Place(NamedTuple):
    """Where a segment is expected, under which epoch, and by whose key."""

    space_id: bytes
    device_id: bytes
    n: int
    prev: bytes
    epoch_id: bytes
    epoch_key: bytes
    sign_pk: bytes


class Epoch(NamedTuple):
    """What is public of an epoch."""

    number: int
    epoch_id: bytes
    commit: bytes
    wraps: dict[bytes, bytes]
    history: bytes


def open_segment(place: Place, header: bytes, signature: bytes, body: bytes) -> bytes:
    """Open one segment at its place and return its raw array; raise `Refused` for whatever does not fit."""
    demand(len(header) <= HEADER_SIZE_MAX and len(body) <= PLAIN_MAX + 16, "too large")
    core, commit, body_hash = spread(read(header), "bytes b32 b32")
    v, suite, kind, space_id, device_id, n, prev, epoch_id, index, _, plain_len, _ = spread(read(core), CORE)
    demand((v, suite) == (1, 1), "an unknown version or suite")
    demand((space_id, device_id, n, prev, epoch_id) == place[:5], "another place")
    demand(index < STATEMENTS_MAX and 512 <= plain_len <= PLAIN_MAX, "a number out of bounds")
    demand(len(body) - 16 == plain_len and hashed("body", body) == body_hash, "another body")
    demand(kind == 1, "a kind that is kept and passed on, and not opened")
    prk, h = extracted("epoch-prk", place.epoch_key, place.space_id, place.epoch_id), hashed("core", core)
    demand(hmac.compare_digest(mac(prk, label("seg-commit"), h), commit), "another key than was committed to")
    raw = _unpacked(_gcm_open(mac(prk, label("seg-key"), h), body, label("seg-aad") + core))
    _check_batch(raw)
    demand(signed(place.sign_pk, "seg-sig", header, signature), "not signed by its author")
    return raw


def _padded(length: int) -> int:
    exponent = length.bit_length() - 1
    unit = 1 << max(exponent - exponent.bit_length(), 0)
    return max(512, -(-length // unit) * unit)


def _unpacked(plain: bytes) -> bytes:
    form, deflated, raw_len, stored_len = struct.unpack(">BBII", plain[:10])
    end = 10 + stored_len
    demand(form == 1 and deflated in {0, 1} and 1 <= raw_len <= RAW_MAX, "another form of plaintext")
    demand(end <= len(plain) == _padded(end), "another length than padmé gives")
    demand(plain[end:] == bytes(len(plain) - end), "padding that is not zeros")
    stored = plain[10:end]
    stream = zlib.decompressobj()
    try:
        raw = stream.decompress(stored, raw_len + 1) if deflated else stored
    except zlib.error:
        raise Refused("not a zlib stream") from None
    demand(stream.eof or not deflated, "a stream without its end")
    demand(not stream.unused_data and len(raw) == raw_len, "not one stream of the length that was said")
    return raw


def _check_batch(raw: bytes) -> None:
    ends: list[int] = []
    batch = array(read(raw, ends))
    demand(1 <= len(batch) <= EVENTS_MAX + 1, "not a batch")
    heads, *events = batch
    demand(len(array(heads)) <= HEADS_MAX, "too many heads")
    for head in array(heads):
        spread(head, "b32 u64 b32")
    demand(all(end - start <= EVENT_SIZE_MAX for start, end in pairwise(ends)), "an event too large")
    for event in events:
        _, kind, hlc, _, tz, _, _ = spread(event, "b16 text u64 u64 int b16 bytes")
        demand(_is_kind(kind), "not a kind")
        demand(hlc >> 16 < YEAR_2200_MS and abs(tz) < 24 * 60, "past the year 2199, or no time zone")


def _is_kind(kind: str) -> bool:
    name, _, version = kind.partition(".")
    is_name = name[:1] not in {"", "-"} and not name.strip("abcdefghijklmnopqrstuvwxyz-")
    is_version = version[:1] not in {"", "0"} and not version.strip("0123456789") and len(version) <= 3
    return is_name and is_version and len(kind) <= 48


def read_epoch(raw: bytes, place: tuple[bytes, int, bytes], readers: Sequence[bytes], *, is_share: bool) -> Epoch:
    """Read an epoch body at its place (space, number, prev of its statement), and check all that is public of it."""
    space_id, number, prev = place
    said, epoch_id, commit, readers_hash, listed, history = spread(read(raw), "u32 b32 b32 b32 list bytes")
    wraps = read_wraps(listed)
    demand(said == number, "another number")
    demand(readers_hash == hashed("readers", *sorted(readers)), "other readers")
    demand([device for device, _ in wraps] == sorted(readers), "not one wrap for each reader")
    demand(len(history) == (48 if number and not is_share else 0), "a history of another size")
    named = hashed("epoch-id", space_id, number.to_bytes(4, "big"), prev, commit, readers_hash)
    demand(epoch_id == named, "another id")
    return Epoch(said, epoch_id, commit, dict(wraps), history)


def read_wraps(listed: list[Any]) -> list[tuple[bytes, bytes]]:
    """Read `[[device_id, sealed], …]`."""
    return [(device, sealed) for device, sealed in (spread(wrap, "b32 b1168") for wrap in array(listed))]


def unwrap(epoch: Epoch, space_id: bytes, device_id: bytes, kem_seed: bytes) -> bytes:
    """Open the wrap for one reader, check it against the commitment, and return the epoch's key."""
    demand(device_id in epoch.wraps, "not wrapped for this reader")
    number = epoch.number.to_bytes(4, "big")
    info = label("wrap") + space_id + number + epoch.commit + device_id
    raw = shake_256(kem_seed).digest(96)
    halves = MLKEM768PrivateKey.from_seed_bytes(raw[:64]), X25519PrivateKey.from_private_bytes(raw[64:])
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    try:
        key = suite.decrypt(epoch.wraps[device_id], MLKEM768X25519PrivateKey(*halves), info)
    except (InvalidTag, ValueError):
        raise Refused("the wrap does not open") from None
    demand(extracted("epoch-commit", key, space_id, number) == epoch.commit, "another key than was committed to")
    return key


def key_before(epoch: Epoch, key: bytes, space_id: bytes, commit_before: bytes) -> bytes:
    """Open the history of an epoch: the key of the epoch before it, checked against what was committed to then."""
    prk, number = extracted("epoch-prk", key, space_id, epoch.epoch_id), (epoch.number - 1).to_bytes(4, "big")
    found = _gcm_open(mac(prk, label("history")), epoch.history, epoch.epoch_id)
    demand(extracted("epoch-commit", found, space_id, number) == commit_before, "another key than was committed to")
    return found


def _gcm_open(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(bytes(12), sealed, aad)
    except (InvalidTag, ValueError):
        raise Refused("it does not open") from None
