"""Wishes about reflections: to take up a question, write to it, change that, or set the question aside.

A question comes with its wording, which only a face knows; it is kept as it was shown.
"""

from datetime import date

import msgspec

from whyward.journal.intentions.wish import Called, Wish


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it was shown: its id and version, its words, and their language."""

    prompt_id: str
    version: int
    words: str
    lang: str


class StartReflection(Wish, frozen=True, kw_only=True):
    """Take up a question; with `text`, write to it at once."""

    asked: Asked
    with_therapist: bool | None = None
    text: str | None = None
    feelings: tuple[str, ...] = ()
    on: date | None = None


class WriteReflection(Wish, frozen=True, kw_only=True):
    """Write to a question that was taken up; what is there already gets a new version.

    `base` is the event id (hex) of the version seen, if not the one shown.
    """

    reflection: Called
    text: str
    feelings: tuple[str, ...] = ()
    on: date | None = None
    base: str | None = None


class SetReflectionAside(Wish, frozen=True, kw_only=True):
    """Set a question aside: too-much, not-now, does-not-fit, other, or without a word why."""

    reflection: Called
    why: str | None = None


class DeclinePrompt(Wish, frozen=True, kw_only=True):
    """Set a question aside that was shown and not taken up."""

    asked: Asked
    why: str | None = None


class SettleReflection(Wish, frozen=True, kw_only=True):
    """Keep one of several texts, named by its event id or number (1 is shown first), or a merged text."""

    reflection: Called
    keep: str = "1"
    merged_text: str | None = None
