"""Several tasks at the same shares: pages that are looked at while a round goes on behind them."""

import asyncio

import pytest

from tests.support.memory_log import MemoryLog
from tests.support.memory_shares import MemoryShares
from tests.support.share_people import sharing


async def test_two_tasks_that_look_at_once_open_a_share_once(relay_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = await sharing(relay_url)
    again = await pair.owner.copied("again")
    opened: list[str] = []
    really_open = MemoryShares.open

    async def slowly(self: MemoryShares, name: str) -> MemoryLog | None:
        opened.append(name)
        await asyncio.sleep(0)
        return await really_open(self, name)

    monkeypatch.setattr(MemoryShares, "open", slowly)

    one, other = await asyncio.gather(again.journal.shares(), again.journal.shares())

    assert len(opened) == 1
    assert [share.name for share in one.all()] == [share.name for share in other.all()] == ["Dr R"]
