"""`whyward check` without a verb: whether the log is what was recorded; with `--repair`, damage is fetched again.

Nothing is ever made up: what nobody can hand over stays as it is, and is said.
"""

import asyncio
from pathlib import Path
from typing import NoReturn

import click
import msgspec

from whyward.adapters.carrier_folder import FolderOnDisk
from whyward.adapters.home import open_home
from whyward.cli.asking import passphrase
from whyward.cli.commands import check_compass, check_scales
from whyward.cli.commands.check_group import check
from whyward.cli.commands.relay import become_relay
from whyward.cli.face import Face
from whyward.cli.progress import sign_of_life
from whyward.journal.checking import CheckReport
from whyward.journal.errors import BadInput, Damaged
from whyward.journal.repairing import Repaired

__all__ = ["check", "check_compass", "check_scales"]


class CheckShown(msgspec.Struct, frozen=True):
    """What was looked at, what was found, and of the damaged series how many are whole again, cut, or as they were."""

    sound: bool
    bodies_read: bool
    statements: int
    segments: int
    events: int
    findings: list[str]
    repaired: int
    cut: int
    left: int


@check.command()
@click.option("--read-data", is_flag=True, help="Open every record too, and fold the pages anew.")
@click.option("--repair", is_flag=True, help="Fetch what is damaged again, from the relay or a folder.")
@click.option("--folder", metavar="DIR", help="With --repair: the folder to fetch from, a stick or a synced drive.")
@click.option("--relay", metavar="FILE", help="Check a relay's file instead, while no relay runs on it.")
@click.pass_obj
def log(face: Face, read_data: bool, repair: bool, folder: str | None, relay: str | None) -> None:
    """Check every record of the log: its place, its chain and its signature. So does `whyward check`."""
    if relay is not None:
        _check_relay(relay, is_repair=repair, is_alone=folder is None and not read_data)
    if folder is not None and not repair:
        raise BadInput("--folder says where to repair from", hint="Write: whyward check --repair --folder DIR")
    carrier = None if folder is None else FolderOnDisk(Path(folder).expanduser())
    report, repaired = asyncio.run(_checked(face, carrier, read_data=read_data, is_repair=repair))
    shown = CheckShown(
        sound=not report.findings,
        bodies_read=report.bodies_read,
        statements=report.statements,
        segments=report.segments,
        events=report.events,
        findings=report.findings,
        repaired=len(repaired.whole),
        cut=len(repaired.cut),
        left=len(repaired.left),
    )
    face.answer(shown, "\n".join([*_lines(report), *_repair_lines(repaired)]))
    if repaired.trouble is not None:
        raise repaired.trouble
    if report.findings or repaired.cut:
        raise _not_as_recorded(repaired, is_repair=repair)


async def _checked(
    face: Face, carrier: FolderOnDisk | None, *, read_data: bool, is_repair: bool
) -> tuple[CheckReport, Repaired]:
    """Check; repair if that is wished and needed, and check again."""
    async with sign_of_life(face, "Checking every record"):
        journal = await open_home(face.home, passphrase, mend=is_repair, folder=carrier)
        try:
            report, repaired = await journal.check(read_data=read_data), Repaired()
            if is_repair and report.damages:
                repaired = await journal.repair(report, carrier)
                report = await journal.check(read_data=read_data)
            return report, repaired
        finally:
            await journal.close()


def _check_relay(file: str, *, is_repair: bool, is_alone: bool) -> NoReturn:
    if not is_alone:
        text = "a relay's file is checked by itself: nothing in it can be read or fetched"
        raise BadInput(text, hint="Write: whyward check --relay FILE, or add --repair")
    become_relay(["check", f"--data={file}", *(["--repair"] if is_repair else [])])


def _lines(report: CheckReport) -> list[str]:
    read = f", {report.events} events opened" if report.bodies_read else ""
    statements = "1 statement" if report.statements == 1 else f"{report.statements} statements"
    looked = f"Looked at {report.segments} sealed records and {statements} about devices{read}."
    return [looked, *(report.findings or ["All of it is as it was recorded."])]


def _repair_lines(repaired: Repaired) -> list[str]:
    lines: list[str] = []
    if repaired.whole:
        lines.append(f"Fetched again, and whole: {_series(len(repaired.whole))}.")
    if repaired.cut:
        lines.append(f"Set aside until the next sync brings it again: the damaged end of {_series(len(repaired.cut))}.")
    lines += [
        f"Record {damage.after_n + 1} of this device is damaged, and nobody who was asked holds a sound copy. "
        "Its bytes are kept as they are."
        for damage in repaired.left
    ]
    return lines


def _series(count: int) -> str:
    return "the series of one device" if count == 1 else f"the series of {count} devices"


def _not_as_recorded(repaired: Repaired, *, is_repair: bool) -> Damaged:
    if repaired.cut:
        return Damaged("the log is sound again, but not whole yet", hint="Bring the rest: whyward sync")
    if repaired.left:
        hint = (
            "Try again with the relay, or a folder that another device has synced: whyward check --repair --folder DIR"
        )
        return Damaged("the log is not as it was recorded", hint=hint)
    if is_repair:
        hint = "Keep the folder as it is. Another device, the relay or a copy of the folder holds the records."
        return Damaged("the log is not as it was recorded", hint=hint)
    return Damaged("the log is not as it was recorded", hint="Fetch what is damaged again: whyward check --repair")
