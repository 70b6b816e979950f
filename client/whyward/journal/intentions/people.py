"""Wishes about people that something is shared with, and about what is handed over by hand.

Nobody is reached by these: they change the person's own records alone.
"""

from whyward.journal.intentions.wish import Called, Wish


class RenameContact(Wish, frozen=True, kw_only=True):
    """Call somebody by another name."""

    contact: Called
    name: str


class RemoveContact(Wish, frozen=True, kw_only=True):
    """Take somebody off the list, and stop whatever is shared with them."""

    contact: Called


class MakeHandover(Wish, frozen=True, kw_only=True):
    """Note what was handed over without a share; `medium`: print, pdf, screen, fhir, read-aloud."""

    medium: str
    goals: tuple[Called, ...]
    contact: Called | None = None
    to: str | None = None
    note: str | None = None
