"""The relay's data file before the store has it: made private, held by one process only, brought to this schema.

It never touches rows but to fill what a new step adds; `sqlite_store` does.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from whyward.relay import kits
from whyward.relay.errors import StoreError
from whyward.relay.schema import steps

APPLICATION_ID = 0x57_68_79_31
"""`Why1`: so that no other program's database is taken for ours, nor ours for another's."""

PRIVATE = 0o600

_FILLS: Final[dict[int, Callable[[sqlite3.Connection], None]]] = {2: kits.fill}
"""Steps that SQL alone cannot take: what makes their new rows from the old ones, in the same transaction."""


def claim(path: Path) -> int:
    """Make the file if it is missing, let only its owner read it, and lock it; return the lock to keep open.

    The lock is a file beside it: closing any handle of the data file itself would drop SQLite's own locks.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE))
        path.chmod(PRIVATE)
        lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, PRIVATE)
    except OSError as error:
        raise StoreError(f"the data file {path} cannot be opened: {error.strerror}") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise StoreError(f"another relay is running on {path}; stop it first, or name another file") from None
    return lock


def release(lock: int) -> None:
    """Let another process have the file."""
    os.close(lock)


def bring_up_to_date(path: Path) -> None:
    """Take every schema step that the file lacks, each in one transaction; refuse what is not, or not yet, ours."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            for number, step in enumerate(steps()[_version(db, path) :], _version(db, path) + 1):
                _take(db, number, step)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} cannot be used as a data file: {error}") from None


def expect_current(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a file of another schema than this relay's, without changing anything in it."""
    try:
        version = _version(db, path)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} cannot be used as a data file: {error}") from None
    if version < len(steps()):
        raise StoreError(f"{path} was written by an older relay; start this relay on it once, or check with --repair")


def _version(db: sqlite3.Connection, path: Path) -> int:
    """Return up to which step the file is; raise `StoreError` for one of another program or of a newer relay."""
    application, version = _number(db, "PRAGMA application_id"), _number(db, "PRAGMA user_version")
    known = len(steps())
    if application != APPLICATION_ID and (version or _number(db, "SELECT count(*) FROM sqlite_schema")):
        raise StoreError(f"{path} is not a relay's data file; nothing was changed in it")
    if version > known:
        text = f"{path} was written by a newer relay (schema {version}; known here: {known}); update the relay"
        raise StoreError(text)
    return version


def _take(db: sqlite3.Connection, number: int, step: str) -> None:
    """Take one step whole or not at all: whoever is interrupted finds the version before, and takes it again."""
    try:
        # A script begins by committing what is open, so only the first part of the transaction can be one.
        db.executescript(f"BEGIN IMMEDIATE; {step}")
        if number in _FILLS:
            _FILLS[number](db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {number}")
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            db.rollback()
        raise


def _number(db: sqlite3.Connection, sql: str) -> int:
    return int(db.execute(sql).fetchone()[0])
