"""A folder as a carrier: everything comes across, nothing is believed, and no bad manner of a folder loses anything."""

import pytest

from tests.support.memory_folder import MemoryFolder
from tests.support.memory_log import MemoryLog
from tests.support.sim_person import founder, joined
from whyward.journal.errors import Refused, Unreachable
from whyward.journal.folder.carrying import carry_folder
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.log import Log
from whyward.journal.recording import record


async def wrote(log: Log, count: int = 2) -> None:
    """Record some entries."""
    for n in range(count):
        await record(log, [WriteEntry(body=f"Entry {n}.")])


async def two() -> tuple[Log, MemoryLog, Log, MemoryLog]:
    """Return two devices that each wrote something; the second joined, and the first knows."""
    here, here_store = await founder()
    there, there_store = await joined(here)
    await wrote(here)
    await wrote(there, 3)
    return here, here_store, there, there_store


async def test_two_devices_that_share_only_a_folder_come_to_one_state() -> None:
    here, _, there, _ = await two()
    stick = MemoryFolder()

    gave = await carry_folder(here, stick)
    both = await carry_folder(there, stick)
    took = await carry_folder(here, stick)

    assert (gave.sent, gave.received) == (2, 0)
    assert (both.sent, both.received) == (3, 2)
    assert (took.sent, took.received) == (0, 3)
    assert here.pages.state_hash() == there.pages.state_hash()
    assert not gave.trouble
    assert (took.waiting, took.unusable, took.set_aside) == (0, 0, 0)


async def test_a_folder_in_step_is_left_as_it_is() -> None:
    here, _, there, _ = await two()
    stick = MemoryFolder()
    for log in (here, there, here):
        await carry_folder(log, stick)
    before = dict(stick.files)

    for log in (here, there):
        carried = await carry_folder(log, stick)
        assert (carried.sent, carried.received, carried.statements_given) == (0, 0, 0)
    assert stick.files == before


async def test_a_device_learns_of_a_third_one_from_the_folder_alone() -> None:
    """Statements come first; what speaks of them follows."""
    here, _ = await founder()
    there, _ = await joined(here)
    third, _ = await joined(there, "third")
    await wrote(third)
    stick = MemoryFolder()
    await carry_folder(third, stick)

    carried = await carry_folder(here, stick)

    assert carried.statements_taken == 1
    assert here.control.head == third.control.head
    assert here.pages.state_hash() == third.pages.state_hash()


async def test_nothing_counts_as_kept_because_of_a_folder() -> None:
    """It signs no receipt."""
    here, store, _, _ = await two()

    await carry_folder(here, MemoryFolder())

    assert await store.kept() == {}


async def test_any_file_may_be_deleted_and_is_given_again() -> None:
    """By whichever device holds it, not only by its author."""
    here, _, there, _ = await two()
    stick = MemoryFolder()
    for log in (here, there, here):
        await carry_folder(log, stick)
    for name in list(stick.files):
        whole = dict(stick.files)
        del stick.files[name]
        await carry_folder(there, stick)
        assert stick.files == whole


async def test_of_a_series_with_a_file_missing_the_start_is_taken_and_the_rest_waits() -> None:
    """A synced drive that has brought only half is no reason for an alarm."""
    here, store, there, _ = await two()
    stick = MemoryFolder()
    for _ in range(3):
        await wrote(there, 1)
        await carry_folder(there, stick)
    half = dict(stick.files)
    del stick.files[stick.names(".segments")[1]]

    carried = await carry_folder(here, stick)

    assert (carried.waiting, carried.unusable) == (1, 0)
    assert here.pages.heads[there.keys.device_id].n == 4
    assert not store.rows.alarm_list
    stick.files |= half
    assert (await carry_folder(here, stick)).waiting == 0
    assert here.pages.heads[there.keys.device_id].n == 6


async def test_series_of_a_device_whose_admission_is_not_there_yet_wait() -> None:
    here, store = await founder()
    there, _ = await joined(here, is_known=False)
    await wrote(there)
    stick = MemoryFolder()
    await carry_folder(there, stick)
    (admission,) = [name for name in stick.names(".statement") if "00000001" in name]
    kept = stick.files.pop(admission)

    assert (await carry_folder(here, stick)).waiting == 1
    assert not store.rows.alarm_list
    stick.files[admission] = kept
    assert (await carry_folder(here, stick)).waiting == 0
    assert here.pages.state_hash() == there.pages.state_hash()


async def test_a_folder_that_cannot_be_written_still_hands_over_what_it_holds() -> None:
    here, _, there, _ = await two()
    stick = MemoryFolder()
    await carry_folder(there, stick)
    stick.is_writable = False

    carried = await carry_folder(here, stick)

    assert carried.received == 3
    assert isinstance(carried.trouble, Refused)
    stick.is_writable = True
    assert (await carry_folder(here, stick)).sent == 2


@pytest.mark.parametrize("room", [0, 300, 5_000, 9_000])
async def test_a_full_folder_is_told_and_filled_later(room: int) -> None:
    here, _, there, _ = await two()
    stick = MemoryFolder()
    stick.room = room

    carried = await carry_folder(here, stick)
    assert isinstance(carried.trouble, Refused)
    stick.room = None
    for log in (here, there, here):
        assert (await carry_folder(log, stick)).trouble is None
    assert here.pages.state_hash() == there.pages.state_hash()


async def test_a_folder_that_goes_away_at_any_moment_loses_nothing() -> None:
    """Every call of two syncs is once the last one that finds it."""
    for moment in range(40):
        here, _, there, _ = await two()
        stick = MemoryFolder()
        await carry_folder(here, stick)
        stick.gone_in = moment
        try:
            is_away = (await carry_folder(there, stick)).trouble is not None
        except Unreachable:
            is_away = True
        stick.gone_in = None
        for log in (there, here):
            await carry_folder(log, stick)
        assert here.pages.state_hash() == there.pages.state_hash()
        if not is_away:
            break
    else:
        pytest.fail("the folder never stayed to the end")
