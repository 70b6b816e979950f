"""The one list of labels: every hash, MAC, KDF and signature input starts with one used nowhere else.

Rule: a label is added here or it does not exist. Unique, and prefix-free because only the last byte is NUL.
"""

import hmac
from enum import Enum
from hashlib import sha256


class Label(bytes, Enum):
    """`L(x) = "whyward/v1/" ‖ x ‖ NUL` (protocol reference §2); the value is the whole prefix."""

    # Spaces, devices, the control log.
    SPACE = b"whyward/v1/space\0"
    DEVICE = b"whyward/v1/device\0"
    STATEMENT_HASH = b"whyward/v1/stmt-hash\0"
    STATEMENT_SIGNATURE = b"whyward/v1/stmt-sig\0"
    POSSESSION = b"whyward/v1/possession\0"
    # Epochs.
    EPOCH_COMMIT = b"whyward/v1/epoch-commit\0"
    EPOCH_ID = b"whyward/v1/epoch-id\0"
    READERS = b"whyward/v1/readers\0"
    WRAP = b"whyward/v1/wrap\0"
    HISTORY = b"whyward/v1/history\0"
    EPOCH_PRK = b"whyward/v1/epoch-prk\0"
    # Segments.
    HEDGE = b"whyward/v1/hedge\0"
    SALT = b"whyward/v1/salt\0"
    CORE = b"whyward/v1/core\0"
    SEGMENT_KEY = b"whyward/v1/seg-key\0"
    SEGMENT_COMMIT = b"whyward/v1/seg-commit\0"
    SEGMENT_AAD = b"whyward/v1/seg-aad\0"
    BODY = b"whyward/v1/body\0"
    SEGMENT_SIGNATURE = b"whyward/v1/seg-sig\0"
    SEGMENT_HASH = b"whyward/v1/seg-hash\0"
    # Sync.
    AUTH = b"whyward/v1/auth\0"
    KEPT = b"whyward/v1/kept\0"
    DIGEST = b"whyward/v1/digest\0"
    INVITE = b"whyward/v1/invite\0"
    # Pairing.
    PAIR_COMMIT = b"whyward/v1/pair-commit\0"
    PAIR_CODE_SALT = b"whyward/v1/pair-code-salt\0"
    PAIR_KEY = b"whyward/v1/pair-key\0"
    PAIR_TRANSCRIPT = b"whyward/v1/pair-transcript\0"
    PAIR_WORDS = b"whyward/v1/pair-words\0"
    PAIR_MAIL = b"whyward/v1/pair-mail\0"
    # Recovery kit.
    RECOVERY_SIGN = b"whyward/v1/recovery-sign\0"
    RECOVERY_KEM = b"whyward/v1/recovery-kem\0"
    RECOVERY_LOCATOR = b"whyward/v1/recovery-locator\0"
    # Sharing.
    SLOT = b"whyward/v1/slot\0"
    SLOT_SIGN = b"whyward/v1/slot-sign\0"
    LETTER_KEY = b"whyward/v1/letter-key\0"
    LETTER = b"whyward/v1/letter\0"
    LETTER_HASH = b"whyward/v1/letter-hash\0"
    LETTER_SALT = b"whyward/v1/letter-salt\0"
    FAREWELL = b"whyward/v1/farewell\0"
    LEAVE = b"whyward/v1/leave\0"
    SAFETY_WORDS = b"whyward/v1/safety-words\0"
    SHARE_ALIAS = b"whyward/v1/share-alias\0"
    SHARE_EVENT = b"whyward/v1/share-event\0"
    SHARE_AUDIT = b"whyward/v1/share-audit\0"
    # On the device.
    KEY_FILE = b"whyward/v1/key-file\0"
    DEVICE_KEYS = b"whyward/v1/device-keys\0"
    SHARE_FILE = b"whyward/v1/share-file\0"
    SNAPSHOT_KEY = b"whyward/v1/snapshot-key\0"
    SNAPSHOT = b"whyward/v1/snapshot\0"
    DRAFTS_KEY = b"whyward/v1/drafts-key\0"
    DRAFTS = b"whyward/v1/drafts\0"
    STATE = b"whyward/v1/state\0"
    PAGES = b"whyward/v1/pages\0"
    SORT_ORDER = b"whyward/v1/sort-order\0"
    CARD_VALUE = b"whyward/v1/card-value\0"


_MAC_KEYS = {label: sha256(label.value).digest() for label in Label}


def hashed(label: Label, *parts: bytes) -> bytes:
    """Return SHA-256 over the label and the parts, 32 bytes; lengths of parts must follow from the label."""
    return sha256(label + b"".join(parts)).digest()


def keyed(key: bytes, label: Label, *parts: bytes) -> bytes:
    """Return HMAC-SHA-256 under a 32-byte key over the label and the parts (RFC 2104), 32 bytes."""
    return hmac.digest(key, label + b"".join(parts), "sha256")


def extracted(label: Label, *parts: bytes) -> bytes:
    """Return HMAC-SHA-256 keyed by the hash of the label: how secrets enter a derivation, 32 bytes."""
    return hmac.digest(_MAC_KEYS[label], b"".join(parts), "sha256")
