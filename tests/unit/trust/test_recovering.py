"""The recovery words: a new device from them and an address alone, told to all; and what new words do to old ones."""

from pathlib import Path

import pytest

from tests.support.recovery_drills import drills
from tests.support.trust_people import CRYPTO, Person, first_device, next_device, settled
from whyward.adapters.home import Lock, open_home
from whyward.adapters.recovered_home import recover_home
from whyward.journal.errors import BadInput, JournalError, Refused
from whyward.journal.key_file import Unlock
from whyward.journal.opening import Opener
from whyward.journal.trust.recovering import FoundAgain, kit_of
from whyward.protocol.errors import Code, TheirFault

LOCK = Lock(Unlock.FILE)


async def yes(found: FoundAgain) -> bool:
    """Say yes to whatever is found."""
    return found.records > 0


async def no(found: FoundAgain) -> bool:
    """Say no."""
    return found.records < 0


async def lived(url: str) -> tuple[Person, list[str]]:
    """A device that has recorded things under two epochs, and the words of its journal."""
    anna, founded = await first_device(url)
    await anna.choose("Courage")
    await anna.sync()
    await anna.journal.trust().rotate()
    await anna.choose("Rest")
    await anna.sync()
    return anna, founded.words


async def test_the_words_and_an_address_bring_everything_back_on_a_new_device(relay_url: str, tmp_path: Path) -> None:
    """No other device is needed, and the kit reads every epoch there was."""
    anna, words = await lived(relay_url)
    seen: list[FoundAgain] = []

    async def look(found: FoundAgain) -> bool:
        seen.append(found)
        return True

    await recover_home(tmp_path / "new", LOCK, " ".join(words), relay=relay_url, confirm=look)

    again = await open_home(tmp_path / "new", lambda: "")
    await again.sync()
    assert again.pages.state_hash() == anna.journal.pages.state_hash()
    assert again.device_id != anna.journal.device_id
    assert [(found.records, found.devices) for found in seen] == [(2, 1)]
    await again.close()


async def test_every_other_device_is_told_that_the_words_were_used(relay_url: str, tmp_path: Path) -> None:
    anna, words = await lived(relay_url)
    phone = await next_device(anna, "phone")

    await recover_home(tmp_path / "new", LOCK, " ".join(words), relay=relay_url, confirm=yes)
    await settled(anna, phone)

    assert await anna.alarms() == await phone.alarms() == {Code.RECOVERY_USED}


async def test_a_no_leaves_nothing_behind_anywhere(relay_url: str, tmp_path: Path) -> None:
    anna, words = await lived(relay_url)

    with pytest.raises(Refused, match="no"):
        await recover_home(tmp_path / "new", LOCK, " ".join(words), relay=relay_url, confirm=no)
    await anna.sync()

    assert not (tmp_path / "new" / "journal.db").exists()
    assert len(anna.log.control.members) == 2
    assert await anna.alarms() == set()


async def test_new_words_take_the_place_of_the_old_ones(relay_url: str, tmp_path: Path) -> None:
    """The old ones open no epoch that begins from then on, and lead nowhere."""
    anna, words = await lived(relay_url)
    shown: list[list[str]] = []

    async def write_down(fresh: list[str]) -> None:
        shown.append(fresh)

    await anna.journal.trust().renew_kit(write_down)

    assert anna.journal.trust().rehearse(" ".join(shown[0])).epoch == 2
    with pytest.raises(Refused, match="replaced"):
        anna.journal.trust().rehearse(" ".join(words))
    with pytest.raises(Refused, match="no journal of these words"):
        await recover_home(tmp_path / "old", LOCK, " ".join(words), relay=relay_url, confirm=yes)
    await recover_home(tmp_path / "new", LOCK, " ".join(shown[0]), relay=relay_url, confirm=yes)
    assert (tmp_path / "new" / "journal.db").exists()
    old = kit_of(" ".join(words), CRYPTO)
    assert old.device_id not in anna.log.control.epoch.wrap_by_device
    with pytest.raises(TheirFault):
        Opener(old, CRYPTO).epoch_key(anna.log.control, anna.log.control.epoch.body.epoch_id)


async def test_a_rehearsal_changes_nothing(relay_url: str) -> None:
    anna, words = await lived(relay_url)
    before = anna.store.rows.copied()

    rehearsed = anna.journal.trust().rehearse(" ".join(words).upper())

    assert (rehearsed.epoch, rehearsed.devices) == (1, 1)
    assert anna.store.rows == before


async def test_words_that_cannot_be_right_are_found_before_anything_is_sent(tmp_path: Path) -> None:
    """There is no relay at this address at all, and nobody notices."""
    words = ["abandon"] * 24

    with pytest.raises(BadInput):
        await recover_home(tmp_path / "new", LOCK, " ".join(words), relay="http://127.0.0.1:9", confirm=yes)
    assert not (tmp_path / "new").exists()


async def test_the_words_of_another_journal_lead_nowhere(relay_url: str) -> None:
    anna, _ = await lived(relay_url)
    _, other = await first_device(relay_url, "somebody else")

    with pytest.raises(JournalError, match="another journal"):
        anna.journal.trust().rehearse(" ".join(other.words))


async def test_drills_with_no_other_device_bring_back_all_that_was_synced() -> None:
    """Case 148; a thousand of them by hand: `python -m tests.support.recovery_drills 1000`."""
    await drills(1000, 12)
