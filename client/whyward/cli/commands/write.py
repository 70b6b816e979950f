"""`whyward write`: a journal entry, from the command line or from standard input.

No editor is started: its temporary files would hold the text readable.
"""

import click

from whyward.cli.asking import text_from_input
from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.verbs import Verb
from whyward.journal.intentions.entries import WriteEntry


@click.command(cls=Verb)
@click.argument("text", metavar="[TEXT|-]", required=False)
@click.option("--title", metavar="T", help="A title.")
@click.option("--value", "values", multiple=True, metavar="V", help="A value it is about; may be repeated.")
@click.option("--goal", "goals", multiple=True, metavar="G", help="A goal it is about; may be repeated.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="A word to find it by; may be repeated.")
@click.pass_obj
def write(
    face: Face,
    text: str | None,
    title: str | None,
    values: tuple[str, ...],
    goals: tuple[str, ...],
    tags: tuple[str, ...],
) -> None:
    """Write an entry: TEXT, or what standard input holds. A line is enough."""
    body = text_from_input(face) if text in {None, "-"} else text
    wish = WriteEntry(body=body or "", title=title, values=values, goals=goals, tags=tags)
    record(face, [wish], "Your words are kept.")
