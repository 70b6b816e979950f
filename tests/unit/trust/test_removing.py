"""Removing a device: what it sealed up to its cut counts, nothing later, and it reads nothing later."""

import pytest

from tests.support.trust_people import Person, first_device, next_device, settled
from whyward.journal.errors import JournalError, Refused
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId


async def two(url: str) -> tuple[Person, Person]:
    """Two devices that have seen each other's values."""
    anna, _ = await first_device(url)
    await anna.choose("Courage")
    await anna.sync()
    phone = await next_device(anna, "phone")
    await phone.choose("Rest")
    await settled(anna, phone)
    return anna, phone


async def test_a_removed_device_neither_writes_nor_reads_what_comes_after(relay_url: str) -> None:
    anna, phone = await two(relay_url)
    known_epochs = len(phone.log.control.epochs)

    assert await anna.journal.trust().remove(phone.journal.device_id) == [phone.journal.device_id]
    await anna.choose("Honesty")
    await anna.sync()

    assert anna.names() == {"Courage", "Rest", "Honesty"}
    with pytest.raises(JournalError, match="removed"):
        await phone.sync()
    assert len(anna.log.control.epochs) == known_epochs + 1
    with pytest.raises(TheirFault):
        phone.log.opener.epoch_key(anna.log.control, anna.log.control.epoch.body.epoch_id)


async def test_what_a_device_wrote_too_late_waits_in_quarantine_and_is_taken_over_by_choice(relay_url: str) -> None:
    """The third device had merged more of the removed one than the remover knew."""
    anna, phone = await two(relay_url)
    laptop = await next_device(anna, "laptop")
    await settled(anna, phone, laptop)
    line = await (await anna.journal.keeper()).settled()
    await line.close()
    await phone.choose("Late")
    cut_at = anna.log.pages.heads[phone.journal.device_id]
    await laptop.log.take_segments(
        phone.journal.device_id,
        cut_at.n + 1,
        [item.segment for item in await phone.store.page(phone.journal.device_id, cut_at.n + 1, segments_max=9)],
    )
    assert "Late" in laptop.names()

    await anna.journal.trust().remove(phone.journal.device_id)
    await settled(anna, laptop)

    assert "Late" not in laptop.names()
    assert laptop.journal.pages.state_hash() == anna.journal.pages.state_hash()
    (lot,) = await laptop.journal.trust().quarantine()
    assert (lot.code, lot.count) == (Code.LATE, 1)
    assert [moment.text for moment in await laptop.journal.trust().look_at_late(phone.journal.device_id)]
    assert await laptop.journal.trust().take_over(phone.journal.device_id) == 1
    await settled(laptop, anna)
    assert "Late" in anna.names()
    assert laptop.journal.pages.state_hash() == anna.journal.pages.state_hash()
    assert await laptop.journal.trust().quarantine() == []
    assert await anna.alarms() == await laptop.alarms() == set()


async def test_a_device_cannot_remove_itself_and_the_words_are_no_device(relay_url: str) -> None:
    anna, _ = await two(relay_url)

    for device in (anna.journal.device_id, anna.log.control.kit.device_id, DeviceId(bytes(32))):
        with pytest.raises(Refused):
            await anna.journal.trust().remove(device)
    assert len(anna.log.control.epochs) == 1


async def test_a_wish_that_lost_its_place_is_made_anew_or_says_why_it_makes_no_sense(relay_url: str) -> None:
    anna, phone = await two(relay_url)
    laptop = await next_device(anna, "laptop")
    await settled(anna, phone, laptop)
    await anna.journal.trust().remove(phone.journal.device_id)

    await laptop.journal.trust().rotate()
    with pytest.raises(Refused, match="removed already"):
        await laptop.journal.trust().remove(phone.journal.device_id)

    assert laptop.log.control.epoch.body.number == 2
