"""A relay that meddles with who belongs, and one that hides what others wrote: cases 43, 44, 50, 52, 54 and 56.

Three devices here: the tablet writes what gives the relay away, or is the one that is shut out.
"""

import asyncio
import sqlite3
from collections.abc import Generator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.cli_in_world import in_world
from tests.support.cli_process import AWAY, DONE, Device
from tests.support.evil_control import (
    ADDED,
    REPLAYED,
    Forge,
    FriendOfTheRemoved,
    Meddler,
    StatementHider,
    WrapStripper,
    admission,
)
from tests.support.evil_hiding import Withholder
from tests.support.evil_person import Person, grow_further, told, values
from tests.support.evil_spoils import Spoils, spoils_of
from whyward.adapters.home import open_home
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.segments import decode_header

HOUR_S = 3600


@pytest.fixture(scope="module")
def grown_three(grown_up: Person, tmp_path_factory: pytest.TempPathFactory) -> Person:
    """Let a third device in, once for this file."""
    person = grown_up.copied(tmp_path_factory.mktemp("three") / "grown")
    grow_further(person)
    return replace(person, phone_told=told(person.phone))


@pytest.fixture
def three(grown_three: Person, tmp_path: Path) -> Generator[Person]:
    """Give a copy of the person with three devices, who have all read everything."""
    person = grown_three.copied(tmp_path / "person")
    with person.relay.carrying(person.stored):
        yield person


def id_of(device: Device) -> DeviceId:
    """Return a device's id."""
    return DeviceId(bytes.fromhex(device.ask("status")["device_id"]))


def space_of(device: Device) -> SpaceId:
    """Return the id of a device's space."""
    return SpaceId(bytes.fromhex(device.ask("status")["space_id"]))


def keys_of(device: Device) -> DeviceKeys:
    """Take the keys out of a device that somebody got hold of."""

    async def taken() -> DeviceKeys:
        journal = await open_home(device.home, lambda: "")
        try:
            return journal._log.keys
        finally:
            await journal.close()

    return asyncio.run(taken())


def assert_meddled_in_vain(person: Person, forgeries: Mapping[str, Forge]) -> list[str]:
    """Hand every forgery to the phone: each ends that sync, nothing is taken; return the alarms."""
    phone, spoils = person.phone, person.relay.spoils
    for name, forge in forgeries.items():
        ended = person.lied_to(phone, Meddler(spoils, forge), "sync")

        assert ended.status == AWAY, f"{name}: {ended.out} {ended.err}"
        assert "safe on this device" in ended.err, name
    after = told(phone)
    assert person.phone_told is not None
    assert after == person.phone_told.but(*after.alarms)
    assert phone.ask("check", "--read-data")["sound"] is True
    return after.alarms


def assert_goes_on(person: Person, *alarms: str) -> None:
    """With the honest relay everything goes both ways, sealed for those who belong, and no alarm is new."""
    person.phone.do("value", "add", "Afterwards")
    person.phone.do("sync")
    person.laptop.do("sync")

    assert told(person.phone).alarms == sorted(alarms)
    assert told(person.phone).state_hash == told(person.laptop).state_hash
    assert "Afterwards" in values(person.laptop)


def test_a_device_that_nobody_let_in_is_never_let_in(three: Person) -> None:
    """Case 50: the relay's own device, in everybody's name; no key is ever wrapped for it."""
    alarms = assert_meddled_in_vain(three, ADDED)

    assert alarms == ["bad-signature", "not-allowed", "wrong-place"]
    assert_goes_on(three, *alarms)


def test_an_old_statement_is_never_a_new_one(three: Person) -> None:
    """Case 52: the tablet is shut out, and the relay replays how it was let in; then the tablet itself helps."""
    three.laptop.do("device", "remove", "tablet")
    three.phone.do("sync")
    person = replace(three, phone_told=told(three.phone))
    stolen = keys_of(three.tablet)
    by_the_removed: Forge = lambda spoils, space: admission(spoils, space, stolen.device_id, stolen.signer)  # noqa: E731  # one more row of a table

    alarms = assert_meddled_in_vain(person, {**REPLAYED, "by the removed device": by_the_removed})

    assert alarms == ["bad-signature", "not-allowed"]
    assert "tablet" not in {device["name"] for device in three.phone.ask("device", "list")}
    assert_goes_on(person, *alarms)


def test_a_removed_device_that_the_relay_still_hears_is_not_merged(three: Person, tmp_path: Path) -> None:
    """Case 52: what it writes later is set aside as late, for its owner to look at; the state does not move."""
    with three.relay.carrying(copied_store(three.stored, tmp_path / "before")):
        three.tablet.do("value", "add", "From a thief")
        three.tablet.do("sync")
        told_before = three.relay.spoils
    three.laptop.do("device", "remove", "tablet")
    three.phone.do("sync")
    before = told(three.phone)
    run = told_before.of(space_of(three.phone), id_of(three.tablet))

    ended = three.lied_to(three.phone, FriendOfTheRemoved(id_of(three.tablet), run))

    assert ended.status == DONE, ended.err
    assert told(three.phone) == before
    assert [lot["code"] for lot in three.phone.ask("quarantine", "list")] == ["late"]
    assert_goes_on(three)


