"""The log on disk: one SQLite file through aiosqlite, sealed bytes only, safe for several processes of one person.

It refuses WAL: SQLite before 3.51.3 has a race between connections there, so a rollback journal is used, durable at
each commit (protocol reference §10). A newer file, a damaged one and a full disk each get a sentence of their own.
"""

import asyncio
import os
import sqlite3
import stat
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, closing, contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from traceback import clear_frames

import aiosqlite

from whyward.adapters.log_rows import Rows
from whyward.journal.errors import Damaged, JournalError, Refused
from whyward.journal.ports import Ends, LogTransaction, Quarantined, Receipt, StoredAlarm, StoredSegment
from whyward.journal.sentences import sentence
from whyward.protocol.ids import DeviceId
from whyward.protocol.statements import SignedStatement

_SCHEMA = ("0001_log.sql", "0002_receipts.sql")
_APPLICATION_ID = 0x57687977
"""ASCII "Whyw", in SQLite's header, so that a file of another program is not taken for a log."""

_WAIT_S = 30
_PRAGMAS = (
    "PRAGMA journal_mode = PERSIST",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
)

_COLUMNS = """
SELECT m.name, c.name, c.type, c."notnull", c.pk, (SELECT count(*) FROM pragma_index_list(m.name))
FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'
"""

_SPOILT = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_FORMAT})
"""What SQLite says of a broken file. A plain error is among them: every statement here is a fixed one that is right for
a sound file, so a table that is not there, or a format that is unknown, is the file's doing."""


class FileLog:
    """A log in one file; make it with `create_log` or `open_log`."""

    def __init__(self, db: aiosqlite.Connection, path: Path) -> None:
        """Take over an open connection in autocommit mode."""
        self._db = db
        self._path = path
        self._rows = Rows(db)
        self._turn_rows = Rows(db, is_for_writing=True)
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[LogTransaction]:
        """Begin a writer's turn: everything in it is durable when it ends, or nothing of it happened."""
        async with self._reading():
            try:
                await self._db.execute("BEGIN IMMEDIATE")
                yield self._turn_rows
                await self._db.execute("COMMIT")
            except BaseException:
                self._turn_rows.forget()
                # A cancelled task leaves its last step in line; this one comes after it, and may find nothing to undo.
                await self._db.rollback()
                raise

    @asynccontextmanager
    async def _reading(self) -> AsyncGenerator[None]:
        """Keep other tasks of this process out: none may see what is not durable yet."""
        async with self._lock:
            with _plain_words(self._path):
                yield

    async def get(self, name: str) -> bytes | None:
        """Return a small named value."""
        async with self._reading():
            return await self._rows.get(name)

    async def ends(self) -> Ends:
        """Return how far the log reaches."""
        async with self._reading():
            return await self._rows.ends()

    async def page(self, device: DeviceId, start: int, *, segments_max: int) -> list[StoredSegment]:
        """Return at most that many segments of a series from number `start` on, in order; none at its end."""
        async with self._reading():
            return await self._rows.page(device, start, segments_max=segments_max)

    async def kept(self) -> dict[DeviceId, int]:
        """Return what the relay has signed for, by series."""
        async with self._reading():
            return await self._rows.kept()

    async def statements(self, start: int) -> list[SignedStatement]:
        """Return the stored control log from index `start` on."""
        async with self._reading():
            return await self._rows.statements(start)

    async def segment_hash(self, device: DeviceId, n: int) -> bytes | None:
        """Return the hash of one stored segment."""
        async with self._reading():
            return await self._rows.segment_hash(device, n)

    async def alarms(self) -> list[StoredAlarm]:
        """Return all alarms, oldest first."""
        async with self._reading():
            return await self._rows.alarms()

    async def receipts(self) -> list[Receipt]:
        """Return the last receipt for each series."""
        async with self._reading():
            return await self._rows.receipts()

    async def quarantine_list(self) -> list[Quarantined]:
        """Return all that lies in quarantine."""
        async with self._reading():
            return await self._rows.quarantine_list()

    async def quarantined(self, code: str) -> list[Quarantined]:
        """Return what lies in quarantine for one reason."""
        async with self._reading():
            return await self._rows.quarantined(code)

    async def quarantined_bytes(self, device: DeviceId, n: int, code: str) -> bytes | None:
        """Return refused bytes."""
        async with self._reading():
            return await self._rows.quarantined_bytes(device, n, code)

    async def size(self) -> tuple[int, int]:
        """Return how many segments the log holds, and how many bytes its file has."""
        async with self._reading():
            rows = await self._db.execute_fetchall("SELECT count(*) FROM segment")
            (pages, page_bytes) = await self._rows.file_pages()
            return int(next(iter(rows))[0]), pages * page_bytes

    async def check_structure(self) -> list[str]:
        """Return what SQLite finds wrong with the file, and rows that belong to nothing; nothing for a sound one."""
        async with self._reading():
            rows = await self._db.execute_fetchall("PRAGMA integrity_check(20)")
            found = [str(text) for (text,) in rows if text != "ok"]
            return found or await self._rows.strays()

    async def close(self) -> None:
        """Let go of the file."""
        await self._db.close()


