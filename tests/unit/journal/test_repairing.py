"""Repairing: damaged records are fetched again, or set aside; nothing is made up, and no number is used twice."""

import msgspec
import pytest

from tests.support.memory_folder import MemoryFolder
from tests.support.memory_log import MemoryLog
from tests.support.sim_person import founder, joined, opened, run_of
from tests.unit.journal.test_checking import flipped
from whyward.journal.checking import check_log
from whyward.journal.errors import Damaged
from whyward.journal.folder.carrying import carry_folder
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.log import Log
from whyward.journal.recording import record
from whyward.journal.refetching import FolderSource
from whyward.journal.repairing import DAMAGED, mend_control, repair, space_of
from whyward.protocol.ids import DeviceId
from whyward.protocol.statements import SignedStatement

HELLO = WriteEntry(body="Hello.")


async def two() -> tuple[Log, MemoryLog, Log, FolderSource, MemoryFolder]:
    """Return a device that holds four records of its own and three of another, and a folder that holds all."""
    here, store = await founder()
    there, there_store = await joined(here)
    for _ in range(3):
        await record(there, [HELLO])
    for _ in range(4):
        await record(here, [HELLO])
    await here.take_segments(there.keys.device_id, 1, run_of(there_store, there))
    stick = MemoryFolder()
    await carry_folder(here, stick)
    return here, store, there, FolderSource(stick, here.control.space_id), stick


def spoil_body(store: MemoryLog, device: DeviceId, n: int) -> None:
    """Flip a bit of a stored body."""
    run = store.rows.series[device]
    segment = run[n - 1].segment
    run[n - 1] = run[n - 1]._replace(segment=msgspec.structs.replace(segment, body=flipped(segment.body, 40)))


@pytest.mark.parametrize("part", ["header", "body", "signature", "hash"])
@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize("n", [1, 2, 3])
async def test_a_damaged_record_is_fetched_again_and_all_is_as_it_was(*, is_own: bool, part: str, n: int) -> None:
    here, store, there, source, _ = await two()
    device = (here if is_own else there).keys.device_id
    before, state = store.rows.copied(), here.pages.state_hash()
    run = store.rows.series[device]
    if part == "hash":
        run[n - 1] = run[n - 1]._replace(hash=flipped(run[n - 1].hash, 3))
    else:
        segment = run[n - 1].segment
        damaged = msgspec.structs.replace(segment, **{part: flipped(getattr(segment, part), 50)})
        run[n - 1] = run[n - 1]._replace(segment=damaged)

    report = await check_log(here, read_data=False)
    repaired = await repair(here, report, source)

    assert [damage.after_n for damage in repaired.whole] == [n - 1]
    assert not repaired.cut
    assert not repaired.left
    assert store.rows.series == before.series
    assert not store.rows.quarantine_set
    assert here.pages.state_hash() == state
    assert not (await check_log(here, read_data=True)).findings


async def test_what_nobody_hands_over_of_another_device_is_cut_and_comes_with_the_next_sync() -> None:
    here, store, there, _, stick = await two()
    device, state = there.keys.device_id, here.pages.state_hash()
    spoil_body(store, device, 2)

    repaired = await repair(here, await check_log(here, read_data=False), None)

    assert [damage.after_n for damage in repaired.cut] == [1]
    assert here.pages.heads[device].n == 1
    assert {(n, code) for _, n, code, _ in store.rows.quarantine_set} == {(2, DAMAGED), (3, DAMAGED)}
    assert not (await check_log(here, read_data=True)).findings
    await carry_folder(here, stick)
    assert here.pages.state_hash() == state


async def test_our_own_series_is_never_cut() -> None:
    """A number that was used must not be used again; its bytes stay as they are."""
    here, store, _, _, _ = await two()
    me = here.keys.device_id
    spoil_body(store, me, 3)
    before = store.rows.copied()

    repaired = await repair(here, await check_log(here, read_data=False), None)

    assert [damage.after_n for damage in repaired.left] == [2]
    assert store.rows == before
    await record(here, [HELLO])
    assert here.pages.heads[me].n == 5


async def test_what_was_recorded_after_the_last_sync_stays_behind_what_was_fetched() -> None:
    """The folder holds four records; the fifth and sixth are only here."""
    here, store, _, source, _ = await two()
    me = here.keys.device_id
    for _ in range(2):
        await record(here, [HELLO])
    before = store.rows.copied()
    spoil_body(store, me, 2)

    repaired = await repair(here, await check_log(here, read_data=False), source)

    assert repaired.whole
    assert store.rows.series == before.series


async def test_a_damaged_record_that_only_this_device_had_is_left_though_others_are_there() -> None:
    here, store, _, source, _ = await two()
    me = here.keys.device_id
    await record(here, [HELLO])
    spoil_body(store, me, 5)

    repaired = await repair(here, await check_log(here, read_data=False), source)

    assert [damage.after_n for damage in repaired.left] == [4]
    assert len(store.rows.series[me]) == 5


async def test_a_folder_that_hands_over_something_else_mends_nothing() -> None:
    """The copy in the folder is damaged as well: it is not believed."""
    here, store, there, _, stick = await two()
    device = there.keys.device_id
    for name in stick.names(".segments"):
        stick.files[name] = flipped(stick.files[name], 900)
    spoil_body(store, device, 1)
    own = store.rows.copied().series[here.keys.device_id]

    repaired = await repair(here, await check_log(here, read_data=False), FolderSource(stick, here.control.space_id))

    assert repaired.cut
    assert device not in here.pages.heads
    assert store.rows.series[here.keys.device_id] == own


async def test_a_row_that_is_gone_is_fetched_again() -> None:
    here, store, there, source, _ = await two()
    device = there.keys.device_id
    whole = list(store.rows.series[device])
    store.rows.series[device] = [whole[0], whole[2], whole[2]]

    repaired = await repair(here, await check_log(here, read_data=False), source)

    assert repaired.whole
    assert store.rows.series[device] == whole


@pytest.mark.parametrize("index", [0, 1])
async def test_a_damaged_control_log_is_fetched_again(index: int) -> None:
    here, store, _, source, _ = await two()
    whole = list(store.rows.statement_list)
    signed = whole[index]
    store.rows.statement_list[index] = SignedStatement(flipped(signed.raw, 90), signed.signature)

    assert await space_of(store) is not None
    assert await mend_control(store, here.world.crypto, source) == index

    assert store.rows.statement_list == whole
    assert (await opened(store)).pages.state_hash() == here.pages.state_hash()


async def test_a_control_log_of_somebody_else_or_a_shorter_one_mends_nothing() -> None:
    here, store, _, _, _ = await two()
    other, _ = await founder("somebody else")
    await joined(other, "theirs")
    stick = MemoryFolder()
    await carry_folder(other, stick)
    first = (await founder())[0]
    short = MemoryFolder()
    await carry_folder(first, short)
    signed = store.rows.statement_list[1]
    store.rows.statement_list[1] = SignedStatement(flipped(signed.raw, 90), signed.signature)
    before = store.rows.copied()

    for folder, space in ((stick, other.control.space_id), (short, first.control.space_id)):
        with pytest.raises(Damaged, match="does not continue"):
            await mend_control(store, here.world.crypto, FolderSource(folder, space))
    assert store.rows == before


async def test_a_sound_control_log_is_left_alone() -> None:
    here, store, _, source, _ = await two()

    assert await mend_control(store, here.world.crypto, source) is None
