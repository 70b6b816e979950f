"""Many pushes, one durable commit; and what becomes of pushes when the commit fails."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from tests.support.relay_peer import PretendSpace
from tests.support.relay_store import ObservedStore
from whyward.protocol.errors import Code
from whyward.relay.config import RelayConfig
from whyward.relay.errors import StoreError
from whyward.relay.group_commit import GroupCommit
from whyward.relay.store import NewSpace, Write


def writes(count: int) -> list[Write]:
    """Found so many spaces."""
    spaces = [PretendSpace(f"space {number}") for number in range(count)]
    return [NewSpace(space.space_id, space.control[0]) for space in spaces]


@asynccontextmanager
async def committing(
    config: RelayConfig, bytes_max: int = 1 << 20
) -> AsyncGenerator[tuple[ObservedStore, GroupCommit], None]:
    """Run a group commit over an observed store."""
    observed = ObservedStore()
    async with observed.open(config) as store:
        commits = GroupCommit(store, bytes_max=bytes_max)
        running = asyncio.create_task(commits.run())
        yield observed, commits
        commits.stop()
        await running


async def test_what_comes_during_a_commit_is_one_commit(config: RelayConfig) -> None:
    async with committing(config) as (store, commits):
        store.gate.clear()
        first = asyncio.create_task(commits.write(writes(1)[0]))
        await store.begun(1)
        others = [asyncio.create_task(commits.write(write)) for write in writes(20)[1:]]
        await asyncio.sleep(0.01)
        store.gate.set()
        seqs = await asyncio.gather(first, *others)

    assert [len(batch) for batch in store.batches] == [1, 19]
    assert seqs == list(range(1, 21))


async def test_nobody_is_answered_before_the_commit(config: RelayConfig) -> None:
    async with committing(config) as (store, commits):
        store.gate.clear()
        waiting = [asyncio.create_task(commits.write(write)) for write in writes(3)]
        await store.begun(1)
        assert not any(task.done() for task in waiting)
        store.gate.set()
        await asyncio.gather(*waiting)


async def test_a_commit_is_bounded_in_bytes_but_never_empty(config: RelayConfig) -> None:
    async with committing(config, bytes_max=1) as (store, commits):
        await asyncio.gather(*(commits.write(write) for write in writes(3)))

    assert [len(batch) for batch in store.batches] == [1, 1, 1]


async def test_a_failing_commit_fails_everyone_in_it_and_nobody_after_it(config: RelayConfig) -> None:
    async with committing(config) as (store, commits):
        store.failure = StoreError("no room", code=Code.FULL, retry_after_ms=30_000)
        failed = await asyncio.gather(*(commits.write(write) for write in writes(3)), return_exceptions=True)
        store.failure = None
        kept = await asyncio.gather(*(commits.write(write) for write in writes(3)))

    assert [(type(error), getattr(error, "code", None)) for error in failed] == [(StoreError, Code.FULL)] * 3
    assert kept == [1, 2, 3]


async def test_a_waiter_that_gave_up_does_not_disturb_the_others(config: RelayConfig) -> None:
    async with committing(config) as (store, commits):
        store.gate.clear()
        one, two = (asyncio.create_task(commits.write(write)) for write in writes(2))
        await store.begun(1)
        one.cancel()
        store.gate.set()

        assert await two == 2


async def test_stopping_finishes_what_waits_and_takes_nothing_new(config: RelayConfig) -> None:
    async with committing(config) as (store, commits):
        store.gate.clear()
        waiting = asyncio.create_task(commits.write(writes(1)[0]))
        await store.begun(1)
        commits.stop()
        with pytest.raises(StoreError, match="stopping"):
            await commits.write(writes(2)[1])
        store.gate.set()

        assert await waiting == 1
