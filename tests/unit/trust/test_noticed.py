"""What upkeep notices by itself in an ordinary sync, and what it does not believe."""

from pathlib import Path

import pytest

from tests.support.trust_people import Person, first_device, next_device, settled
from tests.unit.trust.test_branching import Box
from whyward.journal import lateness
from whyward.journal.log import SetAside
from whyward.journal.plaintext import Head
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.segments import EMPTY, Segment

DAY_MS = 24 * 60 * 60 * 1000


async def three(url: str) -> tuple[Person, Person, Person]:
    """Three devices that hold the same."""
    anna, _ = await first_device(url)
    await anna.choose("Courage")
    await anna.sync()
    phone, laptop = await next_device(anna, "phone"), await next_device(anna, "laptop")
    await settled(anna, phone, laptop)
    return anna, phone, laptop


async def late_of(anna: Person, phone: Person, count: int) -> tuple[int, list[Segment]]:
    """Let a device record after its last sync; return from which number on, and what."""
    await phone.choose(*[f"Late {number}" for number in range(count)])
    first = anna.log.pages.heads.get(phone.journal.device_id, EMPTY).n + 1
    stored = await phone.store.page(phone.journal.device_id, first, segments_max=99)
    return first, [item.segment for item in stored]


async def test_every_sync_looks_for_what_peers_speak_of(relay_url: str) -> None:
    """Nobody has to ask: a day after it was first missed, the person is told."""
    anna, phone, laptop = await three(relay_url)
    missing = Head(phone.journal.device_id, 7, bytes([7]) * 32)
    anna.log.said.hear(laptop.journal.device_id, [missing])
    await anna.sync()
    assert await anna.alarms() == set()
    anna.clock.ms += DAY_MS

    await anna.sync()

    assert await anna.alarms() == {Code.WITHHELD}


async def test_records_that_came_by_another_way_are_not_taken_over_twice(relay_url: str) -> None:
    """Two devices hold the same late records; whoever comes second finds them here."""
    anna, phone, laptop = await three(relay_url)
    first, run = await late_of(anna, phone, 1)
    await anna.journal.trust().remove(phone.journal.device_id)
    await settled(anna, laptop)
    for person in (anna, laptop):
        await person.log.take_segments(phone.journal.device_id, first, run)

    assert await laptop.journal.trust().take_over(phone.journal.device_id) == 1
    await settled(laptop, anna)
    before = anna.log.pages.heads.get(anna.journal.device_id)
    assert await anna.journal.trust().take_over(phone.journal.device_id) == 0

    assert anna.log.pages.heads.get(anna.journal.device_id) == before
    assert await anna.journal.trust().quarantine() == []


async def test_a_stolen_device_cannot_fill_the_disk_with_late_records(
    relay_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to the bound they wait in quarantine; one more is refused whole."""
    anna, phone, _ = await three(relay_url)
    first, run = await late_of(anna, phone, 3)
    await anna.journal.trust().remove(phone.journal.device_id)
    monkeypatch.setattr(lateness, "PENDING_SEGMENTS_MAX", 2)

    refused = await anna.log.take_segments(phone.journal.device_id, first, run)
    taken = await anna.log.take_segments(phone.journal.device_id, first, run[:2])

    assert refused == SetAside(Code.FULL)
    assert not isinstance(taken, SetAside)
    (waiting,) = [lot for lot in await anna.journal.trust().quarantine() if lot.code == Code.LATE]
    assert (waiting.first, waiting.count) == (first, 2), "what was refused for its number is not among what was checked"


async def test_a_relay_that_says_ones_records_part_must_show_it(relay_url: str) -> None:
    """Else it could make any device give up its name whenever it likes."""
    anna, _, _ = await three(relay_url)
    keeper = await anna.journal.keeper()

    with pytest.raises(TheirFault, match="do not") as caught:
        await keeper._parting()

    assert caught.value.code is Code.FORKED


@pytest.fixture
def box(tmp_path: Path) -> Box:
    """A machine whose relay can be set back."""
    return Box(tmp_path)


async def test_what_was_sealed_in_knowledge_of_the_losing_branch_waits_aside(box: Box) -> None:
    """It is not merged, not lost, and comes again under the branch that counts."""
    async with box.running() as url:
        anna, phone, laptop = await three(url)
        old = await next_device(anna, "old")
        await settled(anna, phone, laptop, old)
    box.save()
    async with box.running():
        await anna.journal.trust().rotate()
        await settled(anna, laptop)
        await laptop.choose("On the branch that loses")
        await settled(laptop, anna)
        assert "On the branch that loses" in anna.names()
    box.restore()
    async with box.running():
        await phone.journal.trust().remove(old.journal.device_id)
        await phone.sync()
        await anna.sync()

        assert anna.log.control.head == phone.log.control.head
        assert "On the branch that loses" not in anna.names()
        aside = {(lot.device, lot.code) for lot in await anna.journal.trust().quarantine()}
        assert (laptop.journal.device_id, Code.CONTROL_FORKED) in aside
        for _ in range(2):
            await settled(laptop, anna, phone)
        assert "On the branch that loses" in anna.names() & phone.names() & laptop.names()
