"""The Compass check and the target, as shipped: their questions, and the words for what follows from the answers.

A version that changes what a question means gets a number of its own; old answers stay with the old one.
"""

from collections.abc import Mapping

import msgspec

from whyward.content.pack import LANGUAGE, pack


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question with numbers, and what the ends of its scale mean."""

    part: str
    text: str
    low_label: str
    high_label: str


class OpenQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question that is answered in words, or not at all."""

    part: str
    text: str
    help: str


class TargetWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the rings of the target mean."""

    intro: str
    middle: str
    edge: str


class Compass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The instrument: asked of each part of life that the person has not left out."""

    id: str
    version: int
    title: str
    intro: str
    low: int
    high: int
    days: int
    questions: tuple[Question, ...]
    closer: OpenQuestion
    words: Mapping[str, str]
    target: TargetWords

    @property
    def lang(self) -> str:
        """The language of its questions."""
        return LANGUAGE


def compass() -> Compass:
    """Return the Compass check."""
    return pack("compass", Compass)


def in_words(word: str | None) -> str:
    """Return how a closeness is called, or nothing where there is none."""
    return "" if word is None else compass().words.get(word, word.replace("_", " "))
