"""`whyward check`: whether the log is still what was recorded.

It repairs nothing; it says what it found.
"""

import click
import msgspec

from whyward.cli.face import Face
from whyward.cli.opening import with_journal
from whyward.cli.progress import sign_of_life
from whyward.cli.verbs import Verb
from whyward.journal.checking import CheckReport
from whyward.journal.errors import Damaged
from whyward.journal.journal import Journal


class CheckShown(msgspec.Struct, frozen=True):
    """What was looked at, and what was found."""

    sound: bool
    bodies_read: bool
    statements: int
    segments: int
    events: int
    findings: list[str]


@click.command(cls=Verb)
@click.option("--read-data", is_flag=True, help="Open every record too, and fold the pages anew.")
@click.pass_obj
def check(face: Face, read_data: bool) -> None:
    """Check every record of the log: its place, its chain and its signature."""

    async def look(journal: Journal) -> CheckReport:
        async with sign_of_life(face, "Checking every record"):
            return await journal.check(read_data=read_data)

    report = with_journal(face, look)
    shown = CheckShown(
        sound=not report.findings,
        bodies_read=report.bodies_read,
        statements=report.statements,
        segments=report.segments,
        events=report.events,
        findings=report.findings,
    )
    face.answer(shown, _lines(report))
    if report.findings:
        hint = "Keep the folder as it is. Another device, the relay or a copy of the folder holds the records."
        raise Damaged("the log is not as it was recorded", hint=hint)


def _lines(report: CheckReport) -> str:
    read = f", {report.events} events opened" if report.bodies_read else ""
    statements = "1 statement" if report.statements == 1 else f"{report.statements} statements"
    looked = f"Looked at {report.segments} sealed records and {statements} about devices{read}."
    return "\n".join([looked, *(report.findings or ["All of it is as it was recorded."])])
