"""The relay's data file before the store has it: made private, held by one process only, brought to this schema.

It never touches rows but to fill what a new step adds; `sqlite_store` does.
"""

import fcntl
import os
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import aiosqlite

from whyward.relay import kits
from whyward.relay.errors import StoreError
from whyward.relay.schema import steps

APPLICATION_ID = 0x57_68_79_31
"""`Why1`: so that no other program's database is taken for ours, nor ours for another's."""

PRIVATE = 0o600

_FILLS: Final[dict[int, Callable[[aiosqlite.Connection], Awaitable[None]]]] = {2: kits.fill}
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


async def bring_up_to_date(db: aiosqlite.Connection, path: Path) -> None:
    """Take every schema step that the file lacks, each in one transaction; refuse what is not, or not yet, ours."""
    try:
        application = await _number(db, "application_id")
        version = await _number(db, "user_version")
        tables = await _rows(db, "SELECT count(*) FROM sqlite_schema")
        known = steps()
        if application != APPLICATION_ID and (version or tables):
            raise StoreError(f"{path} is not a relay's data file; nothing was changed in it")
        if version > len(known):
            text = f"{path} was written by a newer relay (schema {version}; known here: {len(known)}); update the relay"
            raise StoreError(text)
        for number, step in enumerate(known[version:], version + 1):
            await _take(db, number, step)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} cannot be used as a data file: {error}") from None


async def _take(db: aiosqlite.Connection, number: int, step: str) -> None:
    """Take one step whole or not at all: whoever is interrupted finds the version before, and takes it again."""
    try:
        # A script begins by committing what is open, so only the first part of the transaction can be one.
        await db.executescript(f"BEGIN IMMEDIATE; {step}")
        if number in _FILLS:
            await _FILLS[number](db)
        await db.execute_fetchall(f"PRAGMA application_id = {APPLICATION_ID}")
        await db.execute_fetchall(f"PRAGMA user_version = {number}")
        await db.execute_fetchall("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            await db.rollback()
        raise


async def _number(db: aiosqlite.Connection, pragma: str) -> int:
    return await _rows(db, f"PRAGMA {pragma}")


async def _rows(db: aiosqlite.Connection, sql: str) -> int:
    for row in await db.execute_fetchall(sql):
        return int(row[0])
    return 0
