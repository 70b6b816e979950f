"""`whyward undo` and `whyward redo`: take an act back, and bring it back.

Nothing is removed by either.
"""

import click

from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.verbs import Verb
from whyward.journal.intentions.plumbing import Redo, Undo


@click.command(cls=Verb)
@click.argument("ref", required=False)
@click.pass_obj
def undo(face: Face, ref: str | None) -> None:
    """Take back what this device recorded last, or the act or event that REF names."""
    record(face, [Undo(ref=ref)], "Taken back. To bring it back: whyward redo")


@click.command(cls=Verb)
@click.pass_obj
def redo(face: Face) -> None:
    """Bring back what the last undo took."""
    record(face, [Redo()], "It is back.")
