"""Wishes about goals.

A field of `AdjustGoal` that is UNSET stays as it is; None empties it.
"""

from datetime import date

from msgspec import UNSET, UnsetType

from whyward.journal.intentions.wish import Called, Wish


class SetGoal(Wish, frozen=True, kw_only=True):
    """Choose a goal. `kind` and `measure` follow from the target unless they are said."""

    statement: str
    why: str | None = None
    values: tuple[Called, ...] = ()
    domains: tuple[Called, ...] = ()
    kind: str | None = None
    measure: str | None = None
    target: float | None = None
    unit: str | None = None
    per: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    tiny_version: str | None = None
    confidence: int | None = None
    willingness: int | None = None
    proposed_by: str = "me"


class AdjustGoal(Wish, frozen=True, kw_only=True):
    """Make a goal fit better; `because`: too-big, too-small, life-changed, learned, clearer, barrier, other."""

    goal: Called
    statement: str | UnsetType = UNSET
    why: str | UnsetType | None = UNSET
    domains: tuple[Called, ...] | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    measure: str | UnsetType = UNSET
    target: float | UnsetType | None = UNSET
    unit: str | UnsetType | None = UNSET
    per: str | UnsetType | None = UNSET
    starts_on: date | UnsetType | None = UNSET
    ends_on: date | UnsetType | None = UNSET
    tiny_version: str | UnsetType | None = UNSET
    confidence: int | UnsetType | None = UNSET
    willingness: int | UnsetType | None = UNSET
    because: str = "other"
    note: str | None = None


class LinkGoal(Wish, frozen=True, kw_only=True):
    """Say that a goal serves a value."""

    goal: Called
    value: Called


class UnlinkGoal(Wish, frozen=True, kw_only=True):
    """Say that a goal no longer serves a value."""

    goal: Called
    value: Called


class PauseGoal(Wish, frozen=True, kw_only=True):
    """Let a goal rest."""

    goal: Called
    until: date | None = None
    why: str | None = None


class ResumeGoal(Wish, frozen=True, kw_only=True):
    """Go on with a resting goal."""

    goal: Called


class CompleteGoal(Wish, frozen=True, kw_only=True):
    """Say that a goal is done; `next`: rest, renew, build-on, nothing."""

    goal: Called
    meaning: str | None = None
    on: date | None = None
    next: str | None = None


class LetGoalGo(Wish, frozen=True, kw_only=True):
    """Let a goal go."""

    goal: Called
    why: str | None = None
    learned: str | None = None


class ReopenGoal(Wish, frozen=True, kw_only=True):
    """Take a goal up again that was done or let go."""

    goal: Called
