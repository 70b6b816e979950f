"""`whyward check`: the group itself; what it holds stands in the files beside it.

Alone, or with options, it checks the log; its verbs are about how close life is to how one wants to live.
"""

import click

from whyward.cli.verbs import Nouns


@click.group(
    cls=Nouns,
    default="log",
    options_metavar="",
    subcommand_metavar="[OPTIONS]  |  run …  |  list  |  show …  |  mark …",
)
def check() -> None:
    """Check every record of the log; or, with a verb, check in with yourself.

    Alone it is the log. Its options: whyward check log --help
    """
