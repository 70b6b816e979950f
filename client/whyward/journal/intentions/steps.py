"""Wishes about what was done.

A step needs no goal.
"""

from datetime import date

from whyward.journal.intentions.wish import Called, Wish


class TakeStep(Wish, frozen=True, kw_only=True):
    """Record a step: tiny, part, all or more of what was meant; today unless `on` says another day.

    A planned `step` names its goal too.
    """

    goal: Called | None = None
    step: Called | None = None
    how_much: str = "all"
    values: tuple[Called, ...] = ()
    on: date | None = None
    amount: float | None = None
    unit: str | None = None
    note: str | None = None
    effort: int | None = None
    discomfort: int | None = None
    vitality: int | None = None
    spontaneous: bool = False
    occurrence: str | None = None


class NoticeWin(Wish, frozen=True, kw_only=True):
    """Note something that went well."""

    text: str
    about: Called | None = None
    values: tuple[Called, ...] = ()
    on: date | None = None
