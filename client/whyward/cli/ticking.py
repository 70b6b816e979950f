"""Ticking sentences one by one before something is shown to somebody: each is read, and each is asked for.

None is ticked beforehand, there is no "all", and anything but a yes shares nothing.
"""

import click

from whyward.cli.asking import is_typed, typed_line
from whyward.cli.face import Face
from whyward.cli.shown.shared import indented
from whyward.journal.errors import BadInput, Refused
from whyward.journal.sharing.consent import ConsentText

AGREED = click.option(
    "--i-agree",
    "agreed",
    metavar="NUMBERS",
    help="For scripts: the number of each sentence of the preview that you agree to, as in 1,2,3,4,5,6.",
)


async def ticked(face: Face, text: ConsentText, agreed: str | None) -> tuple[str, ...]:
    """Return the words of the ticked sentences: every one of them; raise `JournalError` otherwise."""
    keys = tuple(point.key for point in text.points)
    if agreed is not None:
        if sorted(_numbers(agreed)) != list(range(1, len(keys) + 1)):
            listed = ",".join(str(number + 1) for number in range(len(keys)))
            hint = f"Read them in the preview: whyward share preview. If you agree to all: --i-agree {listed}"
            raise BadInput(f"to share, each of the {len(keys)} sentences is agreed to by its number", hint=hint)
        return keys
    if face.as_json or not is_typed():
        hint = "Use a terminal, or agree to each sentence of the preview by its number, after --i-agree."
        raise BadInput("to share, somebody reads and ticks each sentence, and nobody is here to do so", hint=hint)
    face.say(
        f"\nPlease read these {len(keys)} sentences. Type yes after each that you agree with. Ctrl-C shares nothing."
    )
    for number, point in enumerate(text.points, start=1):
        face.say(f"\n{number} of {len(keys)}  {indented(point.text)}")
        if (await typed_line("the answer")).casefold() not in {"yes", "y"}:
            raise Refused("you did not agree to that one", hint="That is fine. Nothing was shared or changed.")
    return keys


def _numbers(agreed: str) -> list[int]:
    try:
        return [int(word) for word in agreed.replace(" ", ",").split(",") if word]
    except ValueError:
        raise BadInput("that is not a list of numbers", hint="Write them like 1,2,3,4,5,6.") from None
