"""`whyward recovery`: try the 24 words, come back with them, replace them, and print a kit for paper.

The words are typed unseen or read from standard input; they are never an argument, and never stored.
"""

import asyncio
from pathlib import Path

import click
import msgspec

from whyward.adapters.home import open_home, refuse_journal
from whyward.adapters.recovered_home import recover_home, recover_home_from_folder
from whyward.adapters.rehearsal_file import note_rehearsal
from whyward.cli.asking import chosen_lock, is_typed, secret_line, typed_line
from whyward.cli.carriers import FOLDER, folder_of
from whyward.cli.commands.init import UNLOCK, name_this_device
from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.new_file import write_new_file
from whyward.cli.opening import with_journal
from whyward.cli.shown.words import word_columns
from whyward.cli.verbs import Nouns
from whyward.journal.errors import BadInput, Refused
from whyward.journal.journal import Journal
from whyward.journal.key_file import HONEST_WORD
from whyward.journal.trust.recovering import FoundAgain
from whyward.journal.words import recovery_entropy, spoken

_TRIES = 3
_ASKED = (3, 14, 22)
"""Which of the new words are asked for, to see that they are on paper: one from each part of the list."""


class RehearsedShown(msgspec.Struct, frozen=True):
    """The words open the key of today."""

    open: bool
    epoch: int
    devices: int


class FoundShown(msgspec.Struct, frozen=True, kw_only=True):
    """What the words lead to; a yes is read next."""

    last_on: str | None
    entries: int
    records: int
    devices: int


class BackShown(msgspec.Struct, frozen=True):
    """The new device is in."""

    recovered: bool
    device_id: str
    state_hash: str


class NewWordsShown(msgspec.Struct, frozen=True):
    """The new words, shown once; a yes is read next."""

    recovery_words: list[str]


class RenewedShown(msgspec.Struct, frozen=True):
    """The new words count now, and the old ones do not."""

    renewed: bool


@click.group(cls=Nouns, default="rehearse")
def recovery() -> None:
    """Try your 24 recovery words, come back with them, or make new ones."""


@recovery.command()
@click.pass_obj
def rehearse(face: Face) -> None:
    """Prove that your recovery words would open this journal today. Nothing of it is changed, and nothing is sent."""

    async def prove(journal: Journal) -> None:
        done = journal.trust().rehearse(await _ask_words(face))
        members = (await journal.status(entry_count=0)).devices
        words = next(member.device_id for member in members if member.is_recovery)
        note_rehearsal(face.home, words, today_of(journal.pages))
        text = "These words open your journal as it is today. Keep the paper where only you find it."
        face.answer(RehearsedShown(open=True, epoch=done.epoch, devices=done.devices), text)

    with_journal(face, prove)


@recovery.command()
@click.option("--relay", metavar="URL", help="The relay that carries your journal.")
@FOLDER
@click.option("--device", metavar="NAME", help="What to call this device.")
@UNLOCK
@click.pass_obj
def use(face: Face, relay: str | None, folder: str | None, device: str | None, unlock: str | None) -> None:
    """Bring your journal to this device with the 24 words, from a relay or a folder. All your devices are told."""
    if (relay is None) == (folder is None):
        raise BadInput("say where your journal is carried", hint="One of: --relay URL or --folder DIR")
    refuse_journal(face.home)
    lock = chosen_lock(unlock)

    async def confirm(found: FoundAgain) -> bool:
        last = None if found.last_on is None else found.last_on.isoformat()
        shown = FoundShown(last_on=last, entries=found.entries, records=found.records, devices=found.devices)
        face.answer(shown, _found_lines(found))
        face.say("Let this device in? Every other device will be told. Type yes or no:")
        return (await typed_line("the answer")).casefold() == "yes"

    async def come_back() -> BackShown:
        words = await _ask_words(face)
        carrier = folder_of(folder)
        if carrier is not None:
            await recover_home_from_folder(face.home, lock, words, folder=carrier, confirm=confirm)
        else:
            await recover_home(face.home, lock, words, relay=relay or "", confirm=confirm)
        if device is not None:
            await name_this_device(face, lock, device)
        journal = await open_home(face.home, lambda: lock.passphrase)
        try:
            state = journal.pages.state_hash().hex()
            return BackShown(recovered=True, device_id=journal.device_id.hex(), state_hash=state)
        finally:
            await journal.close()

    shown = asyncio.run(come_back())
    face.say(HONEST_WORD[lock.unlock])
    face.answer(shown, "Your journal is here again.")
    face.say("If a device is lost or in other hands: whyward device list, then whyward device remove D.")
    face.say("If somebody else may have seen the words: whyward recovery renew")


