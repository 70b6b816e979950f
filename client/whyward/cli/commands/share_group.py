"""`whyward share`: the group itself; what it holds stands in the files beside it.

Alone it lists.
"""

import click

from whyward.cli.verbs import Nouns


@click.group(cls=Nouns, default="list")
def share() -> None:
    """Show somebody exactly what you choose, for as long as you choose; or accept what somebody shows you."""
