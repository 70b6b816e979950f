"""Wishes of exploring beside reflections: where one starts from, primers, creative pieces, worksheets.

The wording of what is shown comes from the face that shows it.
"""

from typing import TypeAlias

import msgspec

from whyward.journal.intentions.reflections import (
    DeclinePrompt,
    SetReflectionAside,
    SettleReflection,
    StartReflection,
    WriteReflection,
)
from whyward.journal.intentions.wish import Called, Wish


class ShareStartingPoint(Wish, frozen=True, kw_only=True):
    """Say where one starts from; the last word stands."""

    contexts: tuple[str, ...] = ()
    own_words: str | None = None
    therapy: str = "rather_not_say"


class ChooseHopes(Wish, frozen=True, kw_only=True):
    """Say what one hopes for; the last word stands."""

    hopes: tuple[str, ...] = ()
    own_words: str | None = None


class FinishPrimer(Wish, frozen=True, kw_only=True):
    """Have gone through a primer."""

    primer_id: str
    version: int
    lang: str


class AnswerPrimer(Wish, frozen=True, kw_only=True):
    """Sort a practice card as value, goal or unsure; `matched` says whether the primer does so too."""

    primer_id: str
    item_id: str
    answer: str
    matched: bool


class LetGlimpseGo(Wish, frozen=True, kw_only=True):
    """Let a glimpse of a value go."""

    glimpse: Called


class MakePiece(Wish, frozen=True, kw_only=True):
    """Make a creative piece."""

    kind: str
    title: str | None = None
    text: str | None = None
    values: tuple[Called, ...] = ()


class RevisePiece(Wish, frozen=True, kw_only=True):
    """Change a piece; `base` is the event id (hex) of the version seen, if not the one shown."""

    piece: Called
    text: str
    base: str | None = None


class SettlePiece(Wish, frozen=True, kw_only=True):
    """Keep one of several texts, named by its event id or number (1 is shown first), or a merged text."""

    piece: Called
    keep: str = "1"
    merged_text: str | None = None


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """What one field of a worksheet is given: what is shown beside it, and a text, lines, a choice, a number or things.

    `things` are values, goals or parts of life, as the person calls them. Nothing at all empties the field.
    """

    id: str
    asked: str | None = None
    text: str | None = None
    lines: tuple[str, ...] = ()
    choice: str | None = None
    number: int | None = None
    things: tuple[Called, ...] = ()


class FillWorksheet(Wish, frozen=True, kw_only=True):
    """Fill in a worksheet, as much of it as one likes."""

    template_id: str
    version: int
    title: str
    lang: str
    fields: tuple[Field, ...]


class ReviseWorksheet(Wish, frozen=True, kw_only=True):
    """Answer some fields of a worksheet anew; the others stay."""

    worksheet: Called
    fields: tuple[Field, ...]


ReflectionIntention: TypeAlias = (
    StartReflection | WriteReflection | SetReflectionAside | DeclinePrompt | SettleReflection
)
ProfileIntention: TypeAlias = ShareStartingPoint | ChooseHopes | FinishPrimer | AnswerPrimer | LetGlimpseGo
PieceIntention: TypeAlias = MakePiece | RevisePiece | SettlePiece
WorksheetIntention: TypeAlias = FillWorksheet | ReviseWorksheet
ExploringIntention: TypeAlias = ReflectionIntention | ProfileIntention | PieceIntention | WorksheetIntention
