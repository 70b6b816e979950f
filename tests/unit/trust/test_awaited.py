"""What peers speak of and nobody shows: a day's patience, then an alarm; and no alarm where a relay is only slow."""

from tests.support.trust_people import Person, first_device, next_device, settled
from whyward.journal.plaintext import Head
from whyward.journal.trust.awaited import note_awaited
from whyward.protocol.errors import Code

HOUR_MS = 60 * 60 * 1000


async def three(url: str) -> tuple[Person, Person, Person]:
    """Three devices that hold the same."""
    anna, _ = await first_device(url)
    await anna.choose("Courage")
    await anna.sync()
    phone, tablet = await next_device(anna, "phone"), await next_device(anna, "tablet")
    await settled(anna, phone, tablet)
    return anna, phone, tablet


async def test_a_head_that_nobody_shows_for_a_day_is_withheld_and_stays_known(relay_url: str) -> None:
    anna, phone, tablet = await three(relay_url)
    missing = Head(phone.journal.device_id, 7, bytes([7]) * 32)
    anna.log.said.hear(tablet.journal.device_id, [missing])

    await note_awaited(anna.log)
    anna.clock.ms += 23 * HOUR_MS
    await note_awaited(anna.log)
    assert await anna.alarms() == set()
    anna.clock.ms += HOUR_MS
    await note_awaited(anna.log)

    assert await anna.alarms() == {Code.WITHHELD}
    assert [alarm.about for alarm in await anna.store.alarms()] == [phone.journal.device_id]


async def test_a_head_that_came_in_time_is_no_alarm(relay_url: str) -> None:
    anna, phone, tablet = await three(relay_url)
    for day in range(4):
        await phone.choose(f"Value {day}")
        await settled(phone, tablet)
        await tablet.choose(f"Seen {day}")
        await settled(tablet, anna)
        anna.clock.ms += 30 * HOUR_MS
        await anna.sync()

    assert await anna.alarms() == set()
    assert anna.names() == phone.names() | tablet.names()


async def test_a_segment_that_others_merged_in_another_form_is_a_fork(relay_url: str) -> None:
    """Whoever keeps two views of one series is found out by the first word that crosses from one to the other."""
    anna, phone, tablet = await three(relay_url)
    await phone.choose("Rest")
    await settled(phone, anna)
    held = anna.log.pages.heads[phone.journal.device_id]
    anna.log.said.hear(tablet.journal.device_id, [Head(phone.journal.device_id, held.n, bytes([9]) * 32)])

    await note_awaited(anna.log)

    assert await anna.alarms() == {Code.FORKED}


async def test_devices_that_hold_the_same_show_the_same_six_words(relay_url: str) -> None:
    anna, phone, tablet = await three(relay_url)
    before = anna.journal.trust().digest()
    assert before == phone.journal.trust().digest() == tablet.journal.trust().digest()
    assert len(before) == 6

    await anna.choose("Rest")
    assert anna.journal.trust().digest() != before
    await settled(anna, phone)

    assert anna.journal.trust().digest() == phone.journal.trust().digest() != tablet.journal.trust().digest()


async def test_receipts_are_kept_as_the_relay_signed_them(relay_url: str) -> None:
    anna, _, _ = await three(relay_url)
    by_device = {receipt.device: receipt for receipt in await anna.store.receipts()}

    own = by_device[anna.journal.device_id]
    assert (own.n, own.hash) == anna.log.pages.heads[anna.journal.device_id]
    assert len(own.signature) == 64
    assert own.relay_seq > 0
