"""`whyward barrier list`, `show`, `patterns`: what was in the way, and when it comes up.

Nothing is recorded by looking.
"""

import click

from whyward.cli.commands.barrier_group import barrier
from whyward.cli.face import Face
from whyward.cli.shown.barriers import show_barrier, show_barriers, show_patterns


@barrier.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List what was in the way, and what you did then."""
    show_barriers(face)


@barrier.command()
@click.argument("called", metavar="[REF]", required=False)
@click.pass_obj
def show(face: Face, called: str | None) -> None:
    """Show one with what you tried; the one met last, unless you name one."""
    show_barrier(face, called)


@barrier.command()
@click.pass_obj
def patterns(face: Face) -> None:
    """See when and where things come up, once there are five."""
    show_patterns(face)
