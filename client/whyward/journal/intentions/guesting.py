"""Wishes about what others share with the person.

A share is named by its space: what those who share call themselves stands in another log than the wish.
"""

from datetime import date

from whyward.journal.intentions.wish import Wish


class NameClient(Wish, frozen=True, kw_only=True):
    """Call whoever shares there by a name of one's own."""

    space_id: bytes
    name: str


class SetKeeping(Wish, frozen=True, kw_only=True):
    """Say how long copies stay after a share ends: some days, or by law, until a day or without one."""

    space_id: bytes
    days: int = 0
    by_law: bool = False
    until: date | None = None
    basis: str | None = None


class MarkSession(Wish, frozen=True, kw_only=True):
    """Say that the two met, today unless a day is said."""

    space_id: bytes
    on: date | None = None
