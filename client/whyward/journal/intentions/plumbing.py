"""Wishes about the record itself: take back, bring back, prefer.

Nothing here removes an event: a taken-back one stays, marked.
"""

from whyward.journal.intentions.wish import Wish


class Undo(Wish, frozen=True, kw_only=True):
    """Take back an act: this device's latest one, or the one that an event or act id (or its start) names."""

    ref: str | None = None


class Redo(Wish, frozen=True, kw_only=True):
    """Bring back what this device's latest undo took."""


class SetPreference(Wish, frozen=True, kw_only=True):
    """Set a preference that all of a person's devices share."""

    key: str
    value: str | int | bool
