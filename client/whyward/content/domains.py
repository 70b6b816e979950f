"""Parts of life in words: the six that exist by themselves, and four more that a person may switch on.

Each has the key under which it is known on every device; what a person calls it is theirs.
"""

from functools import cache

import msgspec

from whyward.content.pack import pack


class DomainWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of life: its name, what it may hold, and the question that its vision answers."""

    key: str
    name: str
    holds: str
    question: str
    optional: bool


class Domains(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them, and the question for one that the person made."""

    question: str
    domains: tuple[DomainWords, ...]


@cache
def domain_by_key() -> dict[str, DomainWords]:
    """Return every part of life that has words of ours, by its key."""
    return {words.key: words for words in pack("domains", Domains).domains}


def optional_domains() -> tuple[DomainWords, ...]:
    """Return those that a person may switch on."""
    return tuple(words for words in pack("domains", Domains).domains if words.optional)


def vision_question(key: str) -> str:
    """Return the question whose answer is the vision of a part of life."""
    words = domain_by_key().get(key)
    return pack("domains", Domains).question if words is None else words.question
