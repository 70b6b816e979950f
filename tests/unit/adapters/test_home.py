"""A journal's folder: made whole or not at all, opened with its own key only."""

import shutil
from pathlib import Path

import pytest

from whyward.adapters.home import Lock, create_home, is_journal, open_home
from whyward.journal.errors import BadInput, Damaged, JournalError, Locked, Refused
from whyward.journal.folding.nouns import VALUES
from whyward.journal.intentions.values import AddValue
from whyward.journal.key_file import Unlock

FILE = Lock(Unlock.FILE)


def nobody() -> str:
    """Answer no prompt."""
    raise AssertionError("nobody should be asked for a passphrase")


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {item.name: item.read_bytes() for item in folder.iterdir()}


async def test_a_new_folder_holds_a_journal_and_24_words_come_with_it(tmp_path: Path) -> None:
    """The words open nothing here; they are kept nowhere."""
    founded = await create_home(tmp_path / "home", FILE, relay=None)

    assert len(founded.words) == 24
    made = contents(tmp_path / "home")
    assert sorted(made) == ["journal.db", "key.json"]
    everything = b"".join(made.values())
    assert founded.words[0].encode() + b" " + founded.words[1].encode() not in everything


async def test_what_was_recorded_is_there_after_opening_again(tmp_path: Path) -> None:
    """Through the facade, without a relay."""
    await create_home(tmp_path, FILE, relay=None)
    journal = await open_home(tmp_path, nobody)
    await journal.record(AddValue(name="Kindness"))
    await journal.close()

    again = await open_home(tmp_path, nobody)

    assert [value.name for value in again.pages.all(VALUES)] == ["Kindness"]
    await again.close()


async def test_a_passphrase_opens_what_it_locked_and_no_other_does(tmp_path: Path) -> None:
    """At the real cost."""
    await create_home(tmp_path, Lock(Unlock.PASSPHRASE, "four words are enough"), relay=None)

    with pytest.raises(Locked, match="does not open") as caught:
        await open_home(tmp_path, lambda: "five words are enough")
    assert caught.value.exit_status == 3
    await (await open_home(tmp_path, lambda: "four words are enough")).close()


async def test_an_empty_passphrase_makes_nothing(tmp_path: Path) -> None:
    """It would guard nothing."""
    with pytest.raises(BadInput, match="empty"):
        await create_home(tmp_path, Lock(Unlock.PASSPHRASE, ""), relay=None)

    assert not is_journal(tmp_path)


async def test_a_bad_relay_address_makes_nothing(tmp_path: Path) -> None:
    """The address is read first."""
    with pytest.raises(BadInput):
        await create_home(tmp_path / "home", FILE, relay="http://relay.example")

    assert not (tmp_path / "home").exists()


async def test_a_journal_is_never_made_over_another(tmp_path: Path) -> None:
    """Not a byte changes."""
    await create_home(tmp_path, FILE, relay=None)
    before = contents(tmp_path)

    with pytest.raises(Refused, match="already"):
        await create_home(tmp_path, FILE, relay=None)

    assert contents(tmp_path) == before


async def test_an_init_that_was_cut_off_is_begun_again(tmp_path: Path) -> None:
    """Until the log has its name there is no journal: a key file and a half-made log are not in the way."""
    (tmp_path / "key.json").write_bytes(b"{}")
    (tmp_path / ".new").mkdir()
    (tmp_path / ".new" / "journal.db").write_bytes(b"half")

    await create_home(tmp_path, FILE, relay=None)

    await (await open_home(tmp_path, nobody)).close()
    assert not (tmp_path / ".new").exists()


async def test_the_key_of_another_journal_is_noticed(tmp_path: Path) -> None:
    """A log of another person stays shut."""
    await create_home(tmp_path / "anna", FILE, relay=None)
    await create_home(tmp_path / "bela", FILE, relay=None)
    shutil.copy(tmp_path / "bela" / "key.json", tmp_path / "anna" / "key.json")

    with pytest.raises(Locked, match="two different journals"):
        await open_home(tmp_path / "anna", nobody)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", Damaged),
        (b"{", Damaged),
        (b"[]", Damaged),
        (b"\xff\xfe", Damaged),
        (b'{"format": 1, "unlock": "file"}', Damaged),
        (b'{"format": 1, "unlock": "file", "data_key": "c2hvcnQ="}', Damaged),
        (b'{"format": 1, "unlock": "passphrase"}', Damaged),
        (b'{"format": 1, "unlock": "nothing"}', Damaged),
        (b'{"format": 2, "unlock": "file"}', Damaged),
        (b'{"format": 1, "unlock": "file", "extra": 1}', Damaged),
        (b"[" * 100_000, Damaged),
    ],
)
async def test_a_damaged_key_file_is_said_and_left_alone(
    tmp_path: Path, content: bytes, kind: type[JournalError]
) -> None:
    """No new key is made."""
    await create_home(tmp_path, FILE, relay=None)
    (tmp_path / "key.json").write_bytes(content)

    with pytest.raises(kind) as caught:
        await open_home(tmp_path, nobody)

    assert caught.value.hint
    assert (tmp_path / "key.json").read_bytes() == content


async def test_a_damaged_snapshot_is_not_used(tmp_path: Path) -> None:
    """It is a cache: rubbish in its place costs nothing but time."""
    await create_home(tmp_path, FILE, relay=None)
    journal = await open_home(tmp_path, nobody)
    await journal.record(AddValue(name="Kindness"))
    journal.save_snapshot()
    await journal.close()
    saved = (tmp_path / "pages.sealed").read_bytes()

    for spoiled in (b"", b"rubbish", saved[:-1], saved[:200] + b"x" + saved[201:]):
        (tmp_path / "pages.sealed").write_bytes(spoiled)
        again = await open_home(tmp_path, nobody)
        assert [value.name for value in again.pages.all(VALUES)] == ["Kindness"]
        await again.close()
