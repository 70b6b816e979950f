"""The store on one SQLite file: one connection that writes, one that reads, and nothing said before it is durable.

It knows tables and transactions; quotas, places and receipts are decided elsewhere.
One process only: SQLite before 3.51.3 has a race between connections that reset the write-ahead log.
"""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiosqlite

from whyward.protocol.errors import Code
from whyward.protocol.frames import segment_cost, statement_cost
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.segments import Segment, Tail
from whyward.protocol.statements import SignedStatement
from whyward.relay import data_file, rows
from whyward.relay.errors import StoreError
from whyward.relay.store import HeldHeader, HeldSegment, HeldSpace, Usage, Write

FULL_RETRY_MS = 30_000
"""A full disk wants a person: half a minute spares both sides the noise."""

_NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
_FOLD_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
"""What was erased is overwritten in the file at once, but lies in the write-ahead log until that is emptied."""

_PRIMARY = 0xFF
"""SQLite's extended result codes keep the primary one in the low byte."""

_COMMON = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
_WRITER = _COMMON + "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
_READER = _COMMON + "PRAGMA query_only = ON;"


class SqliteStore:
    """See `Store`; made by `open_sqlite_store`."""

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection, seed: bytes, seq: int) -> None:
        """Take both connections over; `seq` is the last place given in the order of all that is kept."""
        self._writer = writer
        self._reader = reader
        self._seed = seed
        self._seq = seq

    @property
    def seed(self) -> bytes:
        """The relay's own signing seed."""
        return self._seed

    async def space(self, space_id: SpaceId) -> HeldSpace | None:
        """Return a space by its statements and ends, or None."""
        found = await self._read("SELECT id, bytes, segments FROM space WHERE space_id = ?", space_id)
        if not found:
            return None
        key, size, segments = found[0]
        said = await self._read("SELECT raw, signature FROM statement WHERE space = ? ORDER BY position", key)
        ends = await self._read(rows.TAILS, key)
        letters = await self._read(rows.LETTER, key)
        return HeldSpace(
            tuple(SignedStatement(raw, signature) for raw, signature in said),
            {DeviceId(device): Tail(n, hash_) for device, n, hash_ in ends},
            Usage(size, segments),
            next((letter for (letter,) in letters), b""),
        )

    async def space_of_kit(self, device_id: DeviceId) -> SpaceId | None:
        """Return the space in which this is the recovery kit that counts now; of several, the one founded first."""
        return next((SpaceId(row[0]) for row in await self._read(rows.SPACE_OF_KIT, device_id)), None)

    async def space_count(self) -> int:
        """Return how many spaces there are."""
        return int((await self._read("SELECT count(*) FROM space"))[0][0])

    async def used_invites(self) -> set[bytes]:
        """Return the hashes of all invites that were spent."""
        return {row[0] for row in await self._read("SELECT hash FROM invite_used")}

    async def statements(self, space_id: SpaceId, start: int, bytes_max: int) -> list[SignedStatement]:
        """Return statements from `start` on: as many as fit, and always one if there is one."""
        sizes = await self._read(rows.STATEMENT_SIZES, space_id, start)
        count = rows.how_many_fit([size for (size,) in sizes], bytes_max, statement_cost(rows.EMPTY_STATEMENT))
        page = await self._read(rows.STATEMENTS, space_id, start, count)
        return [SignedStatement(raw, signature) for raw, signature in page]

    async def statement_seq(self, space_id: SpaceId, index: int) -> int:
        """Return the place of a statement that is held in the order of all that is kept."""
        for (seq,) in await self._read(rows.STATEMENT_SEQ, space_id, index):
            return int(seq)
        raise StoreError("the relay could not read its store now")

    async def headers(self, space_id: SpaceId, after_seq: int, count_max: int) -> list[HeldHeader]:
        """Return so many segments of the space that became durable after that place, in their order."""
        held = await self._read(rows.HEADERS, space_id, after_seq, count_max)
        return [HeldHeader(seq, DeviceId(device), n, header) for seq, device, n, header in held]

    async def segments(
        self, space_id: SpaceId, device_id: DeviceId, start: int, *, bytes_max: int, count_max: int
    ) -> list[HeldSegment]:
        """Return a series from `start` on: as many as fit, and always one if there is one."""
        sizes = await self._read(rows.SEGMENT_SIZES, space_id, device_id, start, count_max)
        count = rows.how_many_fit([size for (size,) in sizes], bytes_max, segment_cost(rows.EMPTY_SEGMENT))
        page = await self._read(rows.SEGMENTS, space_id, device_id, start, count)
        return [HeldSegment(seq, Segment(header, signature, body)) for seq, header, signature, body in page]

    async def write(self, batch: Sequence[Write]) -> list[int]:
        """Make all of the batch durable in one commit, or none of it; return each one's last `relay_seq`."""
        tables = rows.rows_of(batch, self._seq)
        try:
            await self._writer.execute_fetchall("BEGIN IMMEDIATE")
            for sql, values in tables.statements():
                await self._writer.executemany(sql, values)
            await self._writer.execute_fetchall("COMMIT")
        except sqlite3.Error as error:
            raise await self._undone(error) from None
        self._seq = tables.seq
        if tables.overwrites:
            await self._fold_log()
        return tables.seqs

    async def _fold_log(self) -> None:
        """Empty the write-ahead log; should a reader be in the way for seconds, the next start does it."""
        with suppress(sqlite3.Error):
            await self._writer.execute_fetchall(_FOLD_LOG)

    async def _undone(self, error: sqlite3.Error) -> StoreError:
        """Roll back, so that the next batch starts clean, and say what happened without any value of a row."""
        # SQLite may have rolled back by itself already (it does for a full disk), or BEGIN was what failed.
        with suppress(sqlite3.Error):
            await self._writer.rollback()
        if getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _NO_ROOM:
            return StoreError("the relay's disk takes nothing now", code=Code.FULL, retry_after_ms=FULL_RETRY_MS)
        return StoreError("the relay could not store this now")

    async def _read(self, sql: str, *values: bytes | int) -> list[sqlite3.Row]:
        try:
            return list(await self._reader.execute_fetchall(sql, values))
        except sqlite3.Error:
            raise StoreError("the relay could not read its store now") from None


