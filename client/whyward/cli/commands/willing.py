"""`whyward willing`: what one is willing to have come along, for the sake of what.

Yes, not yet and smaller are three good answers.
"""

import click

from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.verbs import Verb
from whyward.journal.intentions.striving import ChooseWillingness

_SENTENCES = {
    "yes": "You chose to be willing.",
    "smaller": "Smaller, then: whyward goal adjust G --because too-big",
}


@click.command(cls=Verb)
@click.argument("goal", metavar="G")
@click.option("--for", "sake", required=True, metavar="TEXT", help="For the sake of what.")
@click.option("--thought", "thoughts", multiple=True, metavar="TEXT", help="A thought that may come; may be repeated.")
@click.option("--feeling", "feelings", multiple=True, metavar="TEXT", help="A feeling that may come.")
@click.option("--sensation", "sensations", multiple=True, metavar="TEXT", help="Something in the body that may come.")
@click.option("--urge", "urges", multiple=True, metavar="TEXT", help="An urge that may come.")
@click.option("--choice", default="yes", show_default=True, metavar="yes|not-yet|smaller", help="Whether you are.")
@click.pass_obj
def willing(
    face: Face,
    goal: str,
    *,
    sake: str,
    thoughts: tuple[str, ...],
    feelings: tuple[str, ...],
    sensations: tuple[str, ...],
    urges: tuple[str, ...],
    choice: str,
) -> None:
    """Say what you are willing to have come along on the way to the goal G."""
    wish = ChooseWillingness(
        goal=goal,
        for_the_sake_of=sake,
        thoughts=thoughts,
        feelings=feelings,
        sensations=sensations,
        urges=urges,
        choice=choice,
    )
    record(face, [wish], _SENTENCES.get(choice.strip().casefold(), "Not yet is an answer too."))
