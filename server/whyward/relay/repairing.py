"""Repair a relay's file while no relay runs on it: what is damaged goes aside, so that devices can bring it again.

Nothing is made up, and nothing is gone before it is safely in the file beside: only then it is dropped, in one commit.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from whyward.relay import kits
from whyward.relay.checking import Damage, Report, What
from whyward.relay.data_file import PRIVATE
from whyward.relay.rows import LAST_SEQ

_SERIES_OF_SPACE = "series IN (SELECT id FROM series WHERE space = ?)"
_SPACE_TABLES = (
    ("segment", _SERIES_OF_SPACE),
    ("lost_segment", _SERIES_OF_SPACE),
    ("fork", _SERIES_OF_SPACE),
    ("statement", "space = ?"),
    ("lost_statement", "space = ?"),
    ("kit", "space = ?"),
    ("letter", "space = ?"),
    ("series", "space = ?"),
    ("space", "id = ?"),
)
"""All of a space, in the order in which it can go."""

_RECOUNT = """
UPDATE space SET
    bytes = (SELECT ifnull(sum(length(raw) + length(signature)), 0) FROM statement WHERE space = space.id)
    + (SELECT ifnull(sum(length(raw) + length(signature)), 0) FROM lost_statement WHERE space = space.id)
    + (SELECT ifnull(sum(length(header) + length(signature) + length(body)), 0)
       FROM segment JOIN series ON series.id = segment.series WHERE series.space = space.id)
    + (SELECT ifnull(sum(length(header) + length(signature) + length(body)), 0)
       FROM lost_segment JOIN series ON series.id = lost_segment.series WHERE series.space = space.id),
    segments = (SELECT count(*) FROM segment JOIN series ON series.id = segment.series WHERE series.space = space.id)
    + (SELECT count(*) FROM lost_segment JOIN series ON series.id = lost_segment.series WHERE series.space = space.id)
"""

Drop = tuple[str, str, tuple[int, ...]]
"""A table, which of its rows, and the numbers in that."""


def repaired(db: sqlite3.Connection, report: Report, aside: Path) -> int:
    """Put aside and drop what the report names, make counts and the index of kits anew; return how many rows went.

    The order of all that is kept goes on from where it was, whatever is dropped.
    """
    drops = [drop for damage in report.damages for drop in _drops(damage)]
    db.execute("BEGIN IMMEDIATE")
    try:
        count = _put_aside(db, drops, aside)
        db.execute("UPDATE relay SET seq_floor = ?", db.execute(LAST_SEQ).fetchone())
        for table, where, values in drops:
            db.execute(f"DELETE FROM {table} WHERE {where}", values)  # noqa: S608  # names from the list above
        db.execute(_RECOUNT)
        kits.fill(db)
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise
    return count


def free_name(path: Path, ending: str) -> Path:
    """Return a name beside `path` that nothing has yet."""
    number = 1
    while (name := path.with_name(f"{path.name}.{ending}-{number}")).exists():
        number += 1
    return name


def sync_folder(folder: Path) -> None:
    """Make durable what a folder's files are called."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _drops(damage: Damage) -> Iterator[Drop]:
    match damage.what:
        case What.SPACE:
            for table, where in _SPACE_TABLES:
                yield table, where, (damage.row,)
        case What.STATEMENTS:
            yield "statement", "space = ? AND position >= ?", (damage.row, damage.start)
        case What.SERIES:
            yield "segment", "series = ? AND n >= ?", (damage.row, damage.start)
        case What.LETTER:
            yield "letter", "space = ?", (damage.row,)
        case What.COUNTS | What.KIT | What.STRUCTURE:
            pass


def _put_aside(db: sqlite3.Connection, drops: list[Drop], aside: Path) -> int:
    """Write each row as a line of JSON, bytes as hex; durable when this returns."""
    count = 0
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        for table, where, values in drops:
            rows = db.execute(f"SELECT * FROM {table} WHERE {where}", values)  # noqa: S608  # names from the list above
            names = [column[0] for column in rows.description]
            for row in rows:
                shown = [value.hex() if isinstance(value, bytes) else value for value in row]
                file.write(json.dumps({"table": table, **dict(zip(names, shown, strict=True))}) + "\n")
                count += 1
        file.flush()
        os.fsync(handle)
    sync_folder(aside.parent)
    if not count:
        aside.unlink()
    return count
