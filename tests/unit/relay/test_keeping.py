"""Kept means stored: receipts follow the commit, failures store nothing, quotas are exact, proofs of forks are held."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from tests.support.relay_hub import PretendPeer, hub_over
from tests.support.relay_peer import PATIENCE_S, Peer, PretendDevice, PretendSpace
from tests.support.relay_running import RunningRelay, running_relay
from tests.support.relay_store import ObservedStore
from tests.unit.relay.conftest import StartRelay
from whyward.protocol.errors import Code
from whyward.protocol.frames import Create, Kept, Refused, Segments, Statements
from whyward.relay.admission import add_invite
from whyward.relay.config import RelayConfig
from whyward.relay.errors import StoreError
from whyward.relay.sqlite_store import SqliteStore, open_sqlite_store
from whyward.relay.store import NewSegments, Store


async def says_nothing(peer: Peer, for_s: float = 0.1) -> bool:
    """Whether no frame comes for a while; the connection cannot be used afterwards."""
    try:
        await peer.socket.receive(timeout=for_s)
    except TimeoutError:
        return True
    return False


async def test_kept_is_never_said_before_the_commit_is_durable(start_relay: StartRelay, config: RelayConfig) -> None:
    store = ObservedStore()
    relay = await start_relay(config, store.open)
    peer, witness, space = await relay.greeted(), await relay.greeted(), PretendSpace("held back")
    await peer.found(space)
    await witness.prove(space)
    store.gate.clear()

    await peer.push(space, 1, space.sealed(3))

    assert (await witness.wanted(space, 1)).run == []  # Nor is it given out, or told as news.
    assert await says_nothing(witness)
    store.gate.set()
    assert (await peer.receive(Kept)).n == 3


async def test_one_space_does_not_wait_for_another(start_relay: StartRelay, config: RelayConfig) -> None:
    """Its commits do, for there is one disk; its answers do not."""
    store = ObservedStore()
    relay = await start_relay(config, store.open)
    one, two = PretendSpace("waits"), PretendSpace("goes on")
    waiting, going = await relay.greeted(), await relay.greeted()
    await waiting.found(one)
    await going.found(two)
    store.gate.clear()
    await waiting.push(one, 1, one.sealed())

    async with asyncio.timeout(PATIENCE_S):
        assert (await going.wanted(two, 1)).run == []
        assert (await going.prove(two)).control_index == 0
    store.gate.set()
    assert (await waiting.receive(Kept)).n == 1


async def test_two_devices_that_push_one_series_at_once_get_one_answer(
    start_relay: StartRelay, config: RelayConfig
) -> None:
    """Pushes of one space are taken one at a time: the second finds what the first stored, and hears `kept`."""
    store = ObservedStore()
    relay = await start_relay(config, store.open)
    one, two, space = await relay.greeted(), await relay.greeted(), PretendSpace("at once")
    await one.found(space)
    await two.prove(space)
    run = space.sealed(2)
    store.gate.clear()
    await asyncio.gather(one.push(space, 1, run), two.push(space, 1, run))
    await asyncio.sleep(0.02)
    store.gate.set()

    receipts = [await peer.any_but_news() for peer in (one, two)]

    assert receipts[0] == receipts[1]
    assert sum(isinstance(write, NewSegments) for batch in store.batches for write in batch) == 1


async def test_a_push_is_finished_although_its_device_leaves(start_relay: StartRelay, config: RelayConfig) -> None:
    store = ObservedStore()
    relay = await start_relay(config, store.open)
    peer, other, space = await relay.greeted(), await relay.greeted(), PretendSpace("leaves")
    await peer.found(space)
    store.gate.clear()
    await peer.push(space, 1, space.sealed(2))
    await store.begun(len(store.batches) + 1)
    peer.vanish()
    store.gate.set()

    state = await other.prove(space)

    assert [tail.n for tail in state.tails] == [2]


@pytest.mark.parametrize("code", [Code.FULL, Code.BUSY])
async def test_a_failing_commit_is_told_and_nothing_moves(
    start_relay: StartRelay, config: RelayConfig, code: Code
) -> None:
    store = ObservedStore()
    relay = await start_relay(config, store.open)
    peer, space = await relay.greeted(), PretendSpace("failing")
    await peer.found(space)
    run = space.sealed(2)
    store.failure = StoreError("not now", code=code, retry_after_ms=1234)

    await peer.push(space, 1, run)
    refusal = await peer.receive(Refused)
    assert (refusal.code, refusal.retry_after_ms, refusal.about) == (code, 1234, space.first.device_id)
    await peer.send(Statements(space.space_id, 1, [space.admitted(PretendDevice("phone"))]))
    assert (await peer.receive(Refused)).code == code
    assert (await peer.prove(space)).tails == []

    store.failure = None
    assert (await peer.pushed(space, 1, run)).n == 2


async def test_a_commit_that_failed_after_it_was_stored_is_found_again(
    start_relay: StartRelay, config: RelayConfig
) -> None:
    """What the store says counts: the view is read again, and the retry hears `kept`."""
    store = ObservedStore()
    relay = await start_relay(config, store.open)
    peer, space = await relay.greeted(), PretendSpace("lost answer")
    await peer.found(space)
    run = space.sealed(2)
    store.failure, store.stores_and_fails = StoreError("not now"), True
    await peer.push(space, 1, run)
    assert (await peer.receive(Refused)).code == Code.BUSY
    store.failure = None

    assert (await peer.pushed(space, 1, run)).n == 2
    assert (await peer.pushed(space, 3, space.sealed(1))).n == 3


async def test_an_invite_is_not_spent_by_a_commit_that_failed(start_relay: StartRelay, config: RelayConfig) -> None:
    store, token = ObservedStore(), "a token"
    relay = await start_relay(msgspec.structs.replace(config, admission="invite", spaces_max=1), store.open)
    add_invite(Path(config.invites_path), token)
    peer, space = await relay.greeted(), PretendSpace("invited")
    store.failure = StoreError("not now")
    await peer.send(Create(space.control[0], token))
    assert (await peer.receive(Refused)).code == Code.BUSY
    store.failure = None

    assert (await peer.found(space, invite=token)).control_index == 0


async def test_who_stops_waiting_does_not_stop_a_push(config: RelayConfig) -> None:
    """A handler may be cancelled at any await; the turn of its space must last until the disk has answered."""
    store, space = ObservedStore(), PretendSpace("cancelled")
    run = space.sealed(2)
    async with store.open(config) as opened, hub_over(opened, config) as hub:
        peer = PretendPeer()
        await peer.prove(hub, space)
        store.gate.clear()
        push = Segments(space.space_id, space.first.device_id, 1, run)
        waiting = asyncio.create_task(hub.receive(peer, push))
        await store.begun(len(store.batches) + 1)
        waiting.cancel()
        again = asyncio.create_task(hub.receive(peer, push))
        await asyncio.sleep(0.01)
        store.gate.set()
        await again

    receipts = [frame for frame in peer.got if isinstance(frame, Kept)]
    assert [kept.n for kept in receipts] == [2, 2]
    assert receipts[0] == receipts[1]


async def test_a_full_disk_stops_writing_not_reading_and_needs_no_restart(config: RelayConfig) -> None:
    """A real SQLITE_FULL, by SQLite's own bound on pages."""
    path, bound = Path(config.data), "PRAGMA max_page_count = "

    @asynccontextmanager
    async def bounded(_config: RelayConfig) -> AsyncGenerator[Store, None]:
        async with open_sqlite_store(path, bytes(32)) as store:
            stores.append(store)
            yield store

    stores: list[SqliteStore] = []
    async with running_relay(config, bounded) as relay:
        peer, space = await relay.greeted(), PretendSpace("full disk")
        await peer.found(space)
        kept = await peer.pushed(space, 1, space.sealed(1))
        await stores[0]._writer.execute_fetchall(bound + "40")
        run = space.sealed(3, body_bytes=200_000)

        await peer.push(space, 2, run)
        refusal = await peer.receive(Refused)
        assert (refusal.code, refusal.retry_after_ms) == (Code.FULL, 30_000)
        assert len((await peer.wanted(space, 1)).run) == 1
        await stores[0]._writer.execute_fetchall(bound + "100000")

        assert (await peer.pushed(space, 2, run)).relay_seq == kept.relay_seq + 3


