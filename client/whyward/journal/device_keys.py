"""A device's two private keys in one space: one signs, one receives; kept as 32-byte seeds.

Its `repr` shows nothing; sealing them for the disk is `key_file`'s and the log's matter.
"""

from dataclasses import dataclass, field

from whyward.journal.ports import Crypto, Entropy
from whyward.protocol.ids import DeviceId, device_id_of
from whyward.protocol.signatures import Signer


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """The seeds of a device, and all that is public about it."""

    device_id: DeviceId
    sign_pk: bytes = field(repr=False)
    kem_pk: bytes = field(repr=False)
    sign_seed: bytes = field(repr=False)
    kem_seed: bytes = field(repr=False)
    signer: Signer = field(repr=False)


def keys_from_seeds(sign_seed: bytes, kem_seed: bytes, crypto: Crypto) -> DeviceKeys:
    """Expand two 32-byte seeds."""
    signer = crypto.signer(sign_seed)
    kem_pk = crypto.kem_public_key(kem_seed)
    device_id = device_id_of(signer.public_key, kem_pk)
    return DeviceKeys(device_id, signer.public_key, kem_pk, sign_seed, kem_seed, signer)


def new_keys(entropy: Entropy, crypto: Crypto) -> DeviceKeys:
    """Make a fresh device: every space gets its own, so that nobody can link spaces by keys."""
    return keys_from_seeds(entropy.random_bytes(32), entropy.random_bytes(32), crypto)
