"""The key box: a device's keys, sealed under the data key of its folder, as they lie in the log.

Each sealing has a salt of its own; nothing else on the device is sealed under what is derived here.
"""

from dataclasses import dataclass, field

from whyward.journal.device_keys import DeviceKeys, keys_from_seeds
from whyward.journal.ports import Crypto, Entropy
from whyward.protocol.labels import Label, keyed

DEVICE_KEYS = "device_keys"
"""The named value of a log that holds this device's keys."""

NEXT_KEYS = "next_keys"
"""The keys this device is about to go on with, should its renewal be under way; empty otherwise."""

_SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeyBox:
    """Seals and opens device keys with a folder's 32-byte data key."""

    data_key: bytes = field(repr=False)
    crypto: Crypto
    entropy: Entropy

    def seal(self, keys: DeviceKeys) -> bytes:
        """Return the sealed keys."""
        salt = self.entropy.random_bytes(_SEED_BYTES)
        key = keyed(self.data_key, Label.DEVICE_KEYS, salt)
        return salt + self.crypto.aead_seal(key, keys.sign_seed + keys.kem_seed, b"")

    def open(self, sealed: bytes) -> DeviceKeys | None:
        """Return the keys, or None if they were not sealed here."""
        return opened_keys(sealed, self.data_key, self.crypto)


def opened_keys(sealed: bytes, data_key: bytes, crypto: Crypto) -> DeviceKeys | None:
    """Open sealed device keys; None if they were not sealed under this data key."""
    salt, body = sealed[:_SEED_BYTES], sealed[_SEED_BYTES:]
    plain = crypto.aead_open(keyed(data_key, Label.DEVICE_KEYS, salt), body, b"")
    if plain is None or len(plain) != 2 * _SEED_BYTES:
        return None
    return keys_from_seeds(plain[:_SEED_BYTES], plain[_SEED_BYTES:], crypto)