def test_a_hidden_removal_comes_to_light_with_the_first_record_of_another_device(three: Person) -> None:
    """Case 54: the record that knows of it waits, and the phone says so; what it seals after learning is for fewer."""
    index = len(three.relay.spoils.control[space_of(three.phone)]) - 1
    three.laptop.do("device", "remove", "tablet")
    hider = StatementHider(three.relay.spoils, index)
    unaware = three.lied_to(three.phone, hider)
    alarms_unaware = told(three.phone).alarms
    three.laptop.do("value", "add", "After the removal")
    three.laptop.do("sync")

    aware = three.lied_to(three.phone, hider)

    assert (unaware.status, aware.status) == (DONE, DONE)
    assert alarms_unaware == []
    assert told(three.phone).alarms == ["control-unknown"]
    assert "After the removal" not in values(three.phone)
    assert_goes_on(three, "control-unknown")
    three.phone.do("value", "add", "Not for the tablet")
    three.phone.do("sync")
    assert_sealed_without(three, three.relay.spoils)


def assert_sealed_without(person: Person, spoils: Spoils) -> None:
    """The phone's last segment is of the epoch that began with the removal."""
    space, phone, laptop = space_of(person.phone), id_of(person.phone), id_of(person.laptop)
    last = decode_header(spoils.of(space, phone)[-1].header)[1]
    first = decode_header(spoils.of(space, phone)[0].header)[1]
    assert last.epoch_id == decode_header(spoils.of(space, laptop)[-1].header)[1].epoch_id
    assert last.epoch_id != first.epoch_id


def test_a_reader_is_not_left_out_by_the_relay(three: Person) -> None:
    """Case 56: without its wrap, the statement is not its author's any more; from an honest relay, it opens."""
    three.laptop.do("device", "remove", "tablet")
    three.laptop.do("value", "add", "For those who belong")
    three.laptop.do("sync")

    ended = three.lied_to(three.phone, WrapStripper(id_of(three.phone)), "sync")

    assert ended.status == AWAY
    three.assert_unmoved("bad-signature")
    assert_goes_on(three, "bad-signature")
    assert "For those who belong" in values(three.phone)
    assert three.phone.ask("status")["unopened"] == 0


def test_what_is_withheld_is_missed_by_those_who_were_told_of_it(three: Person) -> None:
    """Case 43: the tablet speaks of what the laptop wrote; after a day without it, the phone says that it is withheld.

    The day passes by the phone's clock, which is set on.
    """
    n = len(three.relay.spoils.of(space_of(three.laptop), id_of(three.laptop)))
    three.laptop.do("value", "add", "Withheld")
    three.laptop.do("sync")
    three.tablet.do("sync")
    three.tablet.do("value", "reword", "Withheld", "--why", "An effect, shown before its cause.")
    three.tablet.do("sync")
    withholder = Withholder(three.relay.spoils, id_of(three.laptop), n)
    seen: list[list[str]] = []
    for hours in (0, 23, 25):
        ended = three.lied_to(in_world(three.phone, f"clock={hours * HOUR_S}"), withholder)
        assert ended.status == DONE
        seen.append(told(three.phone).alarms)

    assert seen == [[], [], ["withheld"]]
    assert "Withheld" not in values(three.phone)
    in_world(three.phone, f"clock={60 * HOUR_S}").do("sync")
    assert "Withheld" in values(three.phone)
    assert_goes_on(three, "withheld")


def test_two_futures_show_different_words_and_never_meet_unnoticed(three: Person, tmp_path: Path) -> None:
    """Case 44: two views; the six words differ, and when one device is shown the other view, it says so."""
    shown_to_the_phone = copied_store(three.stored, tmp_path / "second")
    together = words(three.laptop), words(three.phone)
    with three.relay.carrying(shown_to_the_phone):
        three.phone.do("value", "add", "Written in one future")
        three.phone.do("sync")
    three.laptop.do("value", "add", "Written in the other")
    three.laptop.do("sync")
    apart = words(three.laptop), words(three.phone)

    three.phone.do("sync")

    assert together[0] == together[1]
    assert apart[0] != apart[1]
    assert told(three.phone).alarms == ["relay-regressed"]
    assert_goes_on(three, "relay-regressed")
    assert words(three.laptop) == words(three.phone)


def words(device: Device) -> list[str]:
    """Return the six words that a person would read out."""
    return list(device.ask("status")["digest"])


def copied_store(stored: Path, folder: Path) -> Path:
    """Copy a relay's store while it runs: the same key, the same past."""
    folder.mkdir()
    db = sqlite3.connect(f"file:{stored / 'relay.sqlite3'}?mode=ro", uri=True)
    db.execute("VACUUM INTO ?", (str(folder / "relay.sqlite3"),))
    db.close()
    assert spoils_of(folder).control
    return folder
