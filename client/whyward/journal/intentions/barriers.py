"""Wishes about what gets in the way.

They ask for no more than a word.
"""

from typing import TypeAlias

from msgspec import UNSET, UnsetType

from whyward.journal.intentions.tools import RateTool, TryTool
from whyward.journal.intentions.wish import Called, Wish


class MeetBarrier(Wish, frozen=True, kw_only=True):
    """Name what is in the way; a word of one's own becomes `custom`. A planned step names its goal too."""

    kind: str = "other"
    custom: str | None = None
    goal: Called | None = None
    step: Called | None = None
    values: tuple[Called, ...] = ()
    situation: str | None = None
    thoughts: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    urges: tuple[str, ...] = ()
    strength: int | None = None
    letters: tuple[str, ...] = ()
    external: bool | None = None


class AnswerBarrier(Wish, frozen=True, kw_only=True):
    """Say what one did then; about the barrier met last, unless another is named."""

    response: str
    barrier: Called | None = None
    learned: str | None = None


class DescribeBarrier(Wish, frozen=True, kw_only=True):
    """Fill in more about a barrier, the one met last unless another is named; what is UNSET stays as it is."""

    barrier: Called | None = None
    kind: str | UnsetType = UNSET
    custom: str | UnsetType | None = UNSET
    goal: Called | UnsetType | None = UNSET
    values: tuple[Called, ...] | UnsetType = UNSET
    situation: str | UnsetType | None = UNSET
    thoughts: tuple[str, ...] | UnsetType = UNSET
    feelings: tuple[str, ...] | UnsetType = UNSET
    body: tuple[str, ...] | UnsetType = UNSET
    urges: tuple[str, ...] | UnsetType = UNSET
    strength: int | UnsetType | None = UNSET
    letters: tuple[str, ...] | UnsetType = UNSET
    external: bool | UnsetType | None = UNSET


class ExpectBarrier(Wish, frozen=True, kw_only=True):
    """Say what may come in the way of a goal, before it does."""

    goal: Called
    kind: str = "other"
    custom: str | None = None
    text: str | None = None


HinderingIntention: TypeAlias = DescribeBarrier | ExpectBarrier | TryTool | RateTool
