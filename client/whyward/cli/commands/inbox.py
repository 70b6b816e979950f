"""`whyward inbox`: what those wrote to whom something is shown.

Nothing in it becomes the person's own by itself, and nothing in it waits for an answer.
"""

import click
import msgspec

from whyward.cli.face import Face
from whyward.cli.sharing import Opened, with_shares
from whyward.cli.shown.ids import short
from whyward.cli.shown.inbox import inbox_lines
from whyward.cli.shown.recorded import recorded_shown
from whyward.cli.verbs import Nouns
from whyward.journal.projections.goals import goal_shown


class RepliedShown(msgspec.Struct, frozen=True):
    """What was written goes out with the next sync."""

    replied: bool


@click.group(cls=Nouns, default="list")
def inbox() -> None:
    """Read what they wrote to whom you show something, and answer if you like."""


@inbox.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List what waits. Looking is not told to anybody."""

    async def look(opened: Opened) -> None:
        found = opened.shares.inbox()
        face.answer(found, inbox_lines(found))

    with_shares(face, look)


@inbox.command()
@click.argument("ref", metavar="REF")
@click.argument("text", metavar="TEXT")
@click.pass_obj
def reply(face: Face, ref: str, text: str) -> None:
    """Write back about REF."""

    async def write(opened: Opened) -> None:
        await opened.shares.reply(ref, text)
        face.answer(RepliedShown(replied=True), "It goes out with the next sync: whyward sync")

    with_shares(face, write)


@inbox.command()
@click.argument("ref", metavar="REF")
@click.option("--statement", metavar="TEXT", help="The goal in your own words.")
@click.option("--value", "values", multiple=True, metavar="V", help="A value of yours that it serves.")
@click.pass_obj
def accept(face: Face, ref: str, statement: str | None, values: tuple[str, ...]) -> None:
    """Take the proposal REF as a goal of yours, in their words or in your own. They are told that you took it."""

    async def take(opened: Opened) -> None:
        row = await opened.shares.accept(ref, statement, values)
        goal = goal_shown(opened.pages, row.goal_id)
        assert goal is not None, "it was made just now"
        face.answer(goal, f"That is a goal of yours now. ({short(goal.id)})")

    with_shares(face, take)


@inbox.command()
@click.argument("ref", metavar="REF")
@click.option("--tell-them", is_flag=True, help="Tell them. Without this they are told nothing.")
@click.option("-m", "--note", metavar="TEXT", help="With --tell-them: a line to them.")
@click.pass_obj
def decline(face: Face, ref: str, *, tell_them: bool, note: str | None) -> None:
    """Leave the proposal REF where it is. Nobody is told unless you say so."""

    async def leave(opened: Opened) -> None:
        done = await opened.shares.decline(ref, tell_them=tell_them, note=note)
        told = "They are told with the next sync." if tell_them else "They are not told."
        face.answer(recorded_shown(done), f"Left where it is. {told}")

    with_shares(face, leave)


@inbox.command("put-away")
@click.argument("ref", metavar="REF")
@click.pass_obj
def put_away(face: Face, ref: str) -> None:
    """Be done with the comment REF: it leaves the list. Nobody is told."""

    async def put(opened: Opened) -> None:
        done = await opened.shares.put_away(ref)
        face.answer(recorded_shown(done), "Put away.")

    with_shares(face, put)
