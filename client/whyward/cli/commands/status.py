"""`whyward status`: where this device stands.

It only reads.
"""

import click

from whyward.cli.face import Face
from whyward.cli.opening import with_journal
from whyward.cli.shown.shares import share_shown
from whyward.cli.shown.status import status_lines, status_shown
from whyward.cli.verbs import Verb
from whyward.journal.journal import Journal
from whyward.journal.sharing.effective import ShareState


@click.command(cls=Verb)
@click.pass_obj
def status(face: Face) -> None:
    """Show what this device holds, what the relay has kept, who is shown anything, and any alarms."""

    async def look(journal: Journal) -> None:
        found, sharing = await journal.status(), await journal.shares()
        shares = [share for share in sharing.all() if share.state is not ShareState.STOPPED]
        readers = sharing.readers()
        shown = [share_shown(share, readers.get(share.share_id, ())) for share in shares]
        face.answer(status_shown(found, shown), status_lines(found, shares))

    with_journal(face, look)
