"""A new epoch is due by age or by how much was sealed; nothing is sealed beyond the bound, and nothing is lost."""

import pytest

from tests.support.memory_log import MemoryLog
from tests.support.trust_people import CRYPTO, DATA_KEY, Person, first_device, next_device, opened, settled
from tests.support.world import HandClock, SeededEntropy
from whyward.journal.epoch_age import EpochBounds
from whyward.journal.errors import Refused
from whyward.journal.founding import Relay, found_space
from whyward.journal.log import World

DAY_MS = 24 * 60 * 60 * 1000


async def bounded(url: str, bounds: EpochBounds) -> Person:
    """A device whose epochs are short."""
    store, clock = MemoryLog(), HandClock()
    world = World(CRYPTO, clock, SeededEntropy("bounded"), bounds)
    await found_space(store, DATA_KEY, world, Relay(url))
    person = await opened(store, "bounded", world)
    person.clock = clock
    return person


async def test_an_epoch_ends_by_itself_before_it_has_sealed_too_much(relay_url: str) -> None:
    anna = await bounded(relay_url, EpochBounds(segments_max=5))
    for name in "abcd":
        await anna.choose(name)
    await anna.sync()

    assert anna.log.control.epoch.body.number == 1
    for name in "efgh":
        await anna.choose(name)
    await anna.sync()
    assert anna.log.control.epoch.body.number == 2
    assert anna.names() == set("abcdefgh")


async def test_nothing_is_sealed_beyond_the_bound(relay_url: str) -> None:
    """Away from everybody for too long: what was recorded is safe, and a sync helps."""
    anna = await bounded(relay_url, EpochBounds(segments_max=5))
    for name in "abcde":
        await anna.choose(name)

    with pytest.raises(Refused, match="key") as caught:
        await anna.choose("f")

    assert "whyward sync" in caught.value.hint
    await anna.sync()
    await anna.choose("f")
    assert anna.names() == set("abcdef")


async def test_an_epoch_ends_by_itself_after_ninety_days(relay_url: str) -> None:
    anna = await bounded(relay_url, EpochBounds())
    await anna.choose("a")
    await anna.sync()
    anna.clock.ms += 89 * DAY_MS
    await anna.sync()
    assert anna.log.control.epoch.body.number == 0

    anna.clock.ms += DAY_MS
    await anna.sync()
    await anna.sync()

    assert anna.log.control.epoch.body.number == 1


async def test_two_devices_that_find_a_rotation_due_make_one(relay_url: str) -> None:
    anna = await bounded(relay_url, EpochBounds(segments_max=8))
    await anna.sync()
    phone = await next_device(anna, "phone")
    phone.log.world = World(CRYPTO, HandClock(), SeededEntropy("p"), EpochBounds(segments_max=8))
    for name in "abc":
        await anna.choose(name)
        await phone.choose(name + name)
    await settled(anna, phone, anna)

    assert anna.log.control.epoch.body.number == phone.log.control.epoch.body.number == 1
    assert anna.journal.pages.state_hash() == phone.journal.pages.state_hash()


async def test_a_rotation_by_hand_keeps_everything_readable(relay_url: str) -> None:
    anna, _ = await first_device(relay_url)
    await anna.choose("a")
    await anna.sync()
    phone = await next_device(anna, "phone")

    assert await anna.journal.trust().rotate() == 1
    await anna.choose("b")
    await settled(anna, phone)

    assert phone.names() == {"a", "b"}


async def test_without_a_relay_a_lone_device_rotates_and_renews_its_words_alone() -> None:
    store = MemoryLog()
    world = World(CRYPTO, HandClock(), SeededEntropy("alone"))
    await found_space(store, DATA_KEY, world, None)
    anna = await opened(store, "alone")
    await anna.choose("a")
    shown: list[list[str]] = []

    async def write_down(words: list[str]) -> None:
        shown.append(words)

    assert await anna.journal.trust().rotate() == 1
    await anna.journal.trust().renew_kit(write_down)

    assert anna.journal.trust().rehearse(" ".join(shown[0])).epoch == 2
    await anna.choose("b")
    assert (await opened(store, "again")).names() == {"a", "b"}
