"""`whyward search`: all that the person wrote, found by its words, whatever it was written as.

What is searched for is kept nowhere.
"""

import click

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.shown.found import print_found
from whyward.journal.projections.found import found


@click.command()
@click.argument("words", metavar="WORDS", nargs=-1, required=True)
@click.pass_obj
def search(face: Face, words: tuple[str, ...]) -> None:
    """Find all that you wrote that holds all the words; the last word may be a beginning.

    It looks through your journal, answers to questions, worksheets, pieces, reviews, wins, and notes on steps.
    What you search for is not kept.
    """
    print_found(face, with_pages(face, lambda pages: found(pages, " ".join(words))))
