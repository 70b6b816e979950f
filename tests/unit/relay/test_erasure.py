"""Erased bodies: gone from the file with the statement, headers stay, and the chain is taken without them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from tests.support.relay_peer import Peer, PretendDevice, PretendSpace
from tests.support.relay_running import RunningRelay, running_relay
from tests.support.relay_statements import erasure, said
from tests.unit.relay.conftest import StartRelay
from whyward.protocol.errors import Code
from whyward.protocol.frames import Kept, Refused, Statements
from whyward.protocol.segments import Segment
from whyward.relay.config import RelayConfig
from whyward.relay.sqlite_store import SqliteStore, open_sqlite_store


async def erase(peer: Peer, space: PretendSpace, *numbers: int) -> None:
    """Erase bodies of the first device."""
    said(space, erasure(space, space.first, numbers))
    await peer.send(Statements(space.space_id, len(space.control) - 1, space.control[-1:]))
    await peer.receive(Kept)


def bare(segment: Segment) -> Segment:
    """Return a segment without its body."""
    return Segment(segment.header, segment.signature, b"")


async def test_erased_bodies_are_gone_and_their_headers_are_there(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("erased")
    await peer.found(space)
    run = space.sealed(3)
    await peer.pushed(space, 1, run)

    await erase(peer, space, 2)

    assert (await peer.wanted(space, 1)).run == [run[0], bare(run[1]), run[2]]
    assert [entry.n for entry in (await peer.prove(space)).tails] == [3]


async def test_an_erased_segment_is_kept_with_or_without_its_body(relay: RunningRelay) -> None:
    """Devices that have not heard yet push it whole; those that have, bare; a wiped relay takes either, bare."""
    peer, space = await relay.greeted(), PretendSpace("either way")
    await peer.found(space)
    run = space.sealed(3)
    await peer.pushed(space, 1, run[:1])
    await erase(peer, space, 1, 2, 3)

    for pushed in ([run[0]], [bare(run[0])], [run[0], run[1]], [bare(run[0]), bare(run[1]), bare(run[2])]):
        assert (await peer.pushed(space, 1, pushed)).n == len(pushed)

    assert (await peer.wanted(space, 1)).run == [bare(segment) for segment in run]


async def test_a_body_may_not_be_missing_unless_it_was_erased(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("missing")
    await peer.found(space)
    run = space.sealed(2)
    await peer.pushed(space, 1, run[:1])
    await erase(peer, space, 1)

    await peer.push(space, 2, [bare(run[1])])

    assert (await peer.receive(Refused)).code == Code.BAD_BODY


async def test_an_erasure_gives_its_room_back(start_relay: StartRelay, config: RelayConfig) -> None:
    """In the running relay, and after a restart the count is the same."""
    relay = await start_relay(msgspec.structs.replace(config, space_bytes_max=30_000))
    peer, space = await relay.greeted(), PretendSpace("room")
    await peer.found(space)
    run = space.sealed(3, body_bytes=10_000)
    await peer.pushed(space, 1, run[:2])
    await peer.push(space, 3, run[2:])
    assert (await peer.receive(Refused)).code == Code.FULL

    await erase(peer, space, 1)

    assert (await peer.pushed(space, 3, run[2:])).n == 3
    assert counted(config) == stored(config)


@pytest.mark.parametrize("count", [1, 40, 400])
@pytest.mark.parametrize("body_bytes", [512, 700, 5_000, 70_000])
async def test_no_byte_of_an_erased_body_is_left_in_the_files(config: RelayConfig, count: int, body_bytes: int) -> None:
    """Not in the file, not in the write-ahead log: neither while the relay runs nor after it stopped."""
    if count * body_bytes > 3_000_000:
        count = 40
    space, folder = PretendSpace("canary"), Path(config.data).parent
    other = PretendSpace("neighbour")
    async with running_relay(config) as relay:
        peer = await relay.greeted()
        await peer.found(space)
        await peer.found(other)
        for n in range(1, count + 1):
            space.sealed(body_bytes=body_bytes)
            if n % 10 == 0 or n == count:
                start = n - (n - 1) % 10
                await peer.pushed(space, start, space.series[space.first.device_id][start - 1 : n])
                await peer.pushed(other, len(other.series.get(other.first.device_id, ())) + 1, other.sealed())
        run = space.series[space.first.device_id]
        assert found(folder, run[0].body)

        await erase(peer, space, *range(1, count + 1, 2))

        assert [n for n, segment in enumerate(run, 1) if n % 2 and found(folder, segment.body)] == []
        assert [n for n, segment in enumerate(run, 1) if n % 2 == 0 and not found(folder, segment.body)] == []
        await erase(peer, space, *(range(2, count + 1, 2) if count > 1 else [1]))
        assert [n for n, segment in enumerate(run, 1) if found(folder, segment.body)] == []
    assert [n for n, segment in enumerate(run, 1) if found(folder, segment.body)] == []
    assert counted(config) == stored(config)


async def test_what_a_crash_left_in_the_write_ahead_log_goes_at_the_next_start(
    config: RelayConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the commit and before the log was emptied: the files as they were then, opened again."""

    async def killed(_store: SqliteStore) -> None:
        """Do nothing any more."""

    monkeypatch.setattr(SqliteStore, "_fold_log", killed)
    space, folder = PretendSpace("crash"), Path(config.data).parent
    async with running_relay(config) as relay:
        peer = await relay.greeted()
        await peer.found(space)
        (segment,) = space.sealed(body_bytes=20_000)
        await peer.pushed(space, 1, [segment])
        await erase(peer, space, 1)
        assert found(folder, segment.body)
        left = {path: path.read_bytes() for path in files_of(folder)}
    for path, content in left.items():
        path.write_bytes(content)
    assert found(folder, segment.body)

    async with open_sqlite_store(Path(config.data), bytes(32)):
        assert not found(folder, segment.body)


