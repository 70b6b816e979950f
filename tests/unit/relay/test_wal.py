"""Case 14, SQLite before 3.51.3 has a race when one connection resets the WAL while another writes: here none can."""

import asyncio
import sqlite3
from pathlib import Path

import aiosqlite
import pytest

from tests.support.relay_peer import PretendSpace
from tests.unit.relay.test_store import SEED, opened, placed
from whyward.adapters.log_store import create_log
from whyward.protocol.segments import Placed
from whyward.relay.errors import StoreError
from whyward.relay.sqlite_store import SqliteStore, open_sqlite_store
from whyward.relay.store import NewSegments, NewSpace

SEGMENTS = 400


async def mode_of(db: aiosqlite.Connection) -> str:
    """Ask a connection for its journal mode."""
    rows = await db.execute_fetchall("PRAGMA journal_mode")
    return str(next(iter(rows))[0])


async def test_a_journal_has_no_wal_at_all(tmp_path: Path) -> None:
    """Several processes of one person write to it, on whatever SQLite there is."""
    log = await create_log(tmp_path / "journal.db")

    assert await mode_of(log._db) == "persist"
    await log.close()
    assert not (tmp_path / "journal.db-wal").exists()


async def test_a_relay_has_one_connection_that_writes_and_one_process(tmp_path: Path) -> None:
    """The other one may only ask; a second process is turned away at the door."""
    async with opened(tmp_path) as store:
        assert await mode_of(store._writer) == "wal"
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await store._reader.execute("CREATE TABLE cats (name TEXT)")
        with pytest.raises(StoreError, match="another relay is running"):
            async with open_sqlite_store(tmp_path / "relay.sqlite3", SEED):
                pass


async def test_a_storm_of_commits_and_checkpoints_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    """The WAL is reset all the time, while the reader reads all the time."""
    space = PretendSpace("storm")
    space.sealed(SEGMENTS)
    run = placed(space)
    async with opened(tmp_path) as store:
        await store._writer.execute_fetchall("PRAGMA wal_autocheckpoint = 1")
        await store.write([NewSpace(space.space_id, space.control[0], bytes(32))])
        done = asyncio.Event()
        reading = asyncio.create_task(_read_on(store, space, done))
        for number, item in enumerate(run, 1):
            await _kept(store, space, item)
            if number % 7 == 0:
                await store._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        done.set()
        assert await reading > 0

    async with opened(tmp_path) as store:
        held = await store.segments(space.space_id, space.first.device_id, 1, bytes_max=1 << 30, count_max=1 << 20)
        assert [one.segment for one in held] == [item.segment for item in run]
        (answer,) = await store._reader.execute_fetchall("PRAGMA integrity_check")
        assert answer[0] == "ok"


async def _kept(store: SqliteStore, space: PretendSpace, item: Placed) -> None:
    await store.write([NewSegments(space.space_id, space.first.device_id, (item,))])


async def _read_on(store: SqliteStore, space: PretendSpace, done: asyncio.Event) -> int:
    """Read until told to stop; what was once seen never goes away."""
    seen = reads = 0
    while not done.is_set():
        held = await store.segments(space.space_id, space.first.device_id, 1, bytes_max=1 << 30, count_max=1 << 20)
        assert len(held) >= seen
        seen = len(held)
        reads += 1
    return reads
