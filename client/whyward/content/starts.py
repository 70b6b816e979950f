"""Where people start from and what they hope for, as choices; and what is suggested to whom.

Suggestions are an order of questions and a pace, worked out on this device alone; nothing is kept from anybody.
"""

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from whyward.content.pack import pack


class Option(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One choice, by the word that events have for it."""

    id: str
    label: str


class HopeOption(Option, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One hope, and what here goes with it."""

    feature: str


class Pack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is suggested for one starting point: which questions come first, a short deck or the whole, which pace."""

    context: str
    line: str
    quick_deck: bool
    pace: Literal["gentle", "usual"]
    prompts: tuple[str, ...]


class Starts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All choices of a language."""

    lang: str
    contexts_question: str
    contexts: tuple[Option, ...]
    therapy_question: str
    therapy: tuple[Option, ...]
    hopes_question: str
    hopes: tuple[HopeOption, ...]
    packs: tuple[Pack, ...]


class Suggested(msgspec.Struct, frozen=True, kw_only=True):
    """What is suggested to a person: of several starting points, the gentler pace and the shorter deck."""

    lines: tuple[str, ...]
    prompts: tuple[str, ...]
    quick_deck: bool
    is_gentle: bool


_NAME: Final = "starts"
_ANYBODY: Final = "other"


def starts() -> Starts:
    """Return all choices."""
    return pack(_NAME, Starts)


def suggested(contexts: Sequence[str]) -> Suggested:
    """Return what is suggested to whoever starts from there; from nowhere in particular, a bit of everything."""
    by_context = {one.context: one for one in starts().packs}
    packs = [by_context[context] for context in contexts if context in by_context] or [by_context[_ANYBODY]]
    return Suggested(
        lines=tuple(one.line for one in packs),
        prompts=tuple(dict.fromkeys(prompt_id for one in packs for prompt_id in one.prompts)),
        quick_deck=any(one.quick_deck for one in packs),
        is_gentle=any(one.pace == "gentle" for one in packs),
    )