async def test_a_space_has_so_many_segments_and_bytes_exactly(config: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(msgspec.structs.replace(config, space_segments_max=3))
    peer, space, other = await relay.greeted(), PretendSpace("quota"), PretendSpace("neighbour")
    await peer.found(space)
    await peer.found(other)
    run = space.sealed(4)
    await peer.pushed(space, 1, run[:2])

    await peer.push(space, 3, run[2:])
    assert (await peer.receive(Refused)).code == Code.FULL
    assert (await peer.pushed(space, 3, run[2:3])).n == 3
    assert (await peer.pushed(space, 1, run[:3])).n == 3  # Saying again what is kept takes no room.
    assert (await peer.pushed(other, 1, other.sealed())).n == 1


async def test_a_quota_is_counted_exactly_over_restarts(config: RelayConfig) -> None:
    space = PretendSpace("quota over restarts")
    run = space.sealed(2)
    size = sum(len(segment.header) + 64 + len(segment.body) for segment in run)
    size += len(space.control[0].raw) + 64
    for limit, is_kept in ((size - 1, False), (size, True)):
        async with running_relay(msgspec.structs.replace(config, space_bytes_max=limit)) as relay:
            peer = await relay.greeted()
            await (peer.prove(space) if is_kept else peer.found(space))
            await peer.push(space, 1, run if is_kept else run[:1])
            assert isinstance(await peer.any_but_news(), Kept)
            await peer.push(space, 1, run)
            assert isinstance(await peer.any_but_news(), Kept if is_kept else Refused)


async def test_a_relay_carries_so_many_spaces(config: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(msgspec.structs.replace(config, spaces_max=1, spaces_per_connection_max=1))
    peer, space, other = await relay.greeted(), PretendSpace("carried"), PretendSpace("not carried")
    await peer.found(space)

    with pytest.raises(AssertionError, match="full"):
        await peer.found(other)


async def test_a_view_that_was_dropped_from_memory_is_read_again(config: RelayConfig, start_relay: StartRelay) -> None:
    relay = await start_relay(msgspec.structs.replace(config, spaces_cached_max=1))
    peer, one, two = await relay.greeted(), PretendSpace("cache 1"), PretendSpace("cache 2")
    await peer.found(one)
    await peer.found(two)
    for n in (1, 2, 3):
        assert (await peer.pushed(one, n, one.sealed())).n == n
        assert (await peer.pushed(two, n, two.sealed())).n == n


@pytest.mark.parametrize("start", [1, 2])
async def test_the_other_header_of_a_fork_is_held_as_proof(
    relay: RunningRelay, config: RelayConfig, start: int
) -> None:
    peer, space, clone = await relay.greeted(), PretendSpace("proof"), PretendSpace("proof")
    await peer.found(space)
    await peer.pushed(space, 1, space.sealed(1))
    other = clone.sealed(2, salt="clone")[start - 1]

    await peer.push(clone, start, [other])
    assert (await peer.receive(Refused)).code == Code.FORKED

    assert held_forks(config) == [(start, other.header)]


async def test_what_the_author_did_not_sign_proves_nothing(relay: RunningRelay, config: RelayConfig) -> None:
    peer, space, clone = await relay.greeted(), PretendSpace("no proof"), PretendSpace("no proof")
    await peer.found(space)
    await peer.pushed(space, 1, space.sealed(1))
    (other,) = clone.sealed(1, salt="clone")

    await peer.push(clone, 1, [type(other)(other.header, bytes(64), other.body)])
    assert (await peer.receive(Refused)).code == Code.FORKED

    assert held_forks(config) == []


def held_forks(config: RelayConfig) -> list[tuple[int, bytes]]:
    """Read the proofs, as an operator would: beside the running relay."""
    db = sqlite3.connect(f"file:{config.data}?mode=ro", uri=True)
    try:
        return db.execute("SELECT n, header FROM fork").fetchall()
    finally:
        db.close()
