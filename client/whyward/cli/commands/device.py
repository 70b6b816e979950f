"""`whyward device`: the devices of this journal, and what they are called.

A name is the person's own word; it is synced like anything else.
"""

import click
import msgspec

from whyward.cli.carriers import FOLDER, folder_of
from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.opening import with_journal
from whyward.cli.shown.ids import short
from whyward.cli.shown.recorded import recorded_shown
from whyward.cli.shown.shares import reader_rows
from whyward.cli.shown.status import device_name, device_shown
from whyward.cli.tables import print_table
from whyward.cli.verbs import Nouns
from whyward.journal.errors import NotFound
from whyward.journal.journal import Journal
from whyward.journal.status import Device


class RemovedShown(msgspec.Struct, frozen=True):
    """The devices that are out now, and the number of the key that they do not have."""

    removed: list[str]
    epoch: int


class RotatedShown(msgspec.Struct, frozen=True):
    """The number of the key in use."""

    epoch: int


@click.group(cls=Nouns, default="list")
def device() -> None:
    """See your devices, name them, and shut one out."""


@device.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List every device of this journal, and every device of others that reads something you show them."""

    async def look(journal: Journal) -> None:
        devices = journal.devices()
        if face.as_json:
            face.give([device_shown(one) for one in devices])
            return
        rows = [[short(one.device_id), device_name(one), _remark(one)] for one in devices]
        print_table(["id", "name", ""], [*rows, *reader_rows((await journal.shares()).all())])

    with_journal(face, look)


@device.command()
@click.argument("which", metavar="D")
@click.argument("name")
@click.pass_obj
def rename(face: Face, which: str, name: str) -> None:
    """Call the device D (an id, its start, its name, or "this") NAME on all your devices."""

    async def call(journal: Journal) -> None:
        done = await journal.name_device(name, _meant(which, journal.devices()).device_id)
        face.answer(recorded_shown(done), f"That device is called {one_line(name)} now.")

    with_journal(face, call)


@device.command()
@click.argument("which", metavar="D")
@FOLDER
@click.pass_obj
def remove(face: Face, which: str, folder: str | None) -> None:
    """Shut the device D out: what it recorded so far stays, and it reads nothing that comes later."""

    async def shut_out(journal: Journal) -> None:
        meant = _meant(which, journal.devices())
        gone = await journal.trust(folder_of(folder)).remove(meant.device_id)
        shown = RemovedShown(removed=[one.hex() for one in gone], epoch=journal.epoch)
        face.answer(shown, f"{one_line(device_name(meant))} is shut out. What it has read already, it has read.")
        face.say("What it may still record comes too late and is set aside: whyward quarantine list")
        face.say("If somebody else has that device, make new recovery words too: whyward recovery renew")

    with_journal(face, shut_out)


@device.command()
@FOLDER
@click.pass_obj
def rotate(face: Face, folder: str | None) -> None:
    """Begin a new key for what is recorded from now on; every device gets it. It also happens by itself."""

    async def begin(journal: Journal) -> None:
        number = await journal.trust(folder_of(folder)).rotate()
        face.answer(RotatedShown(epoch=number), f"A new key is in use, number {number}. Your devices have it.")

    with_journal(face, begin)


def _remark(one: Device) -> str:
    if one.is_this:
        return "this device"
    return "an earlier name of a copied folder; remove it when no copy is left" if one.is_renewed else ""


def _meant(called: str, devices: list[Device]) -> Device:
    """Return the one device that goes by an id, the start of one, a name, or "this"."""
    if called == "this":
        return next(one for one in devices if one.is_this)
    own = [one for one in devices if not one.is_recovery]
    named = [one for one in own if one.name is not None and one.name.casefold() == called.casefold()]
    found = named or [one for one in own if one.device_id.hex().startswith(called.lower())]
    if len(found) != 1:
        several = "more than one device goes" if found else "no device goes"
        raise NotFound(f"{several} by {called!r}", hint="Look at: whyward device list")
    return found[0]
