"""Several tasks at the same shares: pages that are looked at while a round goes on behind them."""

import asyncio

import pytest

from tests.support.memory_log import MemoryLog
from tests.support.memory_shares import MemoryShares
from tests.support.share_people import Pair, sharing, synced
from tests.support.trust_people import Person, next_device
from whyward.protocol.statements import Party


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


def came_in(person: Person, party: Party) -> int:
    """Return how many devices of a side ever came into the only share that a device is in."""
    (log,) = person.journal._shelf._open.values()
    return sum(member.party is party for member in (*log.control.members.values(), *log.control.former.values()))


async def sync_shares_twice_at_once(person: Person) -> None:
    """What is sent now by hand meets the round that goes on behind the pages."""
    shares = await person.journal.shares()
    rounds = await asyncio.gather(shares.sync(), shares.sync())
    assert [one.error for carried in rounds for one in carried if one.error is not None] == []


@pytest.mark.parametrize("side", ["owner", "guest"])
async def test_two_rounds_at_once_on_a_fresh_device_come_in_as_one(relay_url: str, side: str) -> None:
    """Else the second comes in as another device, whose keys nobody keeps, and is the one that is noted."""
    pair: Pair = await sharing(relay_url)
    first, party = (pair.owner, Party.OWNER) if side == "owner" else (pair.guest, Party.GUEST)
    fresh = await next_device(first, "phone")
    await synced(first)
    before = came_in(first, party)
    await fresh.sync()

    await sync_shares_twice_at_once(fresh)

    assert came_in(fresh, party) == before + 1
