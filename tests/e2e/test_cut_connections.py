"""A connection that is cut after any byte, either way: case 34. Real sockets and a real relay; the logs are in memory.

`just cut-every-byte` cuts after every single one; here, after one in so many.
"""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.support.cutting_wire import CuttingWire, Way, cutting_wire
from tests.support.relay_running import running_relay
from tests.support.sim_device import DATA_KEY
from tests.support.sim_person import founder, joined, opened
from whyward.adapters.relay_socket import RelaySockets
from whyward.journal.errors import JournalError
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.key_box import KeyBox
from whyward.journal.log import Log
from whyward.journal.recording import record
from whyward.journal.syncing import Carried
from whyward.journal.trust.upkeep import Keeper
from whyward.relay.config import RelayConfig

CUTS_EACH = 25
"""Cuts that one pair of devices goes through."""

STRIDE = int(os.environ.get("WHYWARD_CUT_STRIDE", "29"))


@asynccontextmanager
async def wired_relay(folder: Path) -> AsyncGenerator[CuttingWire]:
    """Run a relay at the far end of a wire."""
    async with cutting_wire() as wire:
        config = RelayConfig(data=str(folder / "relay.sqlite3"), port=0, public_hosts=(wire.host,))
        async with running_relay(config) as relay:
            wire.target_port = int(relay.host.rpartition(":")[2])
            yield wire


async def sync(log: Log, wire: CuttingWire, cut: tuple[Way, int] | None = None) -> Carried | None:
    """Sync over the wire; None if it was cut."""
    wire.cut = cut
    box = KeyBox(DATA_KEY, log.world.crypto, log.world.entropy)
    try:
        line = await Keeper(log, box, lambda: RelaySockets().connect(wire.url)).settled()
    except JournalError:
        assert cut is not None
        return None
    await line.close()
    return line.syncing.carried


async def write(log: Log) -> None:
    """Record two entries, each a segment of its own."""
    for body in ("Tea on the steps.", "Rain."):
        await record(log, [WriteEntry(body=body)])


async def assert_whole(log: Log) -> None:
    """What was folded bit by bit is what the log holds, and nobody raised an alarm."""
    afresh = await opened(log.store)
    assert afresh.pages.heads == log.pages.heads
    assert afresh.pages.state_hash() == log.pages.state_hash()
    assert await log.store.alarms() == []
    assert await log.store.quarantine_list() == []


async def assert_cuts_are_made_good(way: Way, cuts: list[int], wire: CuttingWire) -> int:
    """Let two devices write and sync, and cut one of them off at each of these bytes; return how long a sync was."""
    laptop, _ = await founder(f"{way} {cuts[0]} laptop")
    phone, _ = await joined(laptop, f"{way} {cuts[0]} phone")
    await write(laptop)
    await write(phone)
    await sync(laptop, wire)
    await sync(phone, wire)
    size = wire.passed[way]
    for at in cuts:
        await sync(laptop, wire)
        await write(laptop)
        await write(phone)
        await sync(laptop, wire)
        await sync(phone, wire, (way, at))
        await assert_whole(phone)
        await sync(phone, wire)
    await sync(laptop, wire)
    await assert_whole(laptop)

    assert sum(tail.n for tail in phone.pages.heads.values()) == 4 * (1 + len(cuts))
    assert laptop.pages.heads == phone.pages.heads
    assert laptop.pages.state_hash() == phone.pages.state_hash()
    return size


@pytest.mark.parametrize("way", ["sent", "received"])
async def test_a_sync_that_is_cut_anywhere_is_made_good_by_the_next(way: Way, tmp_path: Path) -> None:
    """Both devices have written; one of them is cut off. No event is lost or doubled, no batch is half there.

    The devices are new ones now and then: what is compared each time would grow and grow.
    """
    async with wired_relay(tmp_path) as wire:
        at, size = 0, 1
        while at < size:
            cuts = list(range(at, at + STRIDE * CUTS_EACH, STRIDE))
            size = await assert_cuts_are_made_good(way, cuts, wire)
            at = cuts[-1] + STRIDE

        assert wire.cuts >= size // STRIDE


@pytest.mark.parametrize("way", ["sent", "received"])
async def test_a_first_sync_that_is_cut_anywhere_is_made_good_by_the_next(way: Way, tmp_path: Path) -> None:
    """A space is founded at the relay once, however often its founding was cut off."""
    async with wired_relay(tmp_path) as wire:
        at = 0
        while True:
            log, _ = await founder(f"{way} {at}")
            await write(log)
            cut = await sync(log, wire, (way, at))
            carried = await sync(log, wire)
            await assert_whole(log)

            assert carried is not None
            assert (await log.store.kept())[log.keys.device_id] == 2
            if cut is not None:
                break
            at += STRIDE
        assert wire.cuts
