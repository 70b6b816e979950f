"""Every bound of protocol version 1, in one list; sealer, relay and opener enforce the same ones.

Source: protocol reference §5 and §9. Sizes are in bytes unless the name says otherwise.
"""

from typing import Final

VERSION: Final = 1
SUITE: Final = 1
"""SHA-256, HMAC-SHA-256, AES-256-GCM, Ed25519, HPKE(MLKEM768_X25519, HKDF-SHA256, AES-256-GCM), Argon2id, zlib."""

RAW_BYTES_MAX: Final = 1 << 20
EVENTS_PER_SEGMENT_MAX: Final = 1000
EVENT_BYTES_MAX: Final = 256 << 10
HEADER_BYTES_MAX: Final = 1 << 10
HEADS_PER_SEGMENT_MAX: Final = 64
DEPTH_MAX: Final = 16
DEFLATE_FROM_BYTES: Final = 256
PLAIN_BYTES_MIN: Final = 512

TAG_BYTES: Final = 16
"""AES-GCM's tag: a body is this much longer than its plaintext (NIST SP 800-38D)."""

PLAIN_BYTES_MAX: Final = RAW_BYTES_MAX + (RAW_BYTES_MAX >> 4)
"""Padmé adds less than 1/16 at this size (measured in tests); a longer plaintext cannot be canonical."""

BODY_BYTES_MAX: Final = PLAIN_BYTES_MAX + TAG_BYTES

DEVICES_PER_PARTY_MAX: Final = 32
PARTIES_MAX: Final = 8
STATEMENTS_MAX: Final = 10_000
STATEMENT_BYTES_MAX: Final = 512 << 10
"""A removal wraps a new epoch to up to 256 readers at 1,168 bytes each; twice that is never needed."""

PENDING_SEGMENTS_MAX: Final = 10_000
PENDING_BYTES_MAX: Final = 64 << 20

EPOCH_SEGMENTS_MAX: Final = 1 << 20
EPOCH_DAYS_MAX: Final = 90

INT_MAX: Final = (1 << 63) - 1
"""Positions and times are u64 on paper; every store and decoder here is signed, so half the range is refused."""

HLC_MAX: Final = 7_258_118_400_000 << 16
"""2200-01-01T00:00:00Z as a hybrid clock: an event dated past the year 2199 is quarantined."""

PAGE_BYTES_MAX: Final = 512 << 10
PAGE_SEGMENTS_MAX: Final = 1000
FRAME_BYTES_MAX: Final = 4 << 20
MAIL_BYTES_MAX: Final = 8 << 10
LETTER_BYTES_MAX: Final = 4 << 10
"""Two keys, a proof, a name and a page of duties, sealed, fit into less; a relay holds at most one for each share."""

LETTERS_PER_CONNECTION_MAX: Final = 4
"""Letters that one connection may leave: one, and again after a moment of no room."""

SIGN_KEY_BYTES: Final = 32
KEM_KEY_BYTES: Final = 1216
"""ML-KEM-768 encapsulation key (1,184; FIPS 203) followed by an X25519 public key (32; RFC 7748)."""

WRAP_BYTES: Final = 1168
"""HPKE: enc (1,088 + 32), then 32 bytes sealed with a 16-byte tag."""

PAIRING_LIFE_S: Final = 120
PAIRING_TRIES_MAX: Final = 3
