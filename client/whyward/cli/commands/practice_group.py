"""`whyward practice`: the group itself; what it holds stands in the files beside it.

Alone it lists.
"""

import click

from whyward.cli.verbs import Nouns


@click.group(cls=Nouns, default="list")
def practice() -> None:
    """See what others show you; comment, propose, keep or let go."""
