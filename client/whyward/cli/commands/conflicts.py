"""`whyward conflicts`: texts that two devices changed without seeing each other.

Both stay until the person says which one, or another.
"""

import click

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.recording import record
from whyward.cli.shown.entries import print_entries
from whyward.cli.verbs import Nouns
from whyward.journal.intentions.entries import SettleConflict
from whyward.journal.projections.entries import conflicts as conflicts_in


@click.group(cls=Nouns, default="list")
def conflicts() -> None:
    """See entries with two texts, and settle which one stays."""


@conflicts.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List entries with more than one text."""
    print_entries(face, with_pages(face, conflicts_in), "Nothing waits to be settled.")


@conflicts.command()
@click.argument("called", metavar="REF")
@click.option("--keep", default="1", metavar="N", help="The number of the text that stays, as `entry show` has it.")
@click.option("--text", metavar="TEXT", help="A text made of both.")
@click.pass_obj
def settle(face: Face, called: str, keep: str, text: str | None) -> None:
    """Say which text of an entry stays. The others stay in its history."""
    record(face, [SettleConflict(entry=called, keep=keep, merged_text=text)], "Settled. Nothing of it is lost.")
