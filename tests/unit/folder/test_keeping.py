"""Upkeep over a folder alone: copies become new devices, forks end the same for everybody, and nothing is lost."""

from tests.support.memory_folder import MemoryFolder
from tests.support.memory_log import MemoryLog
from tests.support.sim_device import DATA_KEY
from tests.support.sim_person import founder, joined, opened
from whyward.journal.folder.carrying import FolderCarried
from whyward.journal.folder.keeping import FolderKeeper
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.key_box import KeyBox
from whyward.journal.log import Log
from whyward.journal.recording import record
from whyward.protocol.errors import Code


async def synced(log: Log, stick: MemoryFolder) -> FolderCarried:
    """Sync over a folder, and do what is due."""
    box = KeyBox(DATA_KEY, log.world.crypto, log.world.entropy)
    return await FolderKeeper(log, box, stick).carried()


async def test_a_copy_that_writes_too_becomes_a_new_device_and_loses_nothing() -> None:
    here, store = await founder()
    there, _ = await joined(here)
    stick = MemoryFolder()
    await record(here, [WriteEntry(body="Before the copy.")])
    for log in (here, there):
        await synced(log, stick)
    copy_store = MemoryLog()
    copy_store.rows = store.rows.copied()
    copy = await opened(copy_store, "copy")
    shared = here.keys.device_id
    await record(here, [WriteEntry(body="In the first.")])
    await record(copy, [WriteEntry(body="In the copy.")])
    await synced(here, stick)
    files = dict(stick.files)

    await synced(copy, stick)
    for log in (here, there, copy, here):
        await synced(log, stick)
    last = await synced(there, stick)

    assert copy.keys.device_id != here.keys.device_id
    of_both = [name for name in stick.names(".segments") if shared.hex() in name]
    assert len(of_both) == len({name.split("-")[2] for name in of_both}), "no number was shown twice"
    assert files.items() <= stick.files.items()
    assert not last.has_diverged
    assert last.waiting == 0
    assert here.pages.count() == 3
    states = {log.pages.state_hash() for log in (here, there, copy)}
    assert len(states) == 1


async def test_two_control_logs_that_meet_in_a_folder_end_as_one() -> None:
    """Two replicas of a synced drive gave one name twice; the rule of the fork decides, for everybody alike."""
    here, store = await founder()
    there, there_store = await joined(here, "second", is_known=False)
    other, other_store = await joined(here, "other", is_known=True)
    stick = MemoryFolder()

    for log in (there, here, other, there, here, other):
        await synced(log, stick)

    assert len({log.control.head for log in (here, there, other)}) == 1
    raised = [{alarm.code for alarm in one.rows.alarm_list} for one in (store, there_store, other_store)]
    assert any(Code.CONTROL_FORKED in codes for codes in raised)
