"""`whyward barrier`: what is in the way, and what one did then.

No answer is better than another, and none is asked for.
"""

import click

from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.shown.barriers import show_barriers
from whyward.cli.verbs import Nouns
from whyward.journal.intentions.barriers import AnswerBarrier, MeetBarrier


@click.group(
    cls=Nouns, default="met", free=True, options_metavar="", subcommand_metavar="[KIND] [OPTIONS]  |  answer …  |  list"
)
def barrier() -> None:
    """Name what is in the way: fear, shame, procrastination, perfectionism, or your own word.

    KIND alone is enough. Its options: whyward barrier met --help
    """


@barrier.command()
@click.argument("kind", required=False, default="other")
@click.option("--goal", metavar="G", help="The goal it stands before.")
@click.option("--value", "values", multiple=True, metavar="V", help="A value it is about; may be repeated.")
@click.option("--strength", type=int, metavar="0..10", help="How strong it is.")
@click.option("--situation", metavar="TEXT", help="When it comes up.")
@click.option("--thought", "thoughts", multiple=True, metavar="TEXT", help="What it says; may be repeated.")
@click.option("--feeling", "feelings", multiple=True, metavar="TEXT", help="What you feel; may be repeated.")
@click.pass_obj
def met(
    face: Face,
    kind: str,
    *,
    goal: str | None,
    values: tuple[str, ...],
    strength: int | None,
    situation: str | None,
    thoughts: tuple[str, ...],
    feelings: tuple[str, ...],
) -> None:
    """Name what is in the way; so does `whyward barrier KIND`."""
    wish = MeetBarrier(
        kind=kind,
        goal=goal,
        values=values,
        strength=strength,
        situation=situation,
        thoughts=thoughts,
        feelings=feelings,
    )
    record(face, [wish], "Noted. Naming it can be enough for now.")


@barrier.command()
@click.argument("called", metavar="REF")
@click.argument("response")
@click.option("--learned", metavar="TEXT", help="What you learned.")
@click.pass_obj
def answer(face: Face, called: str, response: str, learned: str | None) -> None:
    """Say what you did then.

    RESPONSE is did-it-anyway, did-tiny-version, adjusted-goal, asked-for-help, rested, chose-not-to or other.
    """
    record(face, [AnswerBarrier(barrier=called, response=response, learned=learned)], "Noted, as it was.")


@barrier.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List what was in the way, and what you did then."""
    show_barriers(face)