async def test_an_erasure_of_what_never_came_is_no_obstacle(relay: RunningRelay) -> None:
    peer, space = await relay.greeted(), PretendSpace("never came")
    await peer.found(space)

    await erase(peer, space, 1, 2**40)

    assert (await peer.pushed(space, 1, space.sealed(1))).n == 1
    assert (await peer.wanted(space, 1)).run[0].body == b""
    await peer.admit(space, PretendDevice("phone"))


def found(folder: Path, body: bytes) -> bool:
    """Whether 24 bytes of the start, middle or end of a body are in any file of a folder."""
    middle = len(body) // 2
    parts = (body[:24], body[middle : middle + 24], body[-24:])
    files = [path.read_bytes() for path in files_of(folder)]
    return any(part in file for part in parts for file in files)


def files_of(folder: Path) -> list[Path]:
    """Return all files in a folder."""
    return [path for path in folder.iterdir() if path.is_file()]


def counted(config: RelayConfig) -> list[tuple[int, int, int]]:
    """Read what the relay counts for each space."""
    with closing(sqlite3.connect(config.data)) as db:
        return db.execute("SELECT id, bytes, segments FROM space ORDER BY id").fetchall()


def stored(config: RelayConfig) -> list[tuple[int, int, int]]:
    """Count anew."""
    with closing(sqlite3.connect(config.data)) as db:
        return db.execute(
            """
            SELECT id,
                (SELECT sum(length(raw) + 64) FROM statement WHERE space = space.id)
                + (SELECT ifnull(sum(length(header) + length(signature) + length(body)), 0)
                   FROM segment JOIN series ON series.id = segment.series WHERE series.space = space.id),
                (SELECT count(*) FROM segment JOIN series ON series.id = segment.series WHERE series.space = space.id)
            FROM space ORDER BY id
            """
        ).fetchall()
