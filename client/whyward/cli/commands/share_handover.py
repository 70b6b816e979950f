"""`whyward share handover`: goals shown by hand, in a room, without anything being sent.

The same function decides what stands on the page as for a share; nothing goes anywhere.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

import click

from whyward.cli.commands.share_group import share
from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.sharing import Opened, with_shares
from whyward.cli.sheet_file import write_sheet
from whyward.cli.shown.recorded import recorded_shown
from whyward.cli.shown.shared import goal_lines
from whyward.cli.wishing import ALSO, GOALS, WITHOUT
from whyward.cli.words import DAY
from whyward.journal.days import day_in_words
from whyward.journal.errors import BadInput, NotFound
from whyward.journal.intentions.people import MakeHandover
from whyward.journal.names import find_contact
from whyward.journal.pages import Pages
from whyward.sheet.page import Sheet
from whyward.sheet.shared_goal import sheet_goal

_PAGES: Final = frozenset({"print", "pdf"})
_NINETY_DAYS: Final = timedelta(days=90)
_BANNER: Final = "Made by hand, for one conversation. Nobody watches what stands here, and it is not for emergencies."


@share.command()
@GOALS
@ALSO
@WITHOUT
@click.option("--to", metavar="NAME", help="To whom.")
@click.option(
    "--as",
    "medium",
    type=click.Choice(["screen", "read-aloud", "print", "pdf"]),
    default="screen",
    help="On this screen, read aloud, as a page to print (HTML), or as a PDF.",
)
@click.option("--file", metavar="FILE", help="Where the page goes, with --as print and --as pdf.")
@click.option("--since", type=DAY, metavar="DATE", help="What happened from that day on; else in 90 days.")
@click.option("-m", "--note", metavar="TEXT", help="A note to yourself.")
@click.pass_obj
def handover(
    face: Face,
    *,
    goals: tuple[str, ...],
    fields: tuple[str, ...],
    without: tuple[str, ...],
    to: str | None,
    medium: str,
    file: str | None,
    since: date | None,
    note: str | None,
) -> None:
    """Show goals by hand, and send nothing: on the screen, aloud, or on a page. Your records keep that you did."""
    if (file is None) == (medium in _PAGES):
        raise BadInput("a page needs a file, and nothing else does", hint="For a page: --as pdf --file FILE")

    path = None if file is None else Path(file).expanduser()

    async def show(opened: Opened) -> None:
        first = today_of(opened.pages) - _NINETY_DAYS if since is None else since
        found = opened.shares.sheet(goals, fields, without, first)
        sheet = Sheet(
            title="For you to see" if to is None else f"For {to}",
            lead=(f"As it was on {day_in_words(today_of(opened.pages))}.",),
            banner=_BANNER,
            goals=tuple(sheet_goal(one.goal) for one in found),
        )
        if path is not None:
            write_sheet(sheet, path, as_pdf=medium == "pdf")
        elif not face.as_json:
            face.show("\n\n".join("\n".join(goal_lines(goal)) for goal in sheet.goals))
        wish = MakeHandover(medium=medium, goals=goals, contact=_known(opened.pages, to), to=to, note=note)
        face.answer(recorded_shown(await opened.shares.handover(wish)), "Noted in your records.")

    with_shares(face, show)


def _known(pages: Pages, to: str | None) -> str | None:
    """Return the name again if it is of somebody the person shares with; else it is a word in their note."""
    if to is None:
        return None
    try:
        return find_contact(pages, to).contact_id.hex()
    except NotFound:
        return None
