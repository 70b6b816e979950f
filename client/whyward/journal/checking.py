"""Checking: is the log on this device still what was recorded? Structure, control log, chains, signatures, contents.

It refuses to repair: it says what it found.
"""

from dataclasses import dataclass, field

from whyward.journal.errors import JournalError
from whyward.journal.log import Log, load_control
from whyward.journal.opening import Opener
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import EMPTY, Tail, place_run

_PAGE_SEGMENTS = 500


@dataclass(slots=True)
class CheckReport:
    """What was looked at, and what was found; `findings` is empty for a sound log. No text of events is in it."""

    statements: int = 0
    segments: int = 0
    events: int = 0
    bodies_read: bool = False
    findings: list[str] = field(default_factory=list[str])


async def check_log(log: Log, *, read_data: bool) -> CheckReport:
    """Check the whole log; with `read_data`, open every body too and fold the pages anew from nothing."""
    report = CheckReport(bodies_read=read_data)
    report.findings += [f"the file's structure: {text}" for text in await log.store.check_structure()]
    try:
        control = await load_control(log.store, log.world.crypto)
    except (TheirFault, JournalError) as error:
        report.findings.append(f"the control log does not hold: {error}")
        return report
    report.statements = len(control.hashes)
    for device, tail in sorted((await log.store.ends()).tail_by_device.items()):
        await _check_series(log, control, device, tail, report)
    if read_data:
        _check_pages(log, report)
    return report


async def _check_series(log: Log, control: ControlLog, device: DeviceId, end: Tail, report: CheckReport) -> None:
    opener = Opener(log.keys, log.world.crypto)
    tail = EMPTY
    while tail.n < end.n:
        stored = await log.store.page(device, tail.n + 1, segments_max=_PAGE_SEGMENTS)
        if not stored:
            report.findings.append(f"device {device.hex()[:8]}: nothing after segment {tail.n}, {end.n} are due")
            return
        try:
            run = [item.segment for item in stored]
            placed = place_run(run, device=device, after=tail, control=control, check=log.world.crypto.check)
            if report.bodies_read:
                report.events += sum(len(opener.open(item, control).events) for item in placed)
        except TheirFault as fault:
            report.findings.append(f"device {device.hex()[:8]}, after segment {tail.n}: {fault} ({fault.code})")
            return
        if [item.hash for item in stored] != [item.hash for item in placed]:
            report.findings.append(
                f"device {device.hex()[:8]}, after segment {tail.n}: a stored hash is not the segment's"
            )
        report.segments += len(stored)
        tail = Tail(stored[-1].n, placed[-1].hash)


def _check_pages(log: Log, report: CheckReport) -> None:
    if log.pages.rebuilt().state_hash() != log.pages.state_hash():
        report.findings.append("the pages, folded anew, differ from the live ones")
