"""`whyward decide`: something to decide, weighed by what matters.

It shows what leads where; what to do is never said.
"""

from datetime import date
from typing import Final

import click

from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.shown.decisions import TOWARD_IN_WORDS, show_decision, show_decisions
from whyward.cli.verbs import Nouns
from whyward.cli.words import DAY
from whyward.journal.errors import BadInput
from whyward.journal.intentions.choices import AddOption, FaceDecision, LookBackOnDecision, MakeDecision, WeighOption

_TOWARD: Final = {words.replace(" ", "-"): toward for toward, words in TOWARD_IN_WORDS.items()}


@click.group(cls=Nouns, default="list")
def decide() -> None:
    """Weigh a decision by what matters to you. What you do stays yours."""


@decide.command()
@click.argument("question")
@click.option("--by", type=DAY, metavar="DATE", help="Until when, if there is a day.")
@click.option("--option", "options", multiple=True, metavar="TEXT", help="A way to go; may be repeated.")
@click.pass_obj
def new(face: Face, question: str, by: date | None, options: tuple[str, ...]) -> None:
    """Put into words what is to be decided."""
    record(face, [FaceDecision(question=question, by=by, options=options)], "It is written down. There is time.")


@decide.command()
@click.argument("called", metavar="D")
@click.argument("text")
@click.pass_obj
def option(face: Face, called: str, text: str) -> None:
    """Add a way to go."""
    record(face, [AddOption(decision=called, text=text)], "That is one way to go.")


@decide.command(context_settings={"ignore_unknown_options": True})
@click.argument("called", metavar="D")
@click.argument("chosen", metavar="OPTION")
@click.argument("value", metavar="V")
@click.argument("toward", metavar="TOWARD")
@click.option("--note", metavar="NOTE", help="Anything you want to say about it.")
@click.pass_obj
def weigh(face: Face, called: str, chosen: str, value: str, *, toward: str, note: str | None) -> None:
    """Say how much an option leads toward a value.

    TOWARD is clearly-away, a-little-away, neither, a-little-toward or clearly-toward; or a number from -2 to 2.
    """
    wish = WeighOption(decision=called, option=chosen, value=value, toward=_toward(toward), note=note)
    record(face, [wish], "Weighed.")


def _toward(word: str) -> int:
    asked = word.strip().casefold().replace(" ", "-").replace("_", "-")
    if asked in _TOWARD:
        return _TOWARD[asked]
    try:
        return int(word)
    except ValueError:
        raise BadInput("that is no way to lead", hint=f"Take one of: {', '.join(_TOWARD)}.") from None


@decide.command()
@click.argument("called", metavar="D")
@click.argument("chosen", metavar="[OPTION]", required=False)
@click.option("--because", metavar="TEXT", help="Why; or what it is, if it is none of the options.")
@click.pass_obj
def make(face: Face, called: str, chosen: str | None, because: str | None) -> None:
    """Decide: for an option, or in your own words. You may decide anew at any time."""
    record(face, [MakeDecision(decision=called, option=chosen, because=because)], "Decided, for now.")


@decide.command("look-back")
@click.argument("called", metavar="D")
@click.argument("text")
@click.pass_obj
def look_back(face: Face, called: str, text: str) -> None:
    """Say what you see now, looking back."""
    record(face, [LookBackOnDecision(decision=called, text=text)], "Noted.")


@decide.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List decisions, those to be made first."""
    show_decisions(face)


@decide.command()
@click.argument("called", metavar="D")
@click.pass_obj
def show(face: Face, called: str) -> None:
    """Show one decision, weighed by your values."""
    show_decision(face, called)
