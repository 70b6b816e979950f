"""Check a relay's file while no relay runs on it: structure, control logs, chains, signatures, bodies, counts.

It only reads; `repairing` acts on what is found. Nothing here names a space or device but by its row.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from whyward import ed25519
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.segments import EMPTY, Segment, Tail, place_late_run
from whyward.protocol.statements import SignedStatement

_COUNTED = """
SELECT bytes, segments,
    (SELECT ifnull(sum(length(raw) + length(signature)), 0) FROM statement WHERE space = space.id)
    + (SELECT ifnull(sum(length(raw) + length(signature)), 0) FROM lost_statement WHERE space = space.id)
    + (SELECT ifnull(sum(length(header) + length(signature) + length(body)), 0)
       FROM segment JOIN series ON series.id = segment.series WHERE series.space = space.id)
    + (SELECT ifnull(sum(length(header) + length(signature) + length(body)), 0)
       FROM lost_segment JOIN series ON series.id = lost_segment.series WHERE series.space = space.id),
    (SELECT count(*) FROM segment JOIN series ON series.id = segment.series WHERE series.space = space.id)
    + (SELECT count(*) FROM lost_segment JOIN series ON series.id = lost_segment.series WHERE series.space = space.id)
FROM space WHERE id = ?
"""
"""What is noted of a space, and what it comes to when it is counted: what was put aside takes room too."""


class What(StrEnum):
    """What is damaged, and so what a repair drops or makes anew."""

    STRUCTURE = "structure"
    SPACE = "space"
    STATEMENTS = "statements"
    SERIES = "series"
    COUNTS = "counts"
    KIT = "kit"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it must be: of which space or series (its row), from where on, and why."""

    what: What
    row: int
    start: int
    why: str

    def __str__(self) -> str:
        match self.what:
            case What.STRUCTURE:
                return f"the file's structure: {self.why}"
            case What.SPACE:
                return f"space {self.row} cannot be read at all: {self.why}"
            case What.STATEMENTS:
                return f"space {self.row}: its statements from {self.start} on: {self.why}"
            case What.SERIES:
                return f"series {self.row}: its segments from {self.start} on: {self.why}"
            case What.COUNTS:
                return f"space {self.row}: what is noted of its size is not its size"
            case What.KIT:
                return f"space {self.row}: another recovery kit is noted than the one that counts"
            case What.LETTER:
                return f"space {self.row}: a letter lies where none can be waiting"


@dataclass(slots=True)
class Report:
    """What was looked at, and what was found."""

    spaces: int = 0
    statements: int = 0
    segments: int = 0
    damages: list[Damage] = field(default_factory=list[Damage])


def checked(db: sqlite3.Connection) -> Report:
    """Look at everything in a file of this relay's schema."""
    report = Report()
    report.damages += [Damage(What.STRUCTURE, 0, 0, why) for why in structural_faults(db)]
    try:
        for (space,) in db.execute("SELECT id FROM space ORDER BY id").fetchall():
            report.spaces += 1
            report.damages += _space_faults(db, space, report)
    except sqlite3.DatabaseError:
        # Rows that SQLite itself cannot reach: what is beyond them was not looked at.
        report.damages.append(Damage(What.STRUCTURE, 0, 0, "some rows cannot be reached"))
    return report


def structural_faults(db: sqlite3.Connection) -> list[str]:
    """Return what SQLite itself finds wrong, without any value of a row."""
    try:
        faults = [str(row[0]) for row in db.execute("PRAGMA integrity_check(100)")]
        orphans = len(db.execute("PRAGMA foreign_key_check").fetchall())
    except sqlite3.DatabaseError as error:
        return [str(error)]
    faults = [] if faults == ["ok"] else faults
    return [*faults, *([f"{orphans} rows that belong to nothing"] if orphans else [])]


def _space_faults(db: sqlite3.Connection, space: int, report: Report) -> Iterator[Damage]:
    said = db.execute("SELECT position, raw, signature FROM statement WHERE space = ? ORDER BY position", (space,))
    rows = said.fetchall()
    control, why = _folded(db, space, rows)
    if control is None:
        yield Damage(What.SPACE, space, 0, why)
        return
    report.statements += len(control.hashes)
    if why:
        yield Damage(What.STATEMENTS, space, len(control.hashes), why)
    for series, device in db.execute(
        "SELECT id, device_id FROM series WHERE space = ? ORDER BY id", (space,)
    ).fetchall():
        yield from _series_faults(db, series, DeviceId(device), control, report)
    kit = db.execute("SELECT device_id FROM kit WHERE space = ?", (space,)).fetchone()
    if kit != (control.kit.device_id,):
        yield Damage(What.KIT, space, 0, "")
    has_letter = db.execute("SELECT 1 FROM letter WHERE space = ?", (space,)).fetchone() is not None
    if has_letter and (not control.is_share or control.has_guests):
        yield Damage(What.LETTER, space, 0, "")
    noted_bytes, noted_segments, size, segments = db.execute(_COUNTED, (space,)).fetchone()
    if (noted_bytes, noted_segments) != (size, segments):
        yield Damage(What.COUNTS, space, 0, "")


def _folded(db: sqlite3.Connection, space: int, rows: list[tuple[int, bytes, bytes]]) -> tuple[ControlLog | None, str]:
    """Fold as many statements as are sound; return the log, and what is wrong with the next one, if anything."""
    control: ControlLog | None = None
    for due, (position, raw, signature) in enumerate(rows):
        signed = SignedStatement(raw, signature)
        try:
            if position != due:
                return control, f"statement {due} is missing"
            control = found(signed, ed25519.check) if control is None else control.follow(signed, ed25519.check)
        except TheirFault as fault:
            return control, fault.text
        if (
            due == 0
            and (control.space_id,) != db.execute("SELECT space_id FROM space WHERE id = ?", (space,)).fetchone()
        ):
            return None, "its genesis names another space"
    return control, "" if rows else "it has no genesis"


def _series_faults(
    db: sqlite3.Connection, series: int, device: DeviceId, control: ControlLog, report: Report
) -> Iterator[Damage]:
    """Look at one series, in or beyond its cut; what follows the first fault has nothing to stand on."""
    tail: Tail = EMPTY
    rows = db.execute("SELECT n, hash, header, signature, body FROM segment WHERE series = ? ORDER BY n", (series,))
    for n, hash_, header, signature, body in rows:
        try:
            if n != tail.n + 1:
                yield Damage(What.SERIES, series, tail.n + 1, f"segment {tail.n + 1} is missing")
                return
            # One at a time, so that every signature is looked at: a page may end with any of them.
            run = [Segment(header, signature, body)]
            (placed,) = place_late_run(run, device=device, after=tail, control=control, check=ed25519.check)
        except TheirFault as fault:
            yield Damage(What.SERIES, series, tail.n + 1, fault.text)
            return
        if placed.hash != hash_:
            yield Damage(What.SERIES, series, n, "another hash is noted than the segment's own")
            return
        if placed.segment.body != body:
            yield Damage(What.SERIES, series, n, "a body that was erased is still there")
            return
        tail = Tail(n, placed.hash)
        report.segments += 1
