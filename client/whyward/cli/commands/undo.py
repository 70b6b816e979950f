"""`whyward undo` and `whyward redo`: take an act back, and bring it back.

Nothing is removed by either.
"""

import click

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.recording import record
from whyward.cli.shown.recorded import bodies
from whyward.cli.verbs import Verb
from whyward.journal.events.plumbing import EventRetracted
from whyward.journal.events.reading import body_of
from whyward.journal.intentions.plumbing import Redo, Undo
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.telling import phrase_of
from whyward.journal.recording import Done


@click.command(cls=Verb)
@click.argument("ref", required=False)
@click.pass_obj
def undo(face: Face, ref: str | None) -> None:
    """Take back what this device recorded last, or the act or event that REF names."""
    record(face, [Undo(ref=ref)], _taken_back)


@click.command(cls=Verb)
@click.pass_obj
def redo(face: Face) -> None:
    """Bring back what the last undo took."""
    record(face, [Redo()], "It is back.")


def _taken_back(pages: Pages, done: Done) -> str:
    labels = Labels(pages)
    told: list[str] = []
    for retracted in reversed(bodies(done)):
        found = pages.event(retracted.target_event_id) if isinstance(retracted, EventRetracted) else None
        body = None if found is None else body_of(found[0].kind, found[0].body)
        if body is not None:
            told.append(one_line(phrase_of(body, labels).plain()))
    what = f": {'; '.join(told)}" if told else ""
    return f"Taken back{what}. To bring it back: whyward redo"
