"""Safety words: eight words that are the same for both people only if nobody stands between them.

They are stretched from the link's secret, the space and both keys of the guest's root, so other keys give other words
and guessing costs a second each. The owner types three of them, at places that nobody knew before; then all are shown.
"""

from collections.abc import Sequence
from typing import Final

from whyward.journal.ports import Crypto, Entropy
from whyward.journal.words import short_words, spoken
from whyward.protocol.ids import SpaceId
from whyward.protocol.labels import Label, hashed

WORDS: Final = 8
ASKED: Final = 3
TRIES_MAX: Final = 3
_STRETCH: Final = (64 << 10, 3, 4)
"""Argon2id's KiB, passes, lanes: the floor of protocol reference §10; the secret has 128 bits by itself."""


async def safety_words(
    crypto: Crypto, *, secret: bytes, space_id: SpaceId, sign_pk: bytes, kem_pk: bytes
) -> tuple[str, ...]:
    """Return the eight words for a guest's root: 88 bits."""
    memory_kib, passes, lanes = _STRETCH
    said = secret + space_id + sign_pk + kem_pk
    salt = hashed(Label.SAFETY_WORDS, space_id)
    bits = await crypto.derive(said, salt, memory_kib=memory_kib, passes=passes, lanes=lanes)
    return tuple(short_words(bits, WORDS))


def positions(entropy: Entropy) -> tuple[int, ...]:
    """Choose three different places among the eight, from 1 on, each equally likely; in order."""
    left = list(range(1, WORDS + 1))
    chosen: list[int] = []
    while len(chosen) < ASKED:
        fallen = entropy.random_bytes(1)[0]
        if fallen < 256 - 256 % len(left):  # A byte has 256 values: those beyond a whole multiple would weigh more.
            chosen.append(left.pop(fallen % len(left)))
    return tuple(sorted(chosen))


def are_right(words: Sequence[str], places: Sequence[int], typed: Sequence[str]) -> bool:
    """Whether the typed words are those at these places, whatever the case and form of letters."""
    heard = [word for text in typed for word in spoken(text)]
    return heard == [words[place - 1] for place in places]
