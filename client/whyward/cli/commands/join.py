"""`whyward join`: make this device one of a person's devices.

Nothing is written here before the trusted device has let it in.
"""

import asyncio
from collections.abc import Awaitable, Callable

import click
import msgspec

from whyward.adapters.home import join_home, open_home, refuse_journal
from whyward.cli.asking import chosen_lock, typed_line
from whyward.cli.commands.init import UNLOCK, name_this_device
from whyward.cli.face import Face
from whyward.cli.verbs import Verb
from whyward.journal.key_file import HONEST_WORD


class WordsShown(msgspec.Struct, frozen=True):
    """The words to type on the trusted device."""

    words: list[str]


class JoinedShown(msgspec.Struct, frozen=True):
    """The device that is in now."""

    joined: bool
    device_id: str
    space_id: str


@click.command(cls=Verb)
@click.argument("code")
@click.option("--relay", required=True, metavar="URL", help="The relay that the other device uses.")
@click.option("--device", metavar="NAME", help="What to call this device.")
@UNLOCK
@click.pass_obj
def join(face: Face, code: str, relay: str, device: str | None, unlock: str | None) -> None:
    """Join with the CODE that `whyward link` shows on a device you trust."""
    refuse_journal(face.home)
    lock = chosen_lock(unlock)

    def show_words(words: list[str]) -> None:
        if face.as_json:
            face.give(WordsShown(words))
            return
        face.show("  ".join(words))
        face.say("Type these words on the other device. Nobody else needs them.")

    async def ask_code() -> str:
        face.say("That code does not fit. Look at the other device and type it again:")
        return await typed_line("the code")

    async def get_in(ask: Callable[[], Awaitable[str]]) -> JoinedShown:
        await join_home(face.home, lock, code, relay=relay, show_words=show_words, ask_code=ask)
        if device is not None:
            await name_this_device(face, lock, device)
        journal = await open_home(face.home, lambda: lock.passphrase)
        try:
            found = await journal.status()
        finally:
            await journal.close()
        return JoinedShown(joined=True, device_id=found.device_id.hex(), space_id=found.space_id.hex())

    shown = asyncio.run(get_in(ask_code))
    face.say(HONEST_WORD[lock.unlock])
    face.answer(shown, "This device is in. To bring your journal here: whyward sync")
