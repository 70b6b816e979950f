"""`whyward values` and `whyward goals`: as they are, or as they were on a day.

Only what had happened by then is folded.
"""

from datetime import date

import click

from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.shown.goals import print_goals
from whyward.cli.shown.values import print_values
from whyward.cli.verbs import Verb
from whyward.cli.words import DAY
from whyward.journal.pages import Pages
from whyward.journal.projections.goals import Goal
from whyward.journal.projections.goals import goals as goals_in
from whyward.journal.projections.values import Value, current_values


@click.command(cls=Verb)
@click.option("--as-of", "day", type=DAY, metavar="DATE", help="As they were at the end of that day.")
@click.pass_obj
def values(face: Face, day: date | None) -> None:
    """Show your current values, or those of a day."""

    def read(pages: Pages) -> list[Value]:
        return current_values(pages if day is None else pages.as_of(day), day or today_of(pages))

    print_values(face, with_pages(face, read))


@click.command(cls=Verb)
@click.option("--as-of", "day", type=DAY, metavar="DATE", help="As they were at the end of that day.")
@click.pass_obj
def goals(face: Face, day: date | None) -> None:
    """Show your open goals, or those of a day."""

    def read(pages: Pages) -> list[Goal]:
        return goals_in(pages if day is None else pages.as_of(day))

    print_goals(face, with_pages(face, read))
