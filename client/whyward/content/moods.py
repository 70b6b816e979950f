"""Words for moods, as shipped: to choose from, or to leave for one's own.

None is better than another; their order is that of the alphabet.
"""

import msgspec

from whyward.content.pack import pack


class MoodGroup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A few words that lie close to each other."""

    name: str
    words: tuple[str, ...]


class MoodWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words, and what the numbers from -2 to 2 are called."""

    groups: tuple[MoodGroup, ...]
    valence: tuple[str, str, str, str, str]
    energy: tuple[str, str, str, str, str]


def mood_words() -> MoodWords:
    """Return the words for moods."""
    return pack("moods", MoodWords)


def level_in_words(number: int | None, names: tuple[str, ...]) -> str:
    """Return how a number from -2 to 2 is called, or nothing for none."""
    middle = len(names) // 2
    return names[number + middle] if number is not None and -middle <= number <= middle else ""
