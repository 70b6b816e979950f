"""Recording several wishes as one: all of them durably, or none, and nothing half done in a snapshot."""

from collections.abc import Iterator, Sequence
from typing import overload

import pytest

from tests.support.memory_log import Crash, MemoryLog
from tests.support.memory_shares import MemoryShares
from tests.support.world import pretend_world
from whyward.journal.errors import Refused
from whyward.journal.folding.nouns import VALUES
from whyward.journal.founding import found_space
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.values import AddValue
from whyward.journal.journal import Journal, Shell, open_journal
from whyward.journal.log import Log, load_control
from whyward.journal.ports import Connection

DATA_KEY = bytes(32)


class NoTransport:
    """There is no relay here."""

    async def connect(self, url: str) -> Connection:
        """Nobody connects."""
        raise AssertionError(url)


class KeptSnapshot:
    """A snapshot in memory."""

    def __init__(self) -> None:
        """Start without one."""
        self.saved: bytes | None = None

    def load(self) -> bytes | None:
        """Return the last one."""
        return self.saved

    def save(self, sealed: bytes) -> None:
        """Replace it."""
        self.saved = sealed


async def opened(store: MemoryLog, snapshots: KeptSnapshot) -> Journal:
    """Open a journal over a store, founding it first if it is new."""
    world = pretend_world("recording")
    if not store.rows.statement_list:
        founded = await found_space(store, DATA_KEY, world, None)
        store.keys = founded.keys
    control = await load_control(store, world.crypto)
    assert store.keys is not None
    return await open_journal(
        Log(store, store.keys, control, world), Shell(NoTransport(), snapshots, snapshots, DATA_KEY, MemoryShares())
    )


class Interrupting(Sequence[Intention]):
    """Wishes between which somebody tries to save a snapshot."""

    def __init__(self, wishes: Sequence[Intention], journal: Journal) -> None:
        """Save through this journal."""
        self._wishes = wishes
        self._journal = journal

    def __iter__(self) -> Iterator[Intention]:
        """Yield a wish, then try."""
        for wish in self._wishes:
            yield wish
            self._journal.save_snapshot()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._wishes)

    @overload
    def __getitem__(self, index: int) -> Intention: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Intention]: ...
    def __getitem__(self, index: int | slice) -> Intention | Sequence[Intention]:
        """Return one or some."""
        return self._wishes[index]


def names(journal: Journal) -> list[str]:
    """Return the names of all values."""
    return sorted(value.name for value in journal.pages.all(VALUES))


async def test_a_batch_with_a_refused_wish_records_none_of_it() -> None:
    """The second names what is there already."""
    store = MemoryLog()
    journal = await opened(store, KeptSnapshot())

    with pytest.raises(Refused):
        await journal.record_all([AddValue(name="Kindness"), AddValue(name="Courage"), AddValue(name="kindness")])

    assert names(journal) == []
    assert await store.size() == (0, 0)
    await journal.record_all([AddValue(name="Kindness"), AddValue(name="Courage")])
    assert names(journal) == ["Courage", "Kindness"]


async def test_no_snapshot_holds_what_did_not_become_durable() -> None:
    """A crash at the commit, after somebody tried to save the pages between two wishes."""
    store, snapshots = MemoryLog(), KeptSnapshot()
    journal = await opened(store, snapshots)
    await journal.record(AddValue(name="Calm"))
    store.crash_in = 1
    wishes = [AddValue(name="Kindness"), AddValue(name="Courage"), AddValue(name="Honesty")]

    with pytest.raises(Crash):
        await journal.record_all(Interrupting(wishes, journal))

    again = await opened(store, snapshots)
    assert names(again) == ["Calm"]


async def test_snapshots_are_saved_again_once_a_batch_is_durable() -> None:
    """The rule does not outlive the batch."""
    store, snapshots = MemoryLog(), KeptSnapshot()
    journal = await opened(store, snapshots)
    await journal.record_all([AddValue(name="Kindness"), AddValue(name="Courage")])

    journal.save_snapshot()

    assert snapshots.saved is not None
    assert names(await opened(store, snapshots)) == ["Courage", "Kindness"]


async def test_what_was_wished_together_is_one_act_and_taken_back_together() -> None:
    journal = await opened(MemoryLog(), KeptSnapshot())
    done = await journal.record_all([AddValue(name="Kindness"), AddValue(name="Courage")])
    assert len({event.act for event in done.events}) == 1

    await journal.record(Undo())
    assert journal.pages.all(VALUES) == []
