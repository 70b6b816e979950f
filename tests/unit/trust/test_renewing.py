"""A copy of a folder becomes a device of its own: no number is used twice, and no event of either copy is lost."""

from contextlib import suppress

import pytest

from tests.support.memory_log import Crash
from tests.support.trust_people import Person, first_device, next_device, opened, settled
from whyward.protocol.ids import DeviceId
from whyward.protocol.members import Standing


async def three(url: str) -> tuple[Person, Person]:
    """A device with some records, and a second one that watches."""
    anna, _ = await first_device(url)
    await anna.journal.name_device("Laptop")
    await anna.choose("Courage")
    await anna.sync()
    phone = await next_device(anna, "phone")
    await settled(anna, phone)
    return anna, phone


def agree(*people: Person) -> None:
    """All hold the same, byte for byte, without an alarm."""
    assert len({person.journal.pages.state_hash() for person in people}) == 1
    assert len({person.log.control.head for person in people}) == 1


async def test_the_copy_that_comes_second_goes_on_as_a_new_device(relay_url: str) -> None:
    anna, phone = await three(relay_url)
    old = anna.journal.device_id
    copy = await anna.copied("copy")
    await anna.choose("From the first")
    await copy.choose("From the copy", "And one more")
    await anna.sync()

    await copy.sync()

    assert copy.journal.device_id != old
    assert copy.log.control.members[old].standing is Standing.RENEWED
    await settled(anna, phone, copy)
    assert anna.names() == {"Courage", "From the first", "From the copy", "And one more"}
    agree(anna, phone, copy)
    assert await anna.alarms() == await phone.alarms() == await copy.alarms() == set()


async def test_the_copy_that_came_first_goes_on_as_a_new_device_too(relay_url: str) -> None:
    """What it had recorded meanwhile, with the old name, is not lost either."""
    anna, phone = await three(relay_url)
    old = anna.journal.device_id
    copy = await anna.copied("copy")
    await anna.choose("One")
    await copy.choose("Two")
    await anna.sync()
    await anna.choose("Three")
    await copy.sync()

    await settled(anna, copy, phone)

    assert old not in {anna.journal.device_id, copy.journal.device_id}
    assert phone.names() == {"Courage", "One", "Two", "Three"}
    agree(anna, phone, copy)
    assert {device.name for device in copy.journal.devices() if not device.is_recovery} >= {"Laptop"}


async def test_a_restored_backup_takes_its_own_end_from_the_relay_and_goes_on(relay_url: str) -> None:
    """Nothing was recorded in it yet: there is no other copy to be told apart from."""
    anna, phone = await three(relay_url)
    backup = await anna.copied("backup")
    await anna.choose("After the backup")
    await anna.sync()

    await backup.sync()
    await backup.choose("From the backup")
    await settled(backup, phone)

    assert backup.journal.device_id == anna.journal.device_id
    assert phone.names() == {"Courage", "After the backup", "From the backup"}
    agree(backup, phone)
    assert await phone.alarms() == await backup.alarms() == set()


async def test_a_restored_backup_that_was_written_to_first_loses_nothing(relay_url: str) -> None:
    anna, phone = await three(relay_url)
    backup = await anna.copied("backup")
    await anna.choose("After the backup", "And later")
    await anna.sync()
    await backup.choose("From the backup")

    await settled(backup, phone)

    assert phone.names() == {"Courage", "After the backup", "And later", "From the backup"}
    agree(backup, phone)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("after_commit", [False, True])
async def test_a_renewal_that_is_interrupted_anywhere_is_gone_on_from(
    relay_url: str, turn: int, *, after_commit: bool
) -> None:
    anna, phone = await three(relay_url)
    copy = await anna.copied("copy")
    await anna.choose("One")
    await copy.choose("Two")
    await anna.sync()
    copy.store.crash_in, copy.store.crash_after_commit = turn, after_commit
    with suppress(Crash):  # A sync may take fewer turns than that; then nothing is interrupted.
        await copy.sync()

    copy.store.crash_in = None
    again = await opened(copy.store, "again")
    await settled(again, phone)

    assert {"Courage", "One", "Two"} <= phone.names()
    agree(again, phone)
    numbers: dict[DeviceId, int] = {device: tail.n for device, tail in phone.log.pages.heads.items()}
    assert len(numbers) >= 2


async def test_a_copy_that_knows_it_was_renewed_goes_on_recording_and_is_sound(relay_url: str) -> None:
    """Away from everybody again: what it seals waits here to be sealed anew, and no check calls it damaged."""
    anna, phone = await three(relay_url)
    copy = await anna.copied("copy")
    await anna.choose("One")
    await copy.choose("Two")
    await anna.sync()
    await copy.sync()
    await anna.log.take_statements(2, (await copy.store.statements(0))[2:])

    await anna.choose("Three")

    report = await anna.journal.check(read_data=True)
    assert report.findings == []
    assert report.segments == anna.log.pages.heads[anna.journal.device_id].n == 4
    await settled(anna, copy, phone)
    assert phone.names() == {"Courage", "One", "Two", "Three"}
    agree(anna, phone, copy)
