"""`whyward goal`: the group itself; what it holds stands in the files beside it.

Alone it lists.
"""

import click

from whyward.cli.verbs import Nouns


@click.group(cls=Nouns, default="list")
def goal() -> None:
    """Choose small goals, and change them as you go."""
