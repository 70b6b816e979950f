"""`whyward share accept`: follow somebody's link, and say who one is and what one keeps and tells.

Whoever sent the link decides after that; until then nothing is shown here.
"""

import click
import msgspec

from whyward.cli.asking import is_typed, secret_line, typed_line
from whyward.cli.commands.share_group import share
from whyward.cli.face import Face
from whyward.cli.sharing import Practising, with_practice
from whyward.cli.shown.words import word_columns
from whyward.journal.errors import BadInput
from whyward.sheet.shared_goal import BANNER


class AcceptedShown(msgspec.Struct, frozen=True):
    """The words to read out; `left` is whether the answer has reached the relay."""

    space_id: str
    words: list[str]
    left: bool


@share.command()
@click.argument("link", metavar="LINK", required=False)
@click.option("--name", metavar="NAME", help="Who you are, as they know you.")
@click.option("--duties", metavar="TEXT", help="What you keep, for how long, and what you may have to tell.")
@click.pass_obj
def accept(face: Face, link: str | None, *, name: str | None, duties: str | None) -> None:
    """Follow a link that somebody sent you, to see what they choose to show. Shows eight words to read to them."""

    async def follow(opened: Practising) -> None:
        followed = await _typed_link(face) if link is None else link
        who = await _typed_name(face) if name is None else name
        stated = await _typed_duties(face) if duties is None else duties
        done = await opened.practice.accept(followed, name=who, duties=stated)
        words = list(done.words)
        lines = ["Your eight words:", "", *word_columns(words)]
        face.answer(AcceptedShown(done.space_id.hex(), words, done.is_left), "\n".join(lines))
        if not done.is_left:
            face.say("The relay is out of reach; your answer goes out with: whyward sync")
        face.say("They will call you and ask for three of these words. Read out those three, in a call, to a voice you")
        face.say("know; send them to nobody. Once they have chosen what you see: whyward sync, then whyward practice")
        face.say(BANNER)

    with_practice(face, follow)


def _need_typed(what: str, option: str) -> None:
    if not is_typed():
        raise BadInput(f"{what} is missing, and nobody is here to type it", hint=f"Give it with {option}.")


async def _typed_link(face: Face) -> str:
    face.say("The link that they sent you:")
    return await secret_line("the link")


async def _typed_name(face: Face) -> str:
    _need_typed("your name", "--name NAME")
    face.say("Who you are, as they know you:")
    return await typed_line("your name")


async def _typed_duties(face: Face) -> str:
    _need_typed("what you keep and tell", '--duties TEXT, or --duties "" for nothing')
    face.say(
        "What do you have to keep of what you are shown, where, and for how long? And what may you have to tell others?"
    )
    face.say("They read this before they decide. One line, for instance:")
    face.say(
        "  It goes into your record, which I keep for 10 years by law. I may have to speak if a life is in danger."
    )
    return await typed_line("what you keep and tell")
