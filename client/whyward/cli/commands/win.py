"""`whyward win`: something that went well, in a line; and the list of all of them.

Any size counts.
"""

from datetime import date

import click

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.recording import record
from whyward.cli.shown.ids import short
from whyward.cli.tables import print_table
from whyward.cli.verbs import Nouns
from whyward.cli.words import DAY
from whyward.journal.errors import BadInput
from whyward.journal.intentions.steps import NoticeWin
from whyward.journal.projections.barriers import Win, wins

_NONE_YET = "No win noted yet. A line is enough: whyward win TEXT"


@click.group(cls=Nouns, default="note", free=True, options_metavar="", subcommand_metavar="[TEXT] [OPTIONS]  |  list")
def win() -> None:
    """Note something that went well; alone, list them.

    TEXT alone is enough. Its options: whyward win note --help
    """


@win.command()
@click.argument("text", required=False)
@click.option("--about", metavar="REF", help="A goal, a step or anything else that it is about.")
@click.option("--value", "values", multiple=True, metavar="V", help="A value in it; may be repeated.")
@click.option("--on", type=DAY, metavar="DATE", help="The day, if not today.")
@click.pass_obj
def note(face: Face, text: str | None, about: str | None, values: tuple[str, ...], on: date | None) -> None:
    """Note a win; so does `whyward win TEXT`."""
    if text is None and (about or values or on):
        raise BadInput("What went well is not said", hint="A line is enough: whyward win TEXT")
    if text is None:
        _print(face, with_pages(face, wins))
        return
    record(face, [NoticeWin(text=text, about=about, values=values, on=on)], "Noted.")


@win.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List your wins, the latest first."""
    _print(face, with_pages(face, wins))


def _print(face: Face, found: list[Win]) -> None:
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show(_NONE_YET)
        return
    print_table(("id", "day", "what went well"), [[short(one.id), one.on.isoformat(), one.text] for one in found])
