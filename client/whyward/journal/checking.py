"""Checking: is the log on this device still what was recorded? Structure, control log, chains, signatures, contents.

It refuses to repair: it says what it found, and where; `repairing` goes on from there.
"""

from dataclasses import dataclass, field

from whyward.journal.errors import JournalError
from whyward.journal.log import Log, load_control
from whyward.journal.opening import Opener
from whyward.journal.ports import LogStore, StoredSegment
from whyward.journal.snapshot import open_snapshot
from whyward.journal.trust.branching import own_end
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import EMPTY, Placed, Tail, place_run, place_unshared

_PAGE_SEGMENTS = 500


@dataclass(frozen=True, slots=True)
class Damage:
    """A series that holds up to `after_n` and no further; `end` is where it says to end."""

    device: DeviceId
    after_n: int
    end: int
    code: Code


@dataclass(slots=True)
class CheckReport:
    """What was looked at, and what was found; `findings` is empty for a sound log. No text of events is in it."""

    statements: int = 0
    segments: int = 0
    events: int = 0
    bodies_read: bool = False
    findings: list[str] = field(default_factory=list[str])
    damages: list[Damage] = field(default_factory=list[Damage])


@dataclass(frozen=True, slots=True)
class Saved:
    """The snapshot as it lies on disk, and the key that opens it."""

    raw: bytes
    data_key: bytes = field(repr=False)


async def check_log(log: Log, *, read_data: bool, saved: Saved | None = None) -> CheckReport:
    """Check the whole log; with `read_data`, open every body too and compare the pages with those folded anew."""
    report = CheckReport(bodies_read=read_data)
    report.findings += [f"the file's structure: {text}" for text in await log.store.check_structure()]
    try:
        control = await load_control(log.store, log.world.crypto)
    except (TheirFault, JournalError, ValueError) as error:
        report.findings.append(f"the control log does not hold: {error}")
        return report
    report.statements = len(control.hashes)
    for device, tail in sorted((await log.store.ends()).tail_by_device.items()):
        await _check_series(log, control, device, tail, report)
    if read_data and not report.findings:
        await _check_pages(log, report, saved)
    return report


async def _check_series(log: Log, control: ControlLog, device: DeviceId, end: Tail, report: CheckReport) -> None:
    opener = Opener(log.keys, log.world.crypto)
    me, shared_n = log.keys.device_id, await _shared_n(log, control)
    tail = EMPTY
    while tail.n < end.n:
        stored = await log.store.page(device, tail.n + 1, segments_max=_PAGE_SEGMENTS)
        if not stored:
            _found(report, Damage(device, tail.n, end.n, Code.GAP), f"{end.n} are due, and nothing follows")
            return
        for item in stored:
            try:
                place = place_unshared_one if device == me and item.n > shared_n else check_one
                placed = place(item, tail, control, log)
                if report.bodies_read:
                    report.events += len(opener.open(placed, control).events)
            except TheirFault as fault:
                _found(report, Damage(device, tail.n, end.n, fault.code), str(fault))
                return
            report.segments += 1
            tail = Tail(item.n, placed.hash)


async def _shared_n(log: Log, control: ControlLog) -> int:
    """Return up to where this device's own series counts: what it sealed beyond that waits to be sealed anew."""
    cut, end = control.cut_of(log.keys.device_id), await own_end(log.store)
    ends = [each.n for each in (cut, end) if each is not None]
    return min(ends, default=1 << 62)


def place_unshared_one(stored: StoredSegment, after: Tail, control: ControlLog, log: Log) -> Placed:
    """Check one of this device's own segments that is to be sealed anew; raise `TheirFault` for damage."""
    check = log.world.crypto.check
    placed = place_unshared(stored.segment, device=stored.device, after=after, control=control, check=check)
    return _as_stored(stored, placed)


def check_one(stored: StoredSegment, after: Tail, control: ControlLog, log: Log) -> Placed:
    """Check one stored segment by itself, its signature too; raise `TheirFault` if anything of its row is damaged."""
    check = log.world.crypto.check
    (placed,) = place_run([stored.segment], device=stored.device, after=after, control=control, check=check)
    return _as_stored(stored, placed)


def _as_stored(stored: StoredSegment, placed: Placed) -> Placed:
    if stored.n != placed.core.n:
        raise TheirFault("the segment lies under another number", code=Code.WRONG_PLACE)
    if stored.hash != placed.hash:
        raise TheirFault("a stored hash is not the segment's", code=Code.WRONG_PLACE)
    return placed


def _found(report: CheckReport, damage: Damage, why: str) -> None:
    report.damages.append(damage)
    series = damage.device.hex()[:8]
    report.findings.append(f"device {series}, after segment {damage.after_n}: {why} ({damage.code})")


async def _check_pages(log: Log, report: CheckReport, saved: Saved | None) -> None:
    """Fold from zero, and from the saved snapshot: both must be the state that the live pages have."""
    state = log.pages.state_hash()
    anew = Log(log.store, log.keys, log.control, log.world)
    await anew.catch_up()
    if anew.pages.state_hash() != state:
        report.findings.append("the pages, folded anew from the log, differ from the live ones")
    if saved is None:
        return
    snapshot = open_snapshot(saved.raw, space_id=log.control.space_id, data_key=saved.data_key, crypto=log.world.crypto)
    if snapshot is None or not await holds(log.store, snapshot.heads):
        return  # It would not be used at a start either.
    later = Log(log.store, log.keys, log.control, log.world)
    later.restore(snapshot.pages, snapshot.said)
    await later.catch_up()
    if later.pages.state_hash() != state:
        report.findings.append("the pages, folded on from the saved snapshot, differ from the live ones")


async def holds(store: LogStore, heads: dict[DeviceId, Tail]) -> bool:
    """Whether a log holds every one of these ends."""
    return all([await store.segment_hash(device, tail.n) == tail.hash for device, tail in heads.items()])
