"""`whyward domain`: the parts of a life, by the person's own names.

A hidden one is left out; it is never counted as empty.
"""

import click

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.recording import record
from whyward.cli.shown.domains import show_domains
from whyward.cli.verbs import Nouns
from whyward.content.domains import domain_by_key
from whyward.journal.intentions.domains import (
    AddDomain,
    HideDomain,
    OrderDomains,
    RenameDomain,
    ShowDomain,
    WriteVision,
)


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


@domain.command()
@click.argument("name")
@click.pass_obj
def add(face: Face, name: str) -> None:
    """Add a part of life: grow, leisure, home, money, or one by your own name."""
    known = domain_by_key().get(name.strip().casefold())
    optional = known if known is not None and known.optional else None
    wish = AddDomain(name=name) if optional is None else AddDomain(name=optional.name, key=optional.key)
    record(face, [wish], f"{one_line(wish.name)} is a part of your life now.")


@domain.command()
@click.argument("called", metavar="D")
@click.argument("text")
@click.pass_obj
def vision(face: Face, called: str, text: str) -> None:
    """Write who you want to be there; an empty text takes your words away."""
    record(face, [WriteVision(domain=called, text=text)], "Your words are kept.")


@domain.command()
@click.argument("called", metavar="D …", nargs=-1)
@click.pass_obj
def order(face: Face, called: tuple[str, ...]) -> None:
    """Put the parts of life in your order; the others follow as they stood."""
    record(face, [OrderDomains(domains=called)], "They are in your order now.")
