"""`whyward barrier met`, `describe`, `answer`, `expect`: what is in the way, and what one did then.

No answer is better than another, and none is asked for.
"""

from collections.abc import Callable
from typing import TypeVar

import click
from msgspec import UNSET, UnsetType

from whyward.cli.commands.barrier_group import barrier
from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.words import changed_text
from whyward.content.toolkits import toolbox
from whyward.journal.intentions.barriers import AnswerBarrier, DescribeBarrier, ExpectBarrier, MeetBarrier

_COMMAND = TypeVar("_COMMAND", bound=Callable[..., None])

_FIELDS = (
    click.option("--value", "values", multiple=True, metavar="V", help="A value it is about; may be repeated."),
    click.option("--strength", type=int, metavar="0..10", help="How strong it is."),
    click.option("--situation", metavar="TEXT", help="When it comes up."),
    click.option("--thought", "thoughts", multiple=True, metavar="TEXT", help="What it says; may be repeated."),
    click.option("--feeling", "feelings", multiple=True, metavar="TEXT", help="What you feel; may be repeated."),
    click.option("--body", multiple=True, metavar="TEXT", help="What your body does; may be repeated."),
    click.option("--urge", "urges", multiple=True, metavar="TEXT", help="What you feel like doing; may be repeated."),
    click.option(
        "--letter",
        "letters",
        multiple=True,
        metavar="F|E|A|R",
        help="What may be under it: F caught in a thought, E too big for now, A a feeling I'd rather not have, "
        "R lost touch with why. May be repeated.",
    ),
)


def _fields(command: _COMMAND) -> _COMMAND:
    """Give a command what may be said of a barrier."""
    for option in reversed(_FIELDS):
        command = option(command)
    return command


@barrier.command()
@click.argument("kind", required=False, default="other")
@click.option("--goal", metavar="G", help="The goal it stands before.")
@click.option("--step", metavar="REF", help="The planned step it stands before.")
@_fields
@click.pass_obj
def met(
    face: Face,
    kind: str,
    *,
    goal: str | None,
    step: str | None,
    values: tuple[str, ...],
    strength: int | None,
    situation: str | None,
    thoughts: tuple[str, ...],
    feelings: tuple[str, ...],
    body: tuple[str, ...],
    urges: tuple[str, ...],
    letters: tuple[str, ...],
) -> None:
    """Name what is in the way; so does `whyward barrier KIND`."""
    wish = MeetBarrier(
        kind=kind,
        goal=goal,
        step=step,
        values=values,
        strength=strength,
        situation=situation,
        thoughts=thoughts,
        feelings=feelings,
        body=body,
        urges=urges,
        letters=letters,
    )
    record(face, [wish], "Noted. Naming it can be enough for now.")


@barrier.command()
@click.argument("called", metavar="[REF]", required=False)
@click.option("--kind", metavar="KIND", help="What it is, by now.")
@click.option("--goal", metavar="G", help='The goal it stands before; "" for none.')
@_fields
@click.pass_obj
def describe(
    face: Face,
    called: str | None,
    *,
    kind: str | None,
    goal: str | None,
    values: tuple[str, ...],
    strength: int | None,
    situation: str | None,
    thoughts: tuple[str, ...],
    feelings: tuple[str, ...],
    body: tuple[str, ...],
    urges: tuple[str, ...],
    letters: tuple[str, ...],
) -> None:
    """Say more about what was in the way; the one met last, unless you name one."""
    wish = DescribeBarrier(
        barrier=called,
        kind=UNSET if kind is None else kind,
        goal=changed_text(goal),
        values=_changed(values),
        strength=UNSET if strength is None else strength,
        situation=changed_text(situation),
        thoughts=_changed(thoughts),
        feelings=_changed(feelings),
        body=_changed(body),
        urges=_changed(urges),
        letters=_changed(letters),
    )
    record(face, [wish], "Noted.")


def _changed(lines: tuple[str, ...]) -> tuple[str, ...] | UnsetType:
    """Return what repeated options say: none given leaves the field."""
    return lines or UNSET


@barrier.command()
@click.argument("called", metavar="REF")
@click.argument("response")
@click.option("--learned", metavar="TEXT", help="What you learned.")
@click.pass_obj
def answer(face: Face, called: str, response: str, learned: str | None) -> None:
    """Say what you did then.

    RESPONSE is did-it-anyway, did-tiny-version, adjusted-goal, asked-for-help, rested, chose-not-to or other.
    """
    record(face, [AnswerBarrier(barrier=called, response=response, learned=learned)], toolbox().after)


@barrier.command()
@click.argument("goal", metavar="G")
@click.argument("kind", required=False, default="other")
@click.option("-m", "--text", metavar="TEXT", help="What may come, in your words.")
@click.pass_obj
def expect(face: Face, goal: str, kind: str, text: str | None) -> None:
    """Say what may come in the way of a goal, before it does."""
    record(face, [ExpectBarrier(goal=goal, kind=kind, text=text)], "Noted. If it comes, you will know it.")
