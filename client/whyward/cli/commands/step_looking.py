"""`whyward step days`: what was done, day by day.

Days without a step are not in it.
"""

from datetime import date

import click

from whyward.cli.commands.step_group import step
from whyward.cli.face import Face
from whyward.cli.shown.ledger import show_days
from whyward.cli.words import DAY


@step.command()
@click.option("--from", "first", type=DAY, metavar="DATE", help="From this day on.")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Up to this day.")
@click.pass_obj
def days(face: Face, first: date | None, last: date | None) -> None:
    """See what you did, the latest day first."""
    show_days(face, first=first, last=last)
