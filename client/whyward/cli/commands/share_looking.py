"""`whyward share list`, `audit`: who sees what, and what went out.

Looking changes nothing and tells nobody.
"""

from datetime import date, timedelta
from typing import Final

import click

from whyward.cli.commands.share_group import share
from whyward.cli.face import Face
from whyward.cli.sharing import Opened, with_shares
from whyward.cli.shown.audit import print_audit, print_sent
from whyward.cli.shown.shares import NO_SHARES, share_lines, share_shown
from whyward.cli.words import DAY
from whyward.journal.sharing.effective import ShareState

_PAGES: Final = frozenset({"print", "pdf"})
_NINETY_DAYS: Final = timedelta(days=90)
_BANNER: Final = "Made by hand, for one conversation. It is nobody's record and says nothing about today."


@share.command("list")
@click.option("--all", "every", is_flag=True, help="Those that are stopped, too.")
@click.pass_obj
def list_(face: Face, *, every: bool) -> None:
    """List everybody who sees anything of yours: what, until when, on which devices, and how to stop it."""

    async def look(opened: Opened) -> None:
        found = [one for one in opened.shares.all() if every or one.state is not ShareState.STOPPED]
        if face.as_json:
            readers = opened.shares.readers()
            face.give([share_shown(one, readers.get(one.share_id, ())) for one in found])
            return
        face.show("\n\n".join("\n".join(share_lines(one)) for one in found) or NO_SHARES)

    with_shares(face, look)


@share.command()
@click.argument("who", metavar="WHO")
@click.option("--on", type=DAY, metavar="DATE", help="Show again what they had on that day, exactly as it was sent.")
@click.pass_obj
def audit(face: Face, who: str, on: date | None) -> None:
    """Show all that went out to WHO: when, what of which goal, which version, and whether it is still shown."""

    async def look(opened: Opened) -> None:
        if on is None:
            print_audit(face, opened.shares.audit(who), opened.pages, opened.share(who))
        else:
            print_sent(face, opened.shares.sent_on(who, on), opened.name(who), on)

    with_shares(face, look)
