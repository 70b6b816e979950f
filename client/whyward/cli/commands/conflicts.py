"""`whyward conflicts`: texts that two devices changed without seeing each other.

Both stay until the person says which one, or another.
"""

import click

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.recording import record
from whyward.cli.reference import meant
from whyward.cli.shown.conflicts import print_waiting, waiting
from whyward.cli.verbs import Nouns
from whyward.journal.intentions.entries import SettleConflict
from whyward.journal.intentions.exploring import SettlePiece
from whyward.journal.intentions.reflections import SettleReflection
from whyward.journal.intentions.reviews import SettleReview
from whyward.journal.pages import Pages


@click.group(cls=Nouns, default="list")
def conflicts() -> None:
    """See what has two texts, and settle which one stays."""


@conflicts.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List entries, reflections and pieces with more than one text."""
    print_waiting(face, with_pages(face, waiting))


@conflicts.command()
@click.argument("called", metavar="REF")
@click.option("--keep", default="1", metavar="N", help="The number of the text that stays, as the list has it.")
@click.option("--text", metavar="TEXT", help="A text made of both.")
@click.pass_obj
def settle(face: Face, called: str, keep: str, text: str | None) -> None:
    """Say which text of an entry, a reflection or a piece stays. The others stay in its history."""

    def wishes(pages: Pages) -> list[SettleConflict | SettleReflection | SettlePiece | SettleReview]:
        noun, _, key = meant(pages, called).partition(":")
        match noun:
            case "reflection":
                return [SettleReflection(reflection=key, keep=keep, merged_text=text)]
            case "creative":
                return [SettlePiece(piece=key, keep=keep, merged_text=text)]
            case "review":
                return [SettleReview(review=key, keep=keep, merged_text=text)]
            case _:
                return [SettleConflict(entry=key, keep=keep, merged_text=text)]

    record(face, wishes, "Settled. Nothing of it is lost.")
