"""Trust without any relay: copies, removals, branches and rotations over a folder that devices share."""

from pathlib import Path

from tests.support.memory_log import MemoryLog
from tests.support.trust_people import CRYPTO, DATA_KEY, Person, opened
from tests.support.world import HandClock, SeededEntropy
from whyward.adapters.carrier_folder import FolderOnDisk
from whyward.journal.device_keys import new_keys
from whyward.journal.founding import found_space, settle_in
from whyward.journal.log import World
from whyward.journal.trust.changing import alone, change
from whyward.journal.trust.sayings import admission
from whyward.protocol.errors import Code
from whyward.protocol.members import Standing
from whyward.protocol.statements import possession_message


async def founder() -> Person:
    """A device without a relay."""
    store = MemoryLog()
    await found_space(store, DATA_KEY, World(CRYPTO, HandClock(), SeededEntropy("folder")), None)
    return await opened(store, "folder open")


async def second(trusted: Person, seed: str) -> Person:
    """Let one more device in by hand."""
    keys = new_keys(SeededEntropy(seed), CRYPTO)
    proof = keys.signer.sign(possession_message(trusted.log.control.space_id, keys.device_id))
    saying = admission(trusted.log, keys.sign_pk, keys.kem_pk, keys.device_id, proof)
    await change(trusted.log, saying, alone(trusted.log))
    store = MemoryLog()
    world = World(CRYPTO, HandClock(), SeededEntropy(seed))
    await settle_in(store, DATA_KEY, world, keys, await trusted.store.statements(0), None)
    return await opened(store, seed + " open")


async def carry(folder: Path, *people: Person) -> None:
    """Everybody goes to the folder twice, in turn."""
    for _ in range(2):
        for person in people:
            await person.journal.sync_folder(FolderOnDisk(folder))


async def test_two_copies_that_meet_in_a_folder_both_become_new_and_lose_nothing(tmp_path: Path) -> None:
    anna = await founder()
    await anna.choose("Courage")
    phone = await second(anna, "phone")
    await carry(tmp_path, anna, phone)
    old = anna.journal.device_id
    copy = await anna.copied("copy")
    await anna.choose("One")
    await copy.choose("Two")

    await carry(tmp_path, anna, copy, phone)
    await carry(tmp_path, anna, copy, phone)

    assert phone.names() == anna.names() == copy.names() == {"Courage", "One", "Two"}
    assert len({person.journal.pages.state_hash() for person in (anna, phone, copy)}) == 1
    assert copy.log.control.members[old].standing is Standing.RENEWED
    assert old not in {anna.journal.device_id, copy.journal.device_id}


async def test_a_device_is_removed_over_a_folder(tmp_path: Path) -> None:
    anna = await founder()
    phone = await second(anna, "phone")
    tablet = await second(anna, "tablet")
    await carry(tmp_path, anna, phone, tablet)

    await anna.journal.trust(FolderOnDisk(tmp_path)).remove(phone.journal.device_id)
    await anna.choose("After")
    await carry(tmp_path, anna, tablet)

    assert phone.journal.device_id in tablet.log.control.former
    assert tablet.names() == {"After"}


async def test_two_branches_on_a_synced_drive_end_as_one(tmp_path: Path) -> None:
    """Each device wrote to its own replica; the replicas meet later."""
    anna = await founder()
    phone = await second(anna, "phone")
    tablet = await second(anna, "tablet")
    here, there, met = tmp_path / "here", tmp_path / "there", tmp_path / "met"
    for place in (here, there, met):
        place.mkdir()
        await carry(place, anna, phone, tablet)
    await anna.journal.trust(FolderOnDisk(here)).remove(tablet.journal.device_id)
    await anna.choose("On one branch")
    await phone.journal.trust(FolderOnDisk(there)).rotate()
    await phone.choose("On the other")

    await carry(met, anna, phone)
    await carry(met, anna, phone)

    assert anna.log.control.head == phone.log.control.head
    assert tablet.journal.device_id in phone.log.control.former
    assert anna.names() == phone.names() == {"On one branch", "On the other"}
    assert Code.CONTROL_FORKED in await phone.alarms()


async def test_an_old_key_makes_way_over_a_folder_only_where_there_is_no_relay(tmp_path: Path) -> None:
    """Two places that rotate by themselves would give two epochs to one index."""
    anna = await founder()
    await anna.choose("Courage")
    await carry(tmp_path, anna)
    anna.clock.ms += 91 * 24 * 60 * 60 * 1000
    with_relay = await anna.copied("with relay")
    with_relay.clock.ms = anna.clock.ms
    await with_relay.journal.use_relay("https://relay.example")

    await carry(tmp_path, with_relay)
    assert with_relay.log.control.epoch.body.number == 0
    await carry(tmp_path, anna)

    assert anna.log.control.epoch.body.number == 1
