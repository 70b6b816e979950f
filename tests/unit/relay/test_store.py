"""The relay's one file: round trips, reopening, and files that are not, or not yet, ours."""

import sqlite3
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.support.relay_peer import PretendDevice, PretendSpace
from whyward.ed25519 import check
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.membership import found
from whyward.protocol.segments import EMPTY, Placed, place_run
from whyward.relay.errors import StoreError
from whyward.relay.rows import how_many_fit
from whyward.relay.sqlite_store import SqliteStore, open_sqlite_store
from whyward.relay.store import NewFork, NewSegments, NewSpace, NewStatements, Store, usage_of

SEED = bytes(range(32))


def opened(path: Path, seed: bytes = SEED) -> AbstractAsyncContextManager[SqliteStore]:
    """Open the store in this folder."""
    return open_sqlite_store(path / "relay.sqlite3", seed)


def placed(space: PretendSpace) -> tuple[Placed, ...]:
    """Return the first device's series as checked segments."""
    run, device = space.series[space.first.device_id], space.first.device_id
    return tuple(place_run(run, device=device, after=EMPTY, control=found(space.control[0], check), check=check))


def new_segments(space: PretendSpace) -> NewSegments:
    """Write the first device's whole series."""
    return NewSegments(space.space_id, space.first.device_id, placed(space))


async def read_all(store: Store, space: PretendSpace) -> list[int]:
    """Return the places of the first device's segments, after looking at their bytes."""
    held = await store.segments(space.space_id, space.first.device_id, 1, bytes_max=1 << 30, count_max=1000)
    assert [one.segment for one in held] == space.series[space.first.device_id]
    return [one.relay_seq for one in held]


async def test_what_is_written_is_there_again_after_reopening(tmp_path: Path) -> None:
    space = PretendSpace("store")
    space.sealed(3)
    statement = space.admitted(PretendDevice("phone"))
    founding, pushing = NewSpace(space.space_id, space.control[0], bytes(32)), new_segments(space)
    async with opened(tmp_path) as store:
        assert await store.write([founding]) == [1]
        assert await store.write([pushing, NewStatements(space.space_id, 1, (statement,))]) == [4, 5]

    async with opened(tmp_path, bytes(32)) as store:
        held = await store.space(space.space_id)
        assert held is not None
        assert held.statements == (space.control[0], statement)
        assert [(tail.n, tail.hash) for tail in held.tail_by_device.values()] == [(3, placed(space)[-1].hash)]
        assert held.usage.segments == 3
        assert held.usage.bytes == sum(
            usage_of(write).bytes for write in (founding, pushing, NewStatements(space.space_id, 1, (statement,)))
        )
        assert await read_all(store, space) == [2, 3, 4]
        assert await store.used_invites() == {bytes(32)}
        assert store.seed == SEED  # The first seed stays; the fresh one is not used.
        assert await store.space_count() == 1


async def test_what_is_not_there_is_none_or_empty(tmp_path: Path) -> None:
    nowhere, nobody = SpaceId(bytes(32)), DeviceId(bytes(32))
    async with opened(tmp_path) as store:
        assert await store.space(nowhere) is None
        assert await store.statements(nowhere, 0, 1000) == []
        assert await store.segments(nowhere, nobody, 2**63 - 1, bytes_max=1, count_max=1) == []


async def test_a_batch_is_stored_whole_or_not_at_all(tmp_path: Path) -> None:
    one, two = PretendSpace("good"), PretendSpace("bad")
    one.sealed(1)
    async with opened(tmp_path) as store:
        await store.write([NewSpace(one.space_id, one.control[0])])
        clash = NewSpace(one.space_id, one.control[0])
        with pytest.raises(StoreError):
            await store.write([NewSpace(two.space_id, two.control[0]), new_segments(one), clash])

        assert await store.space(two.space_id) is None
        held = await store.space(one.space_id)
        assert held is not None
        assert (held.tail_by_device, held.usage.segments) == ({}, 0)
        assert await store.write([new_segments(one)]) == [2]  # And the next batch starts clean.


async def test_proof_of_a_fork_is_held_once(tmp_path: Path) -> None:
    space = PretendSpace("forked")
    (segment,) = space.sealed(1)
    fork = NewFork(space.space_id, space.first.device_id, 1, segment.header, segment.signature)
    async with opened(tmp_path) as store:
        await store.write([NewSpace(space.space_id, space.control[0]), new_segments(space)])
        await store.write([fork, fork])
        await store.write([fork])

    with sqlite3.connect(tmp_path / "relay.sqlite3") as db:
        assert db.execute("SELECT n, header FROM fork").fetchall() == [(1, segment.header)]
    db.close()


async def test_the_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    async with opened(tmp_path):
        modes = _modes(tmp_path)

    assert modes["relay.sqlite3"] == 0o600
    assert set(modes.values()) == {0o600}


async def test_two_relays_do_not_share_a_file(tmp_path: Path) -> None:
    async with opened(tmp_path):
        with pytest.raises(StoreError, match="another relay is running"):
            async with opened(tmp_path):
                pass
    async with opened(tmp_path):
        pass


async def test_a_file_of_a_newer_relay_is_refused_and_left_alone(tmp_path: Path) -> None:
    async with opened(tmp_path):
        pass
    _run_sql(tmp_path, "PRAGMA user_version = 99")
    before = (tmp_path / "relay.sqlite3").read_bytes()

    with pytest.raises(StoreError, match="newer relay"):
        async with opened(tmp_path):
            pass
    assert (tmp_path / "relay.sqlite3").read_bytes() == before


async def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    _run_sql(tmp_path, "CREATE TABLE recipes (name TEXT)")

    with pytest.raises(StoreError, match="not a relay's data file"):
        async with opened(tmp_path):
            pass


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + bytes(4000)])
async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "relay.sqlite3").write_bytes(content)

    with pytest.raises(StoreError):
        async with opened(tmp_path):
            pass
    assert (tmp_path / "relay.sqlite3").read_bytes() == content


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        async with opened(tmp_path / "nowhere"):
            pass


async def test_the_file_is_written_as_durable_as_sqlite_can(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        for pragma, value in {"journal_mode": "wal", "synchronous": 2, "trusted_schema": 0, "foreign_keys": 1}.items():
            rows = list(await store._writer.execute_fetchall(f"PRAGMA {pragma}"))
            assert rows[0][0] == value


def test_a_page_holds_what_fits_and_always_one() -> None:
    assert how_many_fit([], 100, 0) == 0
    assert how_many_fit([500], 100, 0) == 1
    assert how_many_fit([50, 50, 1], 100, 0) == 2
    assert how_many_fit([40, 40, 40], 100, 10) == 2


def _modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


def _run_sql(folder: Path, sql: str) -> None:
    db = sqlite3.connect(folder / "relay.sqlite3")
    db.execute(sql)
    db.commit()
    db.close()
