"""Secrets and checks as words that people can write down, read aloud and type: the 2,048 English words of BIP-39.

24 words hold 256 bits and 8 bits of checksum; 4 words hold 44 bits and none. The list and the checksum come from the
`mnemonic` package; it refuses nothing by guessing, but says which word is not on the list and which is nearest.
"""

import difflib
import unicodedata
from functools import cache

from mnemonic import Mnemonic

from whyward.journal.errors import BadInput
from whyward.journal.sentences import sentence

RECOVERY_WORDS = 24
_BITS_PER_WORD = 11


@cache
def _english() -> Mnemonic:
    return Mnemonic("english")


def recovery_words(entropy: bytes) -> list[str]:
    """Return the 24 words of 32 random bytes."""
    return _english().to_mnemonic(entropy).split(" ")


def recovery_entropy(words: str) -> bytes:
    """Return the 32 bytes behind 24 words; raise `BadInput` that names the word that cannot be right."""
    typed = spoken(words)
    if len(typed) != RECOVERY_WORDS:
        text = sentence(
            "a recovery kit has %(recovery_words)s words; these are %(typed)s",
            recovery_words=RECOVERY_WORDS,
            typed=len(typed),
        )
        raise BadInput(text, hint="Look for a word left out or written twice, then try again. Nothing was sent.")
    _refuse_unknown(typed)
    try:
        return bytes(_english().to_entropy(" ".join(typed)))
    except (ValueError, LookupError):
        text = sentence("each word is on the list, but together they do not fit")
        raise BadInput(text, hint="One word may be another one, or two may be swapped. Nothing was sent.") from None


def short_words(bits: bytes, count: int) -> list[str]:
    """Return `count` words for the first `11 * count` bits."""
    number = int.from_bytes(bits, "big") >> (len(bits) * 8 - count * _BITS_PER_WORD)
    words = _english().wordlist
    shifts = range((count - 1) * _BITS_PER_WORD, -1, -_BITS_PER_WORD)
    return [words[(number >> shift) & 0x7FF] for shift in shifts]


def spoken(text: str) -> list[str]:
    """Return typed words without regard to case, spacing or Unicode form."""
    return unicodedata.normalize("NFKD", text).lower().split()


def _refuse_unknown(typed: list[str]) -> None:
    words = _english().wordlist
    for position, word in enumerate(typed, start=1):
        if word not in words:
            near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
            hint = (
                sentence('Did you mean "%(word)s"? Nothing was sent.', word=near[0])
                if near
                else sentence("Nothing was sent.")
            )
            # The word itself is part of a secret: only its position is said.
            raise BadInput(
                sentence("word %(position)s is not on the list of recovery words", position=position), hint=hint
            )