async def _opened(path: Path, pragmas: str) -> aiosqlite.Connection:
    db = await aiosqlite.connect(path, isolation_level=None)
    try:
        await db.executescript(pragmas)
    except sqlite3.Error as error:
        await db.close()
        raise StoreError(f"{path} cannot be used as a data file: {error}") from None
    return db


async def _seed(db: aiosqlite.Connection, fresh: bytes) -> bytes:
    """Return the relay's signing seed; the first start keeps the fresh one for ever."""
    await db.execute_fetchall("INSERT INTO relay (id, seed) VALUES (1, ?) ON CONFLICT DO NOTHING", (fresh,))
    kept: Iterable[sqlite3.Row] = await db.execute_fetchall("SELECT seed FROM relay")
    return bytes(next(iter(kept))[0])


@asynccontextmanager
async def open_sqlite_store(path: Path, fresh_seed: bytes) -> AsyncGenerator[SqliteStore, None]:
    """Open the file, made or brought up to date where needed, for as long as the context lasts.

    Raise `StoreError` with a sentence for the operator: in use, of another program, newer, not readable.
    """
    lock = await asyncio.to_thread(data_file.claim, path)
    try:
        await asyncio.to_thread(data_file.bring_up_to_date, path)
        writer = await _opened(path, _WRITER)
        try:
            seed = await _seed(writer, fresh_seed)
            last = await writer.execute_fetchall(rows.LAST_SEQ)
            reader = await _opened(path, _READER)
            try:
                yield SqliteStore(writer, reader, seed, int(next(iter(last))[0]))
            finally:
                await reader.close()
        finally:
            await writer.close()
    finally:
        data_file.release(lock)
