"""New schema steps: killed anywhere, a file is of one version or of the next, whole; older relays refuse newer ones."""

import asyncio
import os
import signal
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.support.relay_peer import PretendDevice, PretendSpace
from tests.support.relay_statements import kit_set, said
from whyward.relay import data_file
from whyward.relay.errors import StoreError
from whyward.relay.schema import steps
from whyward.relay.sqlite_store import open_sqlite_store
from whyward.relay.store import NewSpace, NewStatements


async def old_file(path: Path, version: int) -> tuple[PretendSpace, PretendSpace, PretendDevice]:
    """Make a file of an older schema with two spaces, one of them with its second kit; return what is in it."""
    one, two, kit = PretendSpace("one"), PretendSpace("two"), PretendDevice("second kit")
    said(two, kit_set(two, kit))
    async with open_sqlite_store(path, bytes(32)) as store:
        await store.write([NewSpace(one.space_id, one.control[0]), NewSpace(two.space_id, two.control[0])])
        await store.write([NewStatements(two.space_id, 1, (two.control[1],))])
    set_back(path, version)
    return one, two, kit


def set_back(path: Path, version: int) -> None:
    """Take back what the steps after that version made."""
    undo = {
        2: "DROP TABLE kit",
        3: "DROP TABLE lost_statement; DROP TABLE lost_segment; ALTER TABLE relay DROP COLUMN seq_floor",
        4: "DROP TABLE letter",
    }
    with closing(sqlite3.connect(path)) as db:
        for number in range(len(steps()), version, -1):
            db.executescript(f"BEGIN; {undo[number]}; PRAGMA user_version = {number - 1}; COMMIT;")


def shape(path: Path) -> tuple[int, list[str], int]:
    """Return a file's version, its tables with their columns, and how many kits it holds (-1: it has no such table)."""
    with closing(sqlite3.connect(path)) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        tables = [str(row[0]) for row in db.execute("SELECT sql FROM sqlite_schema WHERE sql NOT NULL ORDER BY name")]
        has_kits = any("TABLE kit " in sql for sql in tables)
        kits = db.execute("SELECT count(*) FROM kit").fetchone()[0] if has_kits else -1
    return version, tables, kits


def killed_before(path: Path, due: int) -> int:
    """Bring a file up to date in a process that is killed right before its so-manieth SQL statement."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    connect, seen = sqlite3.connect, count(1)

    def kill(_sql: str) -> None:
        if next(seen) == due:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401  # whatever is asked for
        db: sqlite3.Connection = connect(*arguments, **options)
        db.set_trace_callback(kill)
        return db

    sqlite3.connect = watched  # type: ignore[assignment]  # in a process that has nothing else to do
    try:
        data_file.bring_up_to_date(path)
    finally:
        os._exit(0)


def test_a_migration_that_is_killed_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    """Case 30: killed before each of its statements in turn; what is found then is a version, whole, and goes on."""
    path = tmp_path / "relay.sqlite3"
    asyncio.run(old_file(path, 1))
    old = path.read_bytes()
    whole = {1: shape(path)}
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for number, step in enumerate(steps()[1:], 2):
            data_file._take(db, number, step)
            whole[number] = shape(path)
    seen: set[int] = set()

    due = 0
    while True:
        for name in tmp_path.iterdir():
            name.unlink()
        path.write_bytes(old)
        due += 1
        ended = killed_before(path, due)
        if ended != -signal.SIGKILL:
            break
        found = shape(path)
        assert found == whole[found[0]]
        seen.add(found[0])

    assert ended == 0
    assert seen == set(whole) - {len(steps())}
    assert shape(path) == whole[len(steps())]


async def test_steps_fill_what_they_add(tmp_path: Path) -> None:
    path = tmp_path / "relay.sqlite3"
    one, two, kit = await old_file(path, 1)

    async with open_sqlite_store(path, bytes(32)) as store:
        found_in = [await store.space_of_kit(device.device_id) for device in (one.recovery, two.recovery, kit)]

    assert found_in == [one.space_id, None, two.space_id]


async def test_the_relay_before_this_one_refuses_the_file_and_leaves_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "relay.sqlite3"
    await old_file(path, len(steps()))
    before = path.read_bytes()
    known = steps()[:-1]
    monkeypatch.setattr(data_file, "steps", lambda: known)

    with pytest.raises(StoreError, match="newer relay"):
        async with open_sqlite_store(path, bytes(32)):
            pass

    assert path.read_bytes() == before
