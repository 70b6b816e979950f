"""A relay that answers without end: case 57. Every sync ends by itself, and what was recorded stays as it was."""

import pytest

from tests.support.cli_in_world import in_world
from tests.support.cli_process import AWAY, DONE
from tests.support.evil_person import COURAGE, HONESTY, KINDNESS, PATIENCE, Person, values
from tests.support.evil_talking import DRIPS, FLOODS, Promiser, Stuffer, Talk, Talker

ALL = [COURAGE, HONESTY, KINDNESS, PATIENCE]


def assert_left(person: Person, talk: Talk, *world: str) -> None:
    """The phone leaves such a relay, keeps what it has, and comes to an honest one as if nothing had been."""
    device = in_world(person.phone, *world) if world else person.phone

    ended = person.lied_to(device, Talker(talk), "sync")

    assert ended.status == AWAY, ended.err
    assert "relay" in ended.err
    assert "safe on this device" in ended.err
    person.assert_unmoved()
    person.assert_believes_the_honest_relay()


@pytest.mark.parametrize("name", FLOODS)
def test_a_relay_that_talks_without_end_is_left(person: Person, name: str) -> None:
    """It brings nothing nearer, however much it says."""
    assert_left(person, FLOODS[name])


@pytest.mark.parametrize("name", DRIPS)
def test_a_relay_that_never_comes_to_the_point_is_left(person: Person, name: str) -> None:
    """It is never quite silent; the patience of two minutes is cut to one second here."""
    assert_left(person, DRIPS[name], "patience=1")


def test_promises_that_come_to_nothing_end_the_sync_with_what_is_there(person: Person) -> None:
    """The greatest numbers there are, five hundred series of nobody, and more after each empty page."""
    ended = person.lied_to(in_world(person.phone, "memory=1024"), Promiser(), "sync")

    assert ended.status in {DONE, AWAY}
    assert values(person.phone) == ALL


def test_a_relay_cannot_fill_the_disk_with_series_of_nobody(person: Person) -> None:
    """Twelve thousand segments that are none, in sixty series of devices that do not exist."""
    before = person.phone.ask("status")["log_bytes"]

    person.lied_to(person.phone, Stuffer(), "sync")

    status = person.phone.ask("status")
    assert status["log_bytes"] - before < 1 << 18
    assert [alarm["code"] for alarm in status["alarms"]] == ["not-admitted"]
    assert values(person.phone) == ALL
