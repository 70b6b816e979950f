"""`whyward share invite`, `confirm`, `verify`: one link to one person, and words that show it is them.

Nothing of the journal is shared by any of these.
"""

import click
import msgspec

from whyward.cli.asking import is_typed, typed_line
from whyward.cli.commands.share_group import share
from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.sharing import Opened, with_shares
from whyward.cli.shown.shared import indented
from whyward.cli.shown.shares import quoted
from whyward.cli.shown.words import word_columns
from whyward.journal.errors import BadInput
from whyward.journal.sharing.verbs import Answer, Confirmed, Shares


class InvitedShown(msgspec.Struct, frozen=True):
    """The link, for one person, and the share it is for."""

    link: str
    share_id: str


class AnswerShown(msgspec.Struct, frozen=True):
    """Whether somebody has answered; if so, what they say of themselves and which of their words to type."""

    answered: bool
    name: str
    duties: str
    positions: list[int]


class WordsShown(msgspec.Struct, frozen=True):
    """It is the right person; these are the words of both."""

    verified: bool
    words: list[str]


@share.command()
@click.argument("name", metavar="NAME")
@click.option(
    "--role", default="therapist", metavar="ROLE", help="What they are to you: supervisor, doctor, peer, other."
)
@click.option("--as", "from_name", metavar="NAME", default="", help="What they are told of whose goals these are.")
@click.option("--relay", metavar="URL", help="A relay that you both reach. Without it: the one you sync with.")
@click.option("--invite", metavar="TOKEN", default="", help="That relay's invite, if it asks for one.")
@click.pass_obj
def invite(face: Face, name: str, *, role: str, from_name: str, relay: str | None, invite: str) -> None:
    """Make a link for NAME. Nothing is shared by it: you choose what, later, and only once you know it is them."""

    async def make(opened: Opened) -> None:
        made = await opened.shares.invite(name, role=role, relay=relay, invite=invite, from_name=from_name)
        face.answer(InvitedShown(made.link, made.share_id.hex()), made.link)
        face.say(f"This link is for {one_line(name)} alone, and for one use. Send it by a way that only they read.")
        face.say(
            "Nothing is shared yet. When they have answered, compare the words in a call where you know the voice:"
        )
        face.say(f"whyward share confirm {quoted(one_line(name))}")

    with_shares(face, make)


@share.command()
@click.argument("who", metavar="WHO")
@click.pass_obj
def confirm(face: Face, who: str) -> None:
    """Make sure that it is WHO who has answered: they read you three of their eight words, you type them."""

    async def make_sure(opened: Opened) -> None:
        name = opened.name(who)
        answer = await opened.shares.look(who)
        if answer is None:
            face.answer(AnswerShown(answered=False, name="", duties="", positions=[]), f"{name} has not answered yet.")
            return
        _tell(face, name, answer)
        confirmed = await _compared(face, opened.shares, who, answer)
        face.answer(WordsShown(verified=True, words=list(confirmed.words)), _words_text(name, confirmed.words))
        face.say("Choose what they see, look at it as they will, and only then share it:")
        face.say(f"whyward share preview {quoted(name)} --goal G")

    with_shares(face, make_sure)


@share.command()
@click.argument("who", metavar="WHO")
@click.pass_obj
def verify(face: Face, who: str) -> None:
    """Show the eight words of a share again, to compare with WHO: they are the same, or somebody is between you."""

    async def show(opened: Opened) -> None:
        words = await opened.shares.words(who)
        face.answer(WordsShown(verified=True, words=list(words)), _words_text(opened.name(who), words))

    with_shares(face, show)


def _tell(face: Face, name: str, answer: Answer) -> None:
    """Say who answered, in words of theirs, and what to do now."""
    if face.as_json:
        shown = AnswerShown(answered=True, name=answer.name, duties=answer.duties, positions=list(answer.positions))
        face.give(shown)
        return
    if answer.name:
        face.show(f"Somebody has answered, and calls themselves {one_line(answer.name)}.")
    if answer.duties:
        face.show(f"What they keep, and may have to tell: {indented(answer.duties)}")
    places = ", ".join(map(str, answer.positions))
    face.say(f"Call {name}, and know the voice. They see eight words; ask them for the words {places}.")
    face.say("Do not let anybody send you the words, and do not read any out yourself.")


async def _compared(face: Face, shares: Shares, who: str, answer: Answer) -> Confirmed:
    """Ask for the three words; ask again while there are tries and somebody types."""
    while True:
        typed: list[str] = []
        for place in answer.positions:
            face.say(f"Word {place}:")
            typed.append(await typed_line("the words"))
        try:
            return await shares.confirm(who, typed)
        except BadInput as error:
            if not is_typed():
                raise
            face.say(f"{error.text[:1].upper()}{error.text[1:]}. {error.hint}")


def _words_text(name: str, words: tuple[str, ...]) -> str:
    lines = [f"The words of you and {name}:", "", *word_columns(list(words))]
    return "\n".join(lines)
