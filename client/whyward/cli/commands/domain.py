"""`whyward domain`: the parts of a life, by the person's own names.

A hidden one is left out; it is never counted as empty.
"""

import click

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.recording import record
from whyward.cli.shown.domains import show_domains
from whyward.cli.verbs import Nouns
from whyward.journal.intentions.domains import HideDomain, RenameDomain, ShowDomain


@click.group(cls=Nouns, default="list")
def domain() -> None:
    """See the parts of your life, and call them what you like."""


@domain.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List the parts of life, and which values show up there."""
    show_domains(face)


@domain.command()
@click.argument("called", metavar="D")
@click.argument("name")
@click.pass_obj
def rename(face: Face, called: str, name: str) -> None:
    """Call a part of life by your own name."""
    record(face, [RenameDomain(domain=called, name=name)], f"It is called {one_line(name)} now.")


@domain.command()
@click.argument("called", metavar="D")
@click.pass_obj
def hide(face: Face, called: str) -> None:
    """Leave out a part of life that is not yours right now."""
    record(face, [HideDomain(domain=called)], "It is left out now. Nothing of it is lost.")


@domain.command()
@click.argument("called", metavar="D")
@click.pass_obj
def show(face: Face, called: str) -> None:
    """Bring a part of life back."""
    record(face, [ShowDomain(domain=called)], "It is back.")
