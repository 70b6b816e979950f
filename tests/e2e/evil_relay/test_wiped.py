"""A relay that has lost everything: case 23. Any one device gives it all back; a new key needs a person's word."""

import sqlite3
from pathlib import Path

from tests.support.cli_process import REFUSED
from tests.support.evil_person import Person, told


def emptied(stored: Path, folder: Path) -> Path:
    """Copy a relay's store, and leave nothing in it but its key."""
    folder.mkdir()
    with sqlite3.connect(f"file:{stored / 'relay.sqlite3'}?mode=ro", uri=True) as old:
        old.execute("VACUUM INTO ?", (str(folder / "relay.sqlite3"),))
    old.close()
    db = sqlite3.connect(folder / "relay.sqlite3")
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").fetchall()
    with db:
        for (table,) in tables:
            if table != "relay":
                db.execute(f"DELETE FROM {table}")  # noqa: S608  # a name from the store itself
    db.close()
    return folder


def assert_given_back(person: Person) -> None:
    """The laptop, which was not there, finds both series at the relay, and nothing to send."""
    carried = person.laptop.ask("sync")

    assert (carried["sent"], carried["received"], carried["set_aside"]) == (0, 0, 0)
    assert carried["state_hash"] == told(person.phone).state_hash
    assert person.laptop.ask("status")["pending"] == 0


def test_a_relay_that_was_emptied_gets_all_of_it_from_one_device(person: Person, tmp_path: Path) -> None:
    """The same key: the phone gives back its own series and the laptop's, and says that the relay went back."""
    person.phone.do("sync")
    with person.relay.carrying(emptied(person.stored, tmp_path / "emptied")):
        person.phone.do("sync")

        assert told(person.phone).alarms == ["relay-regressed"]
        assert_given_back(person)


def test_a_relay_with_a_new_key_gets_nothing_until_the_person_says_so(person: Person, tmp_path: Path) -> None:
    """A new key may be a new relay, or somebody between; only a person can know. Then it gets all, and no alarm."""
    person.phone.do("sync")
    with person.relay.carrying(tmp_path / "anew"):
        refused = person.phone.run("sync")
        held = person.relay.spoils.control
        person.phone.do("sync", "--new-relay-key")
        again = person.laptop.run("sync")
        person.laptop.do("sync", "--new-relay-key")

        assert (refused.status, again.status) == (REFUSED, REFUSED)
        assert "its key is another" in refused.err
        assert "whyward sync --new-relay-key" in refused.err
        assert held == {}
        assert_given_back(person)
        assert told(person.phone).alarms == []
        assert person.phone.run("sync").status == 0


def test_the_word_for_a_new_key_is_no_word_for_the_next_one(person: Person, tmp_path: Path) -> None:
    """Consent is for the key that answered then."""
    with person.relay.carrying(tmp_path / "anew"):
        person.phone.do("sync", "--new-relay-key")
    with person.relay.carrying(tmp_path / "another"):
        assert person.phone.run("sync").status == REFUSED