async def create_log(path: Path) -> FileLog:
    """Make a new log with mode 0600; raise `Refused` if anything is there already."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600))
    except FileExistsError:
        text = sentence("there is a journal in %(parent)s already", parent=path.parent)
        raise Refused(text, hint="Use it, or choose another folder with --home. Nothing was changed.") from None
    except OSError as error:
        raise _disk_refusal(error, path) from None
    return await _connected(path, is_new=True)


async def open_log(path: Path) -> FileLog:
    """Open a log that exists; raise `Damaged` or `Refused` with a plain sentence otherwise."""
    _refuse_what_is_no_file(path)
    return await _connected(path, is_new=False)


def _refuse_what_is_no_file(path: Path) -> None:
    try:
        status = path.lstat()
    except OSError as error:
        raise _disk_refusal(error, path) from None
    if not stat.S_ISREG(status.st_mode):
        text = sentence("%(path)s is not a file of its own", path=path)
        raise Damaged(text, hint="A log is never opened through a link or a folder. Put the file itself there.")
    if status.st_size == 0:
        text = sentence("the log %(path)s is empty", path=path)
        raise Damaged(
            text, hint="Put back a copy of the folder. Without one, another of your devices can let a new one in."
        )


async def _connected(path: Path, *, is_new: bool) -> FileLog:
    with _plain_words(path):
        db = await aiosqlite.connect(path, isolation_level=None, timeout=_WAIT_S)
        try:
            for pragma in _PRAGMAS:
                await db.execute(pragma)
            await _prepared(db, path, is_new=is_new)
        except BaseException:
            await db.close()
            raise
    return FileLog(db, path)


async def _prepared(db: aiosqlite.Connection, path: Path, *, is_new: bool) -> None:
    """Bring the schema up to date in one transaction, or refuse a file that is not ours or newer."""
    version = int(next(iter(await db.execute_fetchall("PRAGMA user_version")))[0])
    application = int(next(iter(await db.execute_fetchall("PRAGMA application_id")))[0])
    if not is_new and application != _APPLICATION_ID:
        text = sentence("%(path)s is not a Whyward log", path=path)
        raise Damaged(text, hint="Look whether --home names the right folder. Nothing was changed.")
    if version > len(_SCHEMA):
        text = sentence("this journal was written by a newer Whyward")
        raise Refused(text, hint="Use that newer version here. Nothing was changed.")
    if version < len(_SCHEMA):
        marks = f"PRAGMA application_id = {_APPLICATION_ID}; PRAGMA user_version = {len(_SCHEMA)};"
        await db.executescript(f"BEGIN IMMEDIATE; {_steps(version)} {marks} COMMIT;")
    if frozenset(tuple(row) for row in await db.execute_fetchall(_COLUMNS)) != _columns():
        # One bit can turn a key into a plain column: then the log looks empty, and numbers would be used again.
        raise _damaged(path)


def _steps(version: int) -> str:
    schema = resources.files("whyward.adapters") / "schema"
    return "".join((schema / name).read_text(encoding="utf-8") for name in _SCHEMA[version:])


@cache
def _columns() -> frozenset[tuple[object, ...]]:
    """Return every column that a sound log has, as SQLite understands the schema."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(_steps(0))
        return frozenset(db.execute(_COLUMNS))


@contextmanager
def _plain_words(path: Path) -> Generator[None]:
    """Turn SQLite's errors into sentences for people; anything not named here stays a bug."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # A question that broke off lies in a frame of the error, and while it lies there it holds a lock.
        clear_frames(error.__traceback__)
        raise _sqlite_refusal(error, path) from error
    except UnicodeDecodeError as error:
        # SQLite quotes the spoilt schema in what it says, and Python cannot read that.
        clear_frames(error.__traceback__)
        raise _damaged(path) from error


def _sqlite_refusal(error: sqlite3.DatabaseError, path: Path) -> Exception:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        text = sentence("the disk is full")
        return Refused(
            text, hint="Nothing was recorded just now; everything before is safe. Make room, then try again."
        )
    is_shut = code == sqlite3.SQLITE_IOERR and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    if is_shut or code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        text = sentence("%(parent)s cannot be written to", parent=path.parent)
        return Refused(text, hint="What is recorded is safe. Make the folder writable for you, then try again.")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        text = sentence("another program has held the log for %(wait_s)s seconds", wait_s=_WAIT_S)
        return Refused(text, hint="Nothing was recorded just now. Close the other program, then try again.")
    # Without a code it is Python that could not read a text, such as a column's type.
    if code in _SPOILT or (code == 0 and isinstance(error, sqlite3.OperationalError)):
        return _damaged(path)
    if code == sqlite3.SQLITE_IOERR:
        text = sentence("the disk did not do what it was asked")
        return Refused(text, hint="Nothing was recorded just now. Look at the disk and its free space, then try again.")
    return error


def _damaged(path: Path) -> Damaged:
    text = sentence("the log %(path)s is damaged", path=path)
    hint = sentence(
        "Keep the file. Another of your devices can let a new folder in: whyward link; the relay has the rest."
    )
    return Damaged(text, hint=hint)


def _disk_refusal(error: OSError, path: Path) -> JournalError:
    if isinstance(error, FileNotFoundError):
        text = sentence("there is no journal in %(parent)s", parent=path.parent)
        return Refused(text, hint="Start one with: whyward init")
    text = sentence(
        "%(parent)s cannot be used: %(what)s", parent=path.parent, what=(error.strerror or "the system refused").lower()
    )
    return Refused(text, hint="Nothing was changed. Look at the folder's permissions and the disk's free space.")
