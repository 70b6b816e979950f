"""`whyward practice`: what others show to this person, before a session and in it.

The first line of each screen says that nobody watches. Looking is told to nobody.
"""

from pathlib import Path

import click
import msgspec

from whyward.cli.commands import practice_answering
from whyward.cli.commands.practice_group import practice
from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.sharing import Practising, with_practice
from whyward.cli.sheet_file import write_sheet
from whyward.cli.shown.practice import NO_CLIENTS, client_row, page_lines
from whyward.cli.shown.words import word_columns
from whyward.cli.tables import print_table
from whyward.sheet.session import sheet_of
from whyward.sheet.shared_goal import BANNER

__all__ = ["practice", "practice_answering"]


class SheetShown(msgspec.Struct, frozen=True):
    """Where the sheet is."""

    file: str


class WordsShown(msgspec.Struct, frozen=True):
    """The eight words of a share."""

    words: list[str]


@practice.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List who shows you something, and when they last shared. That says nothing about when they use the program."""

    async def look(opened: Practising) -> None:
        found = opened.practice.clients()
        if face.as_json:
            face.give(found)
            return
        face.show(BANNER if found else NO_CLIENTS)
        if found:
            print_table(("id", "name", "last shared", "new", ""), [client_row(one) for one in found])

    with_practice(face, look)


@practice.command()
@click.argument("client", metavar="CLIENT")
@click.option("--receipt", is_flag=True, help="Tell them which versions you have here; else nothing is told.")
@click.pass_obj
def show(face: Face, client: str, *, receipt: bool) -> None:
    """Show all that CLIENT shows you: goals as they are, what is new since the last session, what was written."""

    async def look(opened: Practising) -> None:
        found = opened.practice.client(client)
        face.answer(found, page_lines(found))
        if receipt:
            await opened.practice.opened(client)
            face.say("They are told with the next sync which versions you have.")

    with_practice(face, look)


@practice.command()
@click.argument("client", metavar="CLIENT")
@click.option("--file", metavar="FILE", required=True, help="Where the page goes: NAME.html, or NAME.pdf.")
@click.pass_obj
def sheet(face: Face, client: str, file: str) -> None:
    """Make a page for a session, to read or to print: HTML, or PDF if FILE ends in .pdf."""
    path = Path(file).expanduser()

    async def draw(opened: Practising) -> None:
        drawn = sheet_of(opened.practice.client(client), today_of(opened.pages))
        write_sheet(drawn, path, as_pdf=path.suffix.lower() == ".pdf")
        face.answer(SheetShown(str(path)), f"The page is in {path}.")
        face.say("It is a file like any other, and readable: keep it with your notes, or delete it.")

    with_practice(face, draw)


@practice.command()
@click.argument("client", metavar="CLIENT")
@click.pass_obj
def words(face: Face, client: str) -> None:
    """Show your eight words for CLIENT again. Read out those that they ask for, to a voice you know."""

    async def look(opened: Practising) -> None:
        found = list(await opened.practice.words(client))
        face.answer(WordsShown(found), "\n".join(word_columns(found)))

    with_practice(face, look)
