"""A task that is cancelled at any step of a turn leaves a log that others can go on with."""

import asyncio
from pathlib import Path

import pytest

from whyward.adapters.log_store import FileLog, create_log


async def _put(store: FileLog) -> None:
    async with store.turn() as turn:
        await turn.put("name", b"value")


@pytest.mark.parametrize("steps", range(6))
async def test_a_cancelled_turn_leaves_no_transaction_behind(tmp_path: Path, steps: int) -> None:
    """The step that was under way on the connection's thread is done all the same; what it began must be undone."""
    store = await create_log(tmp_path / "journal.db")
    try:
        task = asyncio.create_task(_put(store))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

        await _put(store)

        assert await store.get("name") == b"value"
    finally:
        await store.close()
