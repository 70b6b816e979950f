"""The ledger of steps: what was done, day by day, and for what.

Days without a step are not in it. An occurrence that was told twice counts once.
"""

from datetime import date
from itertools import groupby

import msgspec

from whyward.journal.pages import Pages
from whyward.journal.projections.steps import Step, steps


class LedgerDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day with steps: how many, toward which values, and each of them, the latest first."""

    on: date
    count: int
    values: tuple[str, ...]
    steps: tuple[Step, ...]


def ledger(pages: Pages, first: date | None = None, last: date | None = None) -> list[LedgerDay]:
    """Return the days that have steps, the latest first."""
    return [_day(on, list(group)) for on, group in groupby(steps(pages, first=first, last=last), lambda step: step.on)]


def _day(on: date, taken: list[Step]) -> LedgerDay:
    return LedgerDay(
        on=on,
        count=sum(not step.counted_before for step in taken),
        values=tuple(dict.fromkeys(name for step in taken for name in step.values)),
        steps=tuple(taken),
    )
