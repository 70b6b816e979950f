"""`whyward barrier`: the group itself; what it holds stands in the files beside it.

A kind, or a word of one's own, may stand right after it.
"""

import click

from whyward.cli.verbs import Nouns


@click.group(
    cls=Nouns,
    default="met",
    free=True,
    options_metavar="",
    subcommand_metavar="[KIND] [OPTIONS]  |  tools  |  try …  |  rate …  |  answer …  |  list",
)
def barrier() -> None:
    """Name what is in the way: fear, shame, procrastination, perfectionism, or your own word.

    KIND alone is enough. Its options: whyward barrier met --help
    """
