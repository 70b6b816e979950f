"""The questions of a review as shipped, and its four lenses: the last thoughts of the source article, as questions.

A lens that asks another thing gets another version; a review keeps the question as it stood.
"""

from collections.abc import Mapping

import msgspec

from whyward.content.pack import pack


class ReviewQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question about some days."""

    field: str
    text: str


class Lens(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to look at some days; `id` is that of the hope it goes with."""

    id: str
    version: int
    name: str
    question: str


class ReviewWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that a review asks."""

    intro: str
    questions: tuple[ReviewQuestion, ...]
    lenses: tuple[Lens, ...]
    spans: Mapping[str, str]


def review_words() -> ReviewWords:
    """Return what a review asks."""
    return pack("review", ReviewWords)


def lens(lens_id: str) -> Lens | None:
    """Return a lens by its id, or None for one that this version does not have."""
    return next((one for one in review_words().lenses if one.id == lens_id), None)


def question_of(field: str, shown: str | None = None) -> str:
    """Return the question of a text: as it stood, or else as it is asked now, or the bare name of an unknown one."""
    known = next((one.text for one in review_words().questions if one.field == field), None)
    of_lens = lens(field.removeprefix("lens:"))
    return shown or known or (field if of_lens is None else of_lens.question)
