"""`whyward status`: where this device stands.

It only reads.
"""

import click

from whyward.cli.face import Face
from whyward.cli.opening import with_journal
from whyward.cli.shown.status import status_lines, status_shown
from whyward.cli.verbs import Verb
from whyward.journal.journal import Journal


@click.command(cls=Verb)
@click.pass_obj
def status(face: Face) -> None:
    """Show what this device holds, what the relay has kept, and any alarms."""

    async def look(journal: Journal) -> None:
        found = await journal.status()
        face.answer(status_shown(found), status_lines(found))

    with_journal(face, look)
