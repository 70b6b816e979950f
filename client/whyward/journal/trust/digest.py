"""The digest: six words for all that a device holds, so that two people can read them to each other.

Devices that hold the same show the same words; a relay that keeps two views cannot make them agree.
"""

from whyward.journal.log import Log
from whyward.journal.words import short_words
from whyward.protocol.labels import Label, hashed

_WORDS = 6
"""66 bits (protocol reference §7): nobody finds a second history with the same words in a lifetime of tries."""


def digest_words(log: Log) -> list[str]:
    """Return the six words for the control head and the ends of every series."""
    entries = [
        device + tail.n.to_bytes(8, "big") + tail.hash for device, tail in sorted(log.pages.heads.items()) if tail.n
    ]
    return short_words(hashed(Label.DIGEST, log.control.head, *entries), _WORDS)
