"""`whyward entry`: what was written, to read, edit, find, and put in the bin.

An edit is another version; nothing written is replaced.
"""

import click

from whyward.cli.asking import text_from_input
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.recording import record
from whyward.cli.shown.entries import entry_document, entry_text, print_entries
from whyward.cli.shown.ids import short
from whyward.cli.shown.recorded import thing_id
from whyward.cli.verbs import Nouns
from whyward.journal.intentions.entries import BinEntry, EditEntry, LinkEntry, StarEntry, UnbinEntry, UnlinkEntry
from whyward.journal.names import find_entry, find_goal, find_value
from whyward.journal.pages import Pages
from whyward.journal.projections.entries import Entry, entries, entry_shown
from whyward.journal.projections.entries import search as search_entries
from whyward.journal.projections.wanted import Wanted
from whyward.journal.recording import Done


@click.group(cls=Nouns, default="list")
def entry() -> None:
    """Read and change what you wrote."""


@entry.command("list")
@click.option("--value", metavar="V", help="Only those about this value.")
@click.option("--goal", metavar="G", help="Only those about this goal.")
@click.option("--tag", metavar="T", help="Only those with this tag.")
@click.option("--starred", is_flag=True, help="Only those with a star.")
@click.option("--bin", "binned", is_flag=True, help="Those in the bin instead.")
@click.pass_obj
def list_(face: Face, value: str | None, goal: str | None, tag: str | None, *, starred: bool, binned: bool) -> None:
    """List entries, the latest first."""

    def read(pages: Pages) -> list[Entry]:
        value_id = None if value is None else find_value(pages, value).value_id
        goal_id = None if goal is None else find_goal(pages, goal).goal_id
        found = entries(pages, Wanted(value_id=value_id, goal_id=goal_id, tag=tag), binned=binned)
        return [one for one in found if one.starred or not starred]

    print_entries(face, with_pages(face, read))


@entry.command()
@click.argument("called", metavar="REF")
@click.pass_obj
def show(face: Face, called: str) -> None:
    """Show one entry, with every version that waits to be settled."""

    def read(pages: Pages) -> Entry:
        found = entry_shown(pages, find_entry(pages, called).entry_id)
        assert found is not None, "it was found just now"
        return found

    found = with_pages(face, read)
    face.answer(entry_document(found), entry_text(found))


@entry.command()
@click.argument("called", metavar="REF")
@click.argument("text", metavar="[TEXT|-]", required=False)
@click.option("--title", metavar="T", help='A title; "" takes it away.')
@click.option("--tag", "tags", multiple=True, metavar="T", help="The tags from now on; may be repeated.")
@click.option("--base", metavar="VERSION", help="The version that you saw, if not the one shown now.")
@click.pass_obj
def edit(face: Face, called: str, text: str | None, title: str | None, tags: tuple[str, ...], base: str | None) -> None:
    """Write an entry anew: TEXT, or what standard input holds; with --title or --tag, the text may stay."""
    is_read = text == "-" or (text is None and title is None and not tags)
    body = text_from_input(face) if is_read else text
    wish = EditEntry(entry=called, body=body, title=title, tags=tags or None, base=base)
    record(face, [wish], "The entry holds your new words. The ones before stay in its history.")


@entry.command("bin")
@click.argument("called", metavar="REF")
@click.pass_obj
def bin_(face: Face, called: str) -> None:
    """Move an entry to the bin, for 30 days at least."""
    record(face, [BinEntry(entry=called)], _binned)


@entry.command()
@click.argument("called", metavar="REF")
@click.pass_obj
def restore(face: Face, called: str) -> None:
    """Take an entry out of the bin."""
    record(face, [UnbinEntry(entry=called)], "The entry is back.")


@entry.command()
@click.argument("called", metavar="REF")
@click.argument("to", metavar="THING")
@click.pass_obj
def link(face: Face, called: str, to: str) -> None:
    """Say that an entry is about THING: a value, a goal, domain:health, or anything with an id."""
    record(face, [LinkEntry(entry=called, to=to)], "Linked.")


@entry.command()
@click.argument("called", metavar="REF")
@click.argument("to", metavar="THING")
@click.pass_obj
def unlink(face: Face, called: str, to: str) -> None:
    """Say that an entry is about THING no longer."""
    record(face, [UnlinkEntry(entry=called, to=to)], "Unlinked.")


@entry.command()
@click.argument("called", metavar="REF")
@click.option("--off", is_flag=True, help="Take the star off.")
@click.pass_obj
def star(face: Face, called: str, off: bool) -> None:
    """Mark an entry, to find it again: whyward entry list --starred."""
    record(face, [StarEntry(entry=called, on=not off)], "Its star is off." if off else "It has a star.")


@entry.command()
@click.argument("words", metavar="WORDS", nargs=-1, required=True)
@click.pass_obj
def search(face: Face, words: tuple[str, ...]) -> None:
    """Find entries that hold all the words. What you search for is not kept."""
    found = with_pages(face, lambda pages: search_entries(pages, " ".join(words)))
    print_entries(face, found, "No entry holds those words.")


def _binned(_pages: Pages, done: Done) -> str:
    thing = thing_id(done)
    assert thing is not None, "an entry has an id"
    return f"In the bin, for 30 days at least. Back with: whyward entry restore {short(thing)}"
