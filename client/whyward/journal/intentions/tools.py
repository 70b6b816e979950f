"""Wishes about tools: trying one, and saying what it did.

Which tools there are is the face's to know; a wish names one by id and version.
"""

from typing import NamedTuple

from whyward.journal.intentions.wish import Called, Wish


class Said(NamedTuple):
    """What the person wrote at one question of a tool; nothing written is nothing said."""

    question_id: str
    text: str


class TryTool(Wish, frozen=True, kw_only=True):
    """Try a tool; about the barrier met last, unless another is named."""

    tool_id: str
    tool_version: int
    barrier: Called | None = None
    answers: tuple[Said, ...] = ()
    minutes: int | None = None


class RateTool(Wish, frozen=True, kw_only=True):
    """Say how strong it is now, or what the tool did (a-lot, a-bit, not-really, made-it-harder), or both.

    About the try made last, unless another is named.
    """

    attempt: Called | None = None
    after_strength: int | None = None
    helped: str | None = None
    note: str | None = None
