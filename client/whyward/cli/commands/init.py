"""`whyward init`: a new journal on this device, and its 24 recovery words, shown once.

It asks for no name and no address of the person.
"""

import asyncio

import click
import msgspec

from whyward.adapters.home import Lock, create_home, open_home, refuse_journal
from whyward.cli.asking import chosen_lock
from whyward.cli.face import Face
from whyward.cli.shown.words import word_columns
from whyward.cli.verbs import Verb
from whyward.journal.founding import Founded
from whyward.journal.key_file import HONEST_WORD, Unlock

UNLOCK = click.option(
    "--unlock",
    type=click.Choice([way.value for way in Unlock]),
    help="How the key is kept on this device. A passphrase, unless you say otherwise.",
)


class InitShown(msgspec.Struct, frozen=True):
    """A new journal; the words are shown here and nowhere else."""

    recovery_words: list[str]
    space_id: str
    device_id: str
    home: str


@click.command(cls=Verb)
@click.option("--relay", metavar="URL", help="The relay to sync with, if there is one.")
@click.option("--device", metavar="NAME", help="What to call this device.")
@UNLOCK
@click.option("--invite", metavar="TOKEN", default="", help="The relay's invite, if it asks for one.")
@click.pass_obj
def init(face: Face, relay: str | None, device: str | None, unlock: str | None, invite: str) -> None:
    """Start a journal here, and show its 24 recovery words once."""
    refuse_journal(face.home)
    lock = chosen_lock(unlock)
    founded = asyncio.run(_found(face, lock, relay=relay, device=device, invite=invite))
    face.say(HONEST_WORD[lock.unlock])
    shown = InitShown(founded.words, founded.space_id.hex(), founded.keys.device_id.hex(), str(face.home))
    face.answer(shown, _lines(founded.words))


async def _found(face: Face, lock: Lock, *, relay: str | None, device: str | None, invite: str) -> Founded:
    founded = await create_home(face.home, lock, relay=relay, invite=invite)
    if device is not None:
        await name_this_device(face, lock, device)
    return founded


async def name_this_device(face: Face, lock: Lock, name: str) -> None:
    """Record what a fresh device is called."""
    journal = await open_home(face.home, lambda: lock.passphrase)
    try:
        await journal.name_device(name)
    finally:
        await journal.close()


def _lines(words: list[str]) -> str:
    return "\n".join(
        [
            "Your journal is ready.",
            "",
            "These 24 words open it if every device is lost. Write them on paper now: they are not shown again,",
            "nobody can reset them, and whoever has them can read everything.",
            "",
            *word_columns(words),
            "",
            'A first thing to try: whyward value add Kindness --why "how I want to be with people"',
        ]
    )
