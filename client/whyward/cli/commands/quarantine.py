"""`whyward quarantine`: what was refused and why, and what a removed device recorded too late.

Late records can be looked at and taken over; nothing else ever leaves the quarantine.
"""

from collections.abc import Mapping
from typing import Final

import click
import msgspec

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.opening import with_journal
from whyward.cli.shown.ids import short
from whyward.cli.tables import print_table
from whyward.cli.verbs import Nouns
from whyward.journal.errors import NotFound
from whyward.journal.journal import Journal
from whyward.journal.repairing import DAMAGED
from whyward.journal.trust.quarantine import Lot
from whyward.protocol.errors import Code
from whyward.protocol.ids import DeviceId

_WHY: Final[Mapping[str, str]] = {
    Code.LATE: "recorded after the device was removed; you can take it over",
    Code.FORKED: "another record stands under its number",
    Code.CONTROL_FORKED: "made in knowledge of a history that does not count",
    Code.BAD_SIGNATURE: "not signed by its author",
    Code.BAD_BODY: "not the bytes that its author signed",
    DAMAGED: "damaged on this disk",
}


class LotShown(msgspec.Struct, frozen=True, kw_only=True):
    """What lies in quarantine of one series for one reason."""

    device_id: str
    code: str
    count: int
    first: int
    last: int
    can_be_taken: bool


class MomentShown(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was recorded too late."""

    on: str
    title: str
    text: str
    note: str | None


class TakenShown(msgspec.Struct, frozen=True):
    """How many records were taken over."""

    taken: int


@click.group(cls=Nouns, default="list")
def quarantine() -> None:
    """See what was set aside, and take over what came too late."""


@quarantine.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List what was set aside, and why."""

    async def look(journal: Journal) -> list[Lot]:
        return await journal.trust().quarantine()

    lots = with_journal(face, look)
    if face.as_json:
        face.give([_shown(lot) for lot in lots])
    elif not lots:
        face.show("Nothing is set aside.")
    else:
        print_table(
            ["device", "records", "why"],
            [[short(lot.device), str(lot.count), _WHY.get(lot.code, lot.code)] for lot in lots],
        )


@quarantine.command()
@click.argument("which", metavar="D")
@click.pass_obj
def show(face: Face, which: str) -> None:
    """Show what the removed device D recorded too late, without taking it over."""

    async def look(journal: Journal) -> None:
        moments = await journal.trust().look_at_late(await _late_device(journal, which))
        shown = [MomentShown(on=one.on.isoformat(), title=one.title, text=one.text, note=one.note) for one in moments]
        lines = [f"{one.on.isoformat()}  {one_line(one.title)}  {one_line(one.text)}" for one in moments]
        face.answer(shown, "\n".join(lines) or "Nothing of it can be read here.")

    with_journal(face, look)


@quarantine.command()
@click.argument("which", metavar="D")
@click.pass_obj
def take(face: Face, which: str) -> None:
    """Take over what the removed device D recorded too late, as if you had recorded it here."""

    async def take_over(journal: Journal) -> None:
        count = await journal.trust().take_over(await _late_device(journal, which))
        records = "1 record was" if count == 1 else f"{count} records were"
        face.answer(TakenShown(count), f"{records} taken over. All your devices get them with the next sync.")

    with_journal(face, take_over)


async def _late_device(journal: Journal, which: str) -> DeviceId:
    """Return the one device with late records whose id starts like this."""
    late = {lot.device for lot in await journal.trust().quarantine() if lot.code == Code.LATE}
    found = [device for device in late if device.hex().startswith(which.lower())]
    if len(found) != 1:
        several = "more than one device" if found else "no device"
        text = f"{several} with late records goes by {which!r}"
        raise NotFound(text, hint="Look at: whyward quarantine list")
    return found[0]


def _shown(lot: Lot) -> LotShown:
    return LotShown(
        device_id=lot.device.hex(),
        code=lot.code,
        count=lot.count,
        first=lot.first,
        last=lot.last,
        can_be_taken=lot.code == Code.LATE,
    )