@recovery.command()
@FOLDER
@click.pass_obj
def renew(face: Face, folder: str | None) -> None:
    """Make new recovery words in place of the old ones, which open nothing that is recorded from then on."""

    async def show(words: list[str]) -> None:
        if face.as_json:
            face.give(NewWordsShown(words))
            if (await typed_line("the answer")).casefold() != "yes":
                raise Refused("you said no", hint="The old words still count. Nothing was changed.")
            return
        face.show("Your new recovery words. Write them on paper now: they are not shown again.\n")
        face.show("\n".join(word_columns(words)))
        for place in _ASKED:
            face.say(f"To see that they are on paper, type word {place}:")
            if spoken(await typed_line("the word")) != [words[place - 1]]:
                raise Refused("that is another word", hint="The old words still count. Nothing was changed.")

    async def replace(journal: Journal) -> None:
        await journal.trust(folder_of(folder)).renew_kit(show)
        face.answer(RenewedShown(renewed=True), "The new words count now. Destroy the paper with the old ones.")

    with_journal(face, replace)


@recovery.command("print")
@click.argument("file", metavar="FILE")
@click.option("--with-words", is_flag=True, help="Print the words too; they are asked for. Else lines to write on.")
@click.option("--words-as-code", is_flag=True, help="With the words, a code that a camera reads. Anybody's camera.")
@click.pass_obj
def print_(face: Face, file: str, with_words: bool, words_as_code: bool) -> None:
    """Make a page to print (PDF): where your journal is carried, and room for the 24 words."""
    from whyward.sheet.kit import Kit, kit_pdf  # noqa: PLC0415  # drawing a page takes libraries that nothing else needs

    if words_as_code and not with_words:
        raise BadInput("a code of the words needs the words", hint="Add --with-words.")

    async def draw(journal: Journal) -> Kit:
        words: list[str] = []
        if with_words:
            typed = await _ask_words(face)
            journal.trust().rehearse(typed)
            words = spoken(typed)
        found = await journal.status(entry_count=0)
        return Kit(found.relay, found.space_id.hex(), words, words_as_code)

    path = Path(file).expanduser()
    write_new_file(path, kit_pdf(with_journal(face, draw)))
    face.say("Print it, then delete the file: whoever has the words can read everything.")
    face.answer(PrintedShown(str(path)), f"The page is in {path}.")


class PrintedShown(msgspec.Struct, frozen=True):
    """Where the page is."""

    file: str


async def _ask_words(face: Face) -> str:
    """Read 24 words; ask again while they cannot be right and somebody is there to mend them."""
    face.say("Type your 24 recovery words on one line. They are not shown.")
    for tried in range(1, _TRIES + 1):
        words = await secret_line("the recovery words")
        try:
            recovery_entropy(words)
        except BadInput as error:
            if tried == _TRIES or not is_typed():
                raise
            face.say(f"{error}. {error.hint}")
        else:
            return words
    raise AssertionError("the last try returns or raises")


def _found_lines(found: FoundAgain) -> str:
    last = "nothing yet" if found.last_on is None else found.last_on.isoformat()
    return "\n".join(
        [
            "These words lead to a journal.",
            f"Last recorded  {last}",
            f"Records        {found.records}, of them {found.entries} written entries",
            f"Devices        {found.devices}",
        ]
    )
