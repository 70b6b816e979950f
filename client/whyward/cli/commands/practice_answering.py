"""`whyward practice comment`, `propose`, `answer`, `keep`, `name`, `session`, `leave`: what this side says and keeps.

Nothing here changes a goal of anybody's: a proposal is an idea until they take it.
"""

from datetime import date

import click
import msgspec

from whyward.cli.commands.practice_group import practice
from whyward.cli.face import Face
from whyward.cli.sharing import Practising, with_practice
from whyward.cli.shown.practice import keeping_text
from whyward.cli.shown.recorded import recorded_shown
from whyward.cli.words import DAY

_GOES_OUT = "It goes out with the next sync: whyward sync"
_ANSWERS = ("deleted", "kept-by-law", "pending", "refused")

BY_LAW = click.option("--by-law", is_flag=True, help="The law has you keep them.")
UNTIL = click.option("--until", type=DAY, metavar="DATE", help="With the law, until when.")
BASIS = click.option("--basis", metavar="TEXT", help="Which law or rule.")


class SentShown(msgspec.Struct, frozen=True):
    """It goes out with the next sync."""

    recorded: bool


@practice.command()
@click.argument("client", metavar="CLIENT")
@click.argument("text", metavar="TEXT")
@click.option("--about", metavar="GOAL", help="The goal it is about: the start of its words, or its id.")
@click.pass_obj
def comment(face: Face, client: str, text: str, about: str | None) -> None:
    """Write something to CLIENT about what they show you. They read it when they look, not straight away."""

    async def write(opened: Practising) -> None:
        await opened.practice.comment(client, text, about=about)
        face.answer(SentShown(recorded=True), _GOES_OUT)

    with_practice(face, write)


@practice.command()
@click.argument("client", metavar="CLIENT")
@click.argument("statement", metavar="TEXT")
@click.option("--value", metavar="V", help="What it could serve.")
@click.option("--step", "steps", multiple=True, metavar="TEXT", help="A step it could have; may be repeated.")
@click.option("-m", "--message", metavar="TEXT", help="A line to them.")
@click.pass_obj
def propose(
    face: Face, client: str, statement: str, *, value: str | None, steps: tuple[str, ...], message: str | None
) -> None:
    """Propose a goal to CLIENT, if they let you. It becomes theirs only if they take it, perhaps in other words."""

    async def write(opened: Practising) -> None:
        await opened.practice.propose(client, statement, value=value, steps=steps, message=message)
        face.answer(SentShown(recorded=True), _GOES_OUT)

    with_practice(face, write)


@practice.command()
@click.argument("client", metavar="CLIENT")
@click.argument("request", metavar="REF")
@click.argument("answer", metavar="|".join(_ANSWERS), type=click.Choice(_ANSWERS))
@BASIS
@UNTIL
@click.pass_obj
def answer(face: Face, client: str, request: str, answer: str, *, basis: str | None, until: date | None) -> None:
    """Answer the request REF of CLIENT to delete copies."""

    async def write(opened: Practising) -> None:
        said = answer.replace("-", "_")
        await opened.practice.answer_deletion(client, request, said, basis=basis, until=until)
        face.answer(SentShown(recorded=True), _GOES_OUT)

    with_practice(face, write)


@practice.command()
@click.argument("client", metavar="CLIENT")
@click.option("--days", type=click.IntRange(0, 366), default=0, metavar="N", help="So many days after it ends.")
@BY_LAW
@UNTIL
@BASIS
@click.pass_obj
def keep(face: Face, client: str, *, days: int, by_law: bool, until: date | None, basis: str | None) -> None:
    """Say how long your copies of what CLIENT shows you stay once it has ended. Without options: not at all."""

    async def set_it(opened: Practising) -> None:
        done = await opened.practice.keep(client, days=days, by_law=by_law, until=until, basis=basis)
        face.answer(recorded_shown(done), keeping_text(opened.practice.client(client).client))

    with_practice(face, set_it)


@practice.command()
@click.argument("client", metavar="CLIENT")
@click.argument("name", metavar="NAME")
@click.pass_obj
def name(face: Face, client: str, name: str) -> None:
    """Call CLIENT by a NAME of your own. They do not see it."""

    async def call(opened: Practising) -> None:
        face.answer(recorded_shown(await opened.practice.name(client, name)), "They go by that name here now.")

    with_practice(face, call)


@practice.command()
@click.argument("client", metavar="CLIENT")
@click.option("--on", type=DAY, metavar="DATE", help="When; today, unless you say.")
@click.pass_obj
def session(face: Face, client: str, on: date | None) -> None:
    """Note that you and CLIENT met: what is new counts from there. They do not see it."""

    async def mark(opened: Practising) -> None:
        done = await opened.practice.mark_session(client, on)
        face.answer(recorded_shown(done), "Noted. What is new counts from there.")

    with_practice(face, mark)


@practice.command()
@click.argument("client", metavar="CLIENT")
@click.pass_obj
def leave(face: Face, client: str) -> None:
    """Let go of what CLIENT shows you, for good: your copies are deleted, and they are told."""

    async def let_go(opened: Practising) -> None:
        await opened.practice.leave(client)
        face.answer(SentShown(recorded=True), "Your copies are deleted. They are told as soon as the relay is reached.")

    with_practice(face, let_go)
