"""Case 72: the state folded from zero, the one that grew with every act, and the one from a snapshot are one state."""

import random

import pytest

from tests.support.memory_log import MemoryLog
from tests.support.memory_shares import MemoryShares
from tests.support.sim_person import joined, run_of
from tests.support.world import pretend_world
from tests.unit.sync.test_recording import DATA_KEY, KeptSnapshot, NoTransport, opened
from whyward.journal.checking import Saved, check_log
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.values import AddValue, RewordValue
from whyward.journal.journal import Journal, Shell, open_journal
from whyward.journal.log import Log, load_control
from whyward.journal.pages import Pages
from whyward.journal.recording import record


def wish(dice: random.Random, number: int) -> Intention:
    """Think of something to record."""
    if number == 0:
        return AddValue(name="Kindness")
    wishes: list[Intention] = [
        AddValue(name=f"Value {number}"),
        WriteEntry(body=f"Entry {number}."),
        RewordValue(value="Kindness", own_words=f"In other words {number}."),
    ]
    return dice.choice(wishes)


async def reopened(store: MemoryLog, snapshots: KeptSnapshot, seed: str) -> Journal:
    """Open it in another process: with dice of its own, and the pages of the last snapshot."""
    world = pretend_world(seed)
    assert store.keys is not None
    log = Log(store, store.keys, await load_control(store, world.crypto), world)
    return await open_journal(log, Shell(NoTransport(), snapshots, snapshots, DATA_KEY, MemoryShares()))


async def lived(seed: int) -> tuple[Journal, KeptSnapshot]:
    """Return a journal that recorded, took in what another device wrote, and saved a snapshot on the way."""
    dice, store, snapshots = random.Random(seed), MemoryLog(), KeptSnapshot()
    journal = await opened(store, snapshots)
    other, other_store = await joined(journal._log, f"other {seed}")
    for number in range(12):
        await journal.record(wish(dice, number))
        await record(other, [WriteEntry(body=f"Elsewhere {number}.")])
        if dice.random() < 0.3:
            known = journal.pages.heads.get(other.keys.device_id)
            start = 1 if known is None else known.n + 1
            await journal._log.take_segments(other.keys.device_id, start, run_of(other_store, other, start))
        if dice.random() < 0.2:
            journal.save_snapshot()
        if dice.random() < 0.2:
            journal = await reopened(store, snapshots, f"{seed} {number}")
    return journal, snapshots


@pytest.mark.parametrize("seed", range(20))
async def test_three_ways_to_fold_give_one_state(seed: int) -> None:
    journal, snapshots = await lived(seed)

    report = await journal.check(read_data=True)

    assert report.bodies_read
    assert not report.findings
    live = journal.pages.state_hash()
    journal.save_snapshot()
    again = await reopened(store_of(journal), snapshots, "again")
    assert again.pages.state_hash() == live
    assert journal.pages.rebuilt().state_hash() == live


def store_of(journal: Journal) -> MemoryLog:
    """Return the store that a journal stands on."""
    store = journal._log.store
    assert isinstance(store, MemoryLog)
    return store


async def test_live_pages_that_differ_are_found() -> None:
    journal, _ = await lived(1)
    journal._log.pages = Pages()
    journal._log.pages.set_heads(dict((await journal._log.store.ends()).tail_by_device))

    findings = (await journal.check(read_data=True)).findings

    assert any("folded anew" in finding for finding in findings)


async def test_a_snapshot_that_says_something_else_is_found() -> None:
    """Sealed with the right key over the right ends, as only a bug of ours could make it."""
    journal, snapshots = await lived(2)
    log, whole = journal._log, journal._log.pages
    log.pages = Pages()
    log.pages.set_heads(whole.heads)
    journal.save_snapshot()
    log.pages = whole
    assert snapshots.saved is not None

    report = await check_log(log, read_data=True, saved=Saved(snapshots.saved, DATA_KEY))

    assert ["snapshot" in finding for finding in report.findings] == [True]


async def test_a_snapshot_of_another_log_is_no_finding() -> None:
    """It would not be used at a start either."""
    journal, _ = await lived(3)

    report = await check_log(journal._log, read_data=True, saved=Saved(b"rubbish", DATA_KEY))

    assert not report.findings
