"""`whyward step`: the group itself; what it holds stands in the files beside it.

Alone it records a step.
"""

import click

from whyward.cli.verbs import Nouns


@click.group(
    cls=Nouns,
    default="taken",
    free=True,
    options_metavar="",
    subcommand_metavar="[G] [OPTIONS]  |  plan …  |  change …  |  schedule …  |  pass …  |  drop …  |  days",
)
def step() -> None:
    """Record a step, toward the goal G or for a value. Any size counts.

    Its options: whyward step taken --help
    """
