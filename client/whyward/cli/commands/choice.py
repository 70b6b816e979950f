"""`whyward choice`: a moment of choice, with what pulls away and what leads toward.

Both ways are noted in the same voice.
"""

import click

from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.shown.choices import show_choices
from whyward.cli.verbs import Nouns
from whyward.journal.intentions.choices import NoteChoicePoint


@click.group(
    cls=Nouns, default="note", free=True, options_metavar="", subcommand_metavar="[SITUATION] [OPTIONS] | list"
)
def choice() -> None:
    """Note a moment of choice: what was there, what pulled, what held.

    Without a SITUATION it lists them. Its options: whyward choice note --help
    """


@choice.command()
@click.argument("situation", required=False)
@click.option("--hook", "hooks", multiple=True, metavar="TEXT", help="What pulled you away; may be repeated.")
@click.option("--helper", "helpers", multiple=True, metavar="TEXT", help="What held you; may be repeated.")
@click.option("--away", multiple=True, metavar="TEXT", help="A move away from what matters; may be repeated.")
@click.option("--toward", multiple=True, metavar="TEXT", help="A move toward it; may be repeated.")
@click.option("--went", metavar="WAY", default="still-choosing", help="toward, away, both or still-choosing.")
@click.option("--value", "values", multiple=True, metavar="V", help="A value it is about; may be repeated.")
@click.option("-m", "--note", "words", metavar="NOTE", help="Anything you want to say about it.")
@click.pass_obj
def note(
    face: Face,
    situation: str | None,
    *,
    hooks: tuple[str, ...],
    helpers: tuple[str, ...],
    away: tuple[str, ...],
    toward: tuple[str, ...],
    went: str,
    values: tuple[str, ...],
    words: str | None,
) -> None:
    """Note a moment of choice; so does `whyward choice SITUATION`."""
    if situation is None:
        show_choices(face)
        return
    wish = NoteChoicePoint(
        situation=situation,
        hooks=hooks,
        helpers=helpers,
        away=away,
        toward=toward,
        went=went,
        values=values,
        note=words,
    )
    record(face, [wish], "Noted. Seeing a moment of choice is a start.")


@choice.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List moments of choice, the latest first."""
    show_choices(face)
