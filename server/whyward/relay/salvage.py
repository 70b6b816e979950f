"""Salvage from a file whose structure SQLite finds broken: every row that can still be reached goes into a new file.

It judges no row; the check that follows does. The broken file stays beside, untouched.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from whyward.relay.checking import structural_faults
from whyward.relay.data_file import APPLICATION_ID, PRIVATE
from whyward.relay.errors import StoreError
from whyward.relay.repairing import free_name, sync_folder
from whyward.relay.schema import steps

_TABLES: Final = (
    ("relay", "id"),
    ("space", "id"),
    ("statement", "seq"),
    ("series", "id"),
    ("segment", "seq"),
    ("fork", "series, n"),
    ("invite_used", "hash"),
    ("kit", "space"),
    ("lost_statement", "seq"),
    ("lost_segment", "seq"),
    ("letter", "space"),
)
"""Every table and how to walk it, those first that others refer to."""


_PARENTS: Final = (
    ("series", "space", "space"),
    ("statement", "space", "space"),
    ("kit", "space", "space"),
    ("letter", "space", "space"),
    ("lost_statement", "space", "space"),
    ("segment", "series", "series"),
    ("fork", "series", "series"),
    ("lost_segment", "series", "series"),
)
"""What a row of a table belongs to, and by which column."""


def mended(path: Path) -> Path | None:
    """Mend the structure of a file that nobody has open; return where the broken file lies then, if it was broken.

    Broken indices are made anew in place, for they hold nothing of their own.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        if not structural_faults(db):
            return None
        if _reindexed(db):
            return None
        fresh = free_name(path, "fresh")
        try:
            _salvage(db, fresh)
        except BaseException:
            fresh.unlink()
            raise
    broken = free_name(path, "damaged")
    # There is a whole file under the old name at every moment: one without would start as an empty relay.
    os.link(path, broken)
    for log in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + log).replace(broken.with_name(broken.name + log))
    fresh.replace(path)
    sync_folder(path.parent)
    return broken


def _reindexed(db: sqlite3.Connection) -> bool:
    """Make all indices anew, if that is what it takes; otherwise leave the file as it is."""
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute("REINDEX")
        if not structural_faults(db):
            db.execute("COMMIT")
            return True
    except sqlite3.DatabaseError:
        pass
    db.rollback()
    return False


def _salvage(db: sqlite3.Connection, into: Path) -> None:
    """Make a new file of this schema with every row of `db` that can be reached."""
    os.close(os.open(into, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE))
    with closing(sqlite3.connect(into, isolation_level=None)) as fresh:
        marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {len(steps())};"
        fresh.executescript(f"PRAGMA synchronous = FULL; BEGIN; {' '.join(steps())} {marks}")
        for table, order in _TABLES:
            for names, row in _reachable(db, table, order):
                places = ", ".join("?" * len(row))
                sql = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})"  # noqa: S608  # names from the list above
                with suppress(sqlite3.IntegrityError):
                    fresh.execute(sql, row)
        if fresh.execute("SELECT count(*) FROM relay").fetchone() == (0,):
            text = "the relay's own key cannot be read any more; put a copy of the file back, or start a new relay"
            raise StoreError(text)
        for table, parent, column in _PARENTS:
            # A row whose own parent could not be reached has nothing to stand on.
            fresh.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM {parent})")  # noqa: S608  # as above
        fresh.execute("COMMIT")


def _reachable(db: sqlite3.Connection, table: str, order: str) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Walk a table from both ends, each until SQLite can go no further; a row may come twice."""
    for direction in ("ASC", "DESC"):
        by = ", ".join(f"{column} {direction}" for column in order.split(", "))
        try:
            rows = db.execute(f"SELECT * FROM {table} ORDER BY {by}")  # noqa: S608  # names from the list above
            names = ", ".join(column[0] for column in rows.description)
            for row in rows:
                yield names, row
        except sqlite3.DatabaseError:
            continue
        return
