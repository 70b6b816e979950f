"""`whyward mood`: how one feels, in words or numbers; off until somebody turns it on.

No day is expected, and nothing is averaged.
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
from whyward.content.moods import level_in_words, mood_words
from whyward.journal.decide.checkins import MOODS
from whyward.journal.intentions.checkins import NoteMood
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.projections.moods import Mood, moods

_OFFERED = ", ".join(word for group in mood_words().groups for word in group.words)
_FIVE = "From -2 to 2."


@click.group(
    cls=Nouns,
    default="note",
    free=True,
    options_metavar="",
    subcommand_metavar="[WORD …] [OPTIONS]  |  on  |  off  |  list",
)
def mood() -> None:
    """Note how you feel; off until you turn it on with `whyward mood on`.

    A word alone is enough. Its options: whyward mood note --help
    """


@mood.command(epilog=f"Words you could take: {_OFFERED}. Or your own.")
@click.argument("words", metavar="[WORD …]", nargs=-1)
@click.option("--valence", type=int, metavar="-2..2", help=f"How pleasant it is. {_FIVE}")
@click.option("--energy", type=int, metavar="-2..2", help=f"How much energy there is. {_FIVE}")
@click.option("-m", "--note", "text", metavar="NOTE", help="Anything you want to say about it.")
@click.option("--on", type=DAY, metavar="DATE", help="The day, if not today.")
@click.pass_obj
def note(
    face: Face,
    words: tuple[str, ...],
    *,
    valence: int | None,
    energy: int | None,
    text: str | None,
    on: date | None,
) -> None:
    """Note a mood; so does `whyward mood WORD`."""
    wish = NoteMood(valence=valence, energy=energy, words=words, note=text, on=on)
    record(face, [wish], "Noted. It may be as it is.")


@mood.command("on")
@click.pass_obj
def on_(face: Face) -> None:
    """Turn moods on, on all your devices."""
    record(face, [SetPreference(key=MOODS, value=True)], "Moods are on. To turn them off: whyward mood off")


@mood.command()
@click.pass_obj
def off(face: Face) -> None:
    """Turn moods off. What was noted stays."""
    record(face, [SetPreference(key=MOODS, value=False)], "Moods are off. What you noted stays.")


@mood.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List your moods, the latest first."""
    found = with_pages(face, moods)
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("No mood noted. They are off until you turn them on: whyward mood on")
        return
    print_table(("id", "day", "words", "pleasant", "energy", "note"), [_row(one) for one in found])


def _row(one: Mood) -> list[str]:
    known = mood_words()
    pleasant, energy = level_in_words(one.valence, known.valence), level_in_words(one.energy, known.energy)
    return [short(one.id), one.on.isoformat(), ", ".join(one.words), pleasant, energy, one.note or ""]
