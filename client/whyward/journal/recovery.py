"""The recovery kit: 24 words from which a reader's keys grow, on no device until they are needed.

It refuses to keep the words: they are shown once and derived from again when typed.
"""

from whyward.journal.device_keys import DeviceKeys, keys_from_seeds
from whyward.journal.ports import Crypto
from whyward.protocol.labels import Label, keyed


def recovery_keys(entropy: bytes, crypto: Crypto) -> DeviceKeys:
    """Grow the kit's sign and receive keys from the 32 bytes behind its words."""
    return keys_from_seeds(keyed(entropy, Label.RECOVERY_SIGN), keyed(entropy, Label.RECOVERY_KEM), crypto)
