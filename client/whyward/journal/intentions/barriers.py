"""Wishes about what gets in the way.

They ask for no more than a word.
"""

from whyward.journal.intentions.wish import Called, Wish


class MeetBarrier(Wish, frozen=True, kw_only=True):
    """Name what is in the way; a word of one's own becomes `custom`."""

    kind: str = "other"
    custom: str | None = None
    goal: Called | None = None
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
