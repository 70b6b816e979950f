"""The options by which a person says what somebody is to see, and what they may do.

Words only; what they mean is the journal's to say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

import click

from whyward.cli.words import DAY
from whyward.journal.intentions.shares import GrantShare, WidenShare

_MAY = ("read", "comment")

GOALS = click.option("--goal", "goals", multiple=True, metavar="G", help="A goal of yours; may be repeated.")
ALSO = click.option(
    "--also",
    "fields",
    multiple=True,
    metavar="PART",
    help="More of them: step-notes, barriers-met, barriers, why, entries, history. May be repeated.",
)
WITHOUT = click.option(
    "--without", multiple=True, metavar="PART", help="Less of them: statement, value, progress. May be repeated."
)
MAY = click.option(
    "--may", multiple=True, metavar="RIGHT", help="What they may do: read, comment, propose. May be repeated."
)
DAYS = click.option("--days", type=click.IntRange(1, 366), metavar="N", help="For how many days; 90 unless you say.")
UNTIL = click.option("--until", "ends", type=DAY, metavar="DATE", help="Until which day, in place of --days.")
_ONCE = click.option("--once", is_flag=True, help="Send it once as it is now, and nothing that comes later.")
_PURPOSE = click.option("--purpose", metavar="TEXT", help="What it is for: a note to yourself.")


@dataclass(frozen=True, slots=True)
class Wished:
    """What was typed."""

    goals: tuple[str, ...]
    fields: tuple[str, ...]
    without: tuple[str, ...]
    may: tuple[str, ...]
    days: int | None
    ends: date | None
    once: bool
    purpose: str | None

    def grant(self, who: str, ticks: tuple[str, ...] = ()) -> GrantShare:
        """Return the wish to show this, in place of all before."""
        return GrantShare(
            who=who,
            goals=self.goals,
            fields=self.fields,
            without=self.without,
            may=self.may or _MAY,
            days=self.days,
            ends=self.ends,
            mode="once" if self.once else "keep_updated",
            purpose=self.purpose,
            ticked=ticks,
        )

    def widen(self, who: str, ticks: tuple[str, ...] = ()) -> WidenShare:
        """Return the wish to show this too."""
        return WidenShare(
            who=who, goals=self.goals, fields=self.fields, without=self.without, may=self.may, ticked=ticks
        )


def wishes(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command all options of a first grant, as its argument `wished`."""

    @wraps(command)
    def collected(
        *arguments: Any,  # noqa: ANN401  # click's own
        goals: tuple[str, ...],
        fields: tuple[str, ...],
        without: tuple[str, ...],
        may: tuple[str, ...],
        days: int | None,
        ends: date | None,
        once: bool,
        purpose: str | None,
        **named: Any,  # noqa: ANN401  # click's own
    ) -> None:
        wished = Wished(goals, fields, without, may, days, ends, once, purpose)
        command(*arguments, wished=wished, **named)

    given: Callable[..., None] = collected
    for option in (_PURPOSE, _ONCE, UNTIL, DAYS, MAY, WITHOUT, ALSO, GOALS):
        given = option(given)
    return given


def wishes_more(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of what may come on top, as its argument `wished`."""

    @wraps(command)
    def collected(
        *arguments: Any,  # noqa: ANN401  # click's own
        goals: tuple[str, ...],
        fields: tuple[str, ...],
        without: tuple[str, ...],
        may: tuple[str, ...],
        **named: Any,  # noqa: ANN401  # click's own
    ) -> None:
        wished = Wished(goals, fields, without, may, None, None, once=False, purpose=None)
        command(*arguments, wished=wished, **named)

    given: Callable[..., None] = collected
    for option in (MAY, WITHOUT, ALSO, GOALS):
        given = option(given)
    return given
