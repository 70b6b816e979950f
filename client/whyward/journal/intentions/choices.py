"""Wishes about moments of choice, and about decisions weighed by what matters.

None of them says which way is right.
"""

from datetime import date
from typing import TypeAlias

from whyward.journal.intentions.wish import Called, Wish


class NoteChoicePoint(Wish, frozen=True, kw_only=True):
    """Note a moment of choice; `went`: toward, away, both, still-choosing."""

    situation: str
    hooks: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    toward: tuple[str, ...] = ()
    went: str = "still-choosing"
    values: tuple[Called, ...] = ()
    note: str | None = None


class FaceDecision(Wish, frozen=True, kw_only=True):
    """Put into words what is to be decided; `options` are ways to go that are known already."""

    question: str
    by: date | None = None
    options: tuple[str, ...] = ()


class AddOption(Wish, frozen=True, kw_only=True):
    """Add a way to go."""

    decision: Called
    text: str


class WeighOption(Wish, frozen=True, kw_only=True):
    """Say how much an option leads toward a value: -2 clearly away, 0 neither, 2 clearly toward."""

    decision: Called
    option: Called
    value: Called
    toward: int
    note: str | None = None


class MakeDecision(Wish, frozen=True, kw_only=True):
    """Decide: for an option, or without one."""

    decision: Called
    option: Called | None = None
    because: str | None = None


class LookBackOnDecision(Wish, frozen=True, kw_only=True):
    """Say what one sees now, looking back."""

    decision: Called
    text: str


ChoiceIntention: TypeAlias = (
    NoteChoicePoint | FaceDecision | AddOption | WeighOption | MakeDecision | LookBackOnDecision
)
