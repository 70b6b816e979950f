"""Attacks on people: codes that are not theirs, codes read out, words phished, words mistyped."""

import inspect
import unicodedata

import pytest

from tests.support.trust_people import first_device, next_device, settled
from tests.support.world import SeededEntropy
from whyward.adapters.home import Lock
from whyward.adapters.recovered_home import recover_home
from whyward.journal.errors import BadInput
from whyward.journal.journal import Journal
from whyward.journal.key_file import Unlock
from whyward.journal.pairing import roles
from whyward.journal.pairing.link import link
from whyward.journal.trust.recovering import FoundAgain
from whyward.journal.words import recovery_entropy, recovery_words
from whyward.protocol.errors import Code, WhywardError
from whyward.protocol.segments import decode_header

_BYTE = 256


def test_a_trusted_device_has_no_way_to_take_a_code_from_elsewhere() -> None:
    """Case 140: a code is only ever shown by the trusted device; no role, verb or facade takes one from elsewhere."""
    for shows in (roles.Trusted.__init__, link, Journal.link):
        parameters = inspect.signature(shows).parameters
        assert not [name for name in parameters if "code" in name and name != "show_code"]
    taking = [name for name, _ in inspect.getmembers(roles.Trusted, inspect.isfunction) if "code" in name]

    assert taking == []


def test_every_single_word_that_is_wrong_is_found_but_for_the_checksums_own_chance() -> None:
    """Case 146: all 24 places, an eighth of the other words; eight bits of checksum let one in 256 pass."""
    words = recovery_words(SeededEntropy("kit").random_bytes(32))
    every = sorted({word for seed in range(400) for word in recovery_words(SeededEntropy(seed).random_bytes(32))})[::8]
    caught = passed = 0
    for place in range(len(words)):
        for word in every:
            if word == words[place]:
                continue
            try:
                recovery_entropy(" ".join([*words[:place], word, *words[place + 1 :]]))
            except BadInput:
                caught += 1
            else:
                passed += 1

    assert caught + passed > 24 * 240
    assert passed / (caught + passed) < 2 / _BYTE


def test_words_are_read_in_any_case_spacing_and_form_and_in_no_other_order() -> None:
    words = recovery_words(SeededEntropy("kit").random_bytes(32))
    entropy = recovery_entropy(" ".join(words))

    assert recovery_entropy("\n " + "\t ".join(word.upper() for word in words) + "  ") == entropy
    assert recovery_entropy(unicodedata.normalize("NFD", " ".join(words))) == entropy
    swapped = [words[1], words[0], *words[2:]]
    try:
        other = recovery_entropy(" ".join(swapped))
    except BadInput:
        other = b""
    assert other != entropy


def test_words_of_another_language_are_told_by_their_place() -> None:
    words = recovery_words(SeededEntropy("kit").random_bytes(32))
    french = [*words[:6], "abaisser", *words[7:]]

    with pytest.raises(BadInput, match="word 7"):
        recovery_entropy(" ".join(french))


async def test_words_that_were_phished_are_noticed_everywhere_and_lose_their_power(
    relay_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Case 147: every device is told at once; the intruder is shut out, and new words are made."""
    anna, founded = await first_device(relay_url)
    await anna.choose("Courage")
    await anna.sync()
    phone = await next_device(anna, "phone")
    await settled(anna, phone)
    home = tmp_path_factory.mktemp("thief")
    await recover_home(home / "a", _lock(), " ".join(founded.words), relay=relay_url, confirm=_yes)
    await settled(anna, phone)
    assert await anna.alarms() == await phone.alarms() == {Code.RECOVERY_USED}
    (intruder,) = anna.log.control.members.keys() - {
        anna.journal.device_id,
        phone.journal.device_id,
        anna.log.control.kit.device_id,
    }

    await anna.journal.trust().remove(intruder)
    await anna.journal.trust().renew_kit(_write_down)
    await anna.choose("After")
    await settled(anna, phone)

    epoch = anna.log.control.epoch
    assert intruder not in epoch.wrap_by_device
    assert phone.names() == {"Courage", "After"}
    with pytest.raises(WhywardError, match="no journal of these words"):
        await recover_home(home / "b", _lock(), " ".join(founded.words), relay=relay_url, confirm=_yes)


async def test_what_is_written_after_a_removal_is_known_is_never_readable_by_who_was_removed(relay_url: str) -> None:
    """Case 74: an offline device that had not heard of it goes on under the new key as soon as it has."""
    anna, _ = await first_device(relay_url)
    await anna.choose("Courage")
    await anna.sync()
    phone, tablet = await next_device(anna, "phone"), await next_device(anna, "tablet")
    await settled(anna, phone, tablet)
    await anna.journal.trust().remove(tablet.journal.device_id)
    await phone.choose("Written before it knew")
    await phone.sync()
    await phone.choose("Written after it knew")
    await settled(phone, anna)

    stored = await phone.store.page(phone.journal.device_id, 1, segments_max=9)
    epochs = [phone.log.control.epoch_at(_index(item.segment.header)).body.number for item in stored]
    assert epochs == [0, 1]
    assert tablet.journal.device_id not in phone.log.control.epochs[1].wrap_by_device
    assert anna.names() == {"Courage", "Written before it knew", "Written after it knew"}


async def test_a_relay_cannot_put_another_space_in_the_place_of_this_one(relay_url: str) -> None:
    """Case 89: a space is named by its founding, so another genesis is another space."""
    anna, _ = await first_device(relay_url)
    await anna.choose("Courage")
    await anna.sync()
    other, _ = await first_device(relay_url, "somebody else")
    await other.sync()

    assert anna.log.control.space_id != other.log.control.space_id
    before = anna.log.control.hashes
    with pytest.raises(WhywardError, match="another space"):
        await anna.log.take_statements(1, await other.store.statements(0))
    assert anna.log.control.hashes == before


def _index(header: bytes) -> int:
    return decode_header(header)[1].control_index


async def _write_down(words: list[str]) -> None:
    assert len(words) == 24


async def _yes(found: FoundAgain) -> bool:
    return found.records > 0


def _lock() -> Lock:
    return Lock(Unlock.FILE)
