"""A folder instead of a relay, with real processes: what two devices record comes together over a stick."""

import os
import shutil
from pathlib import Path

import pytest

from tests.e2e.test_bad_luck import limited
from tests.support.cli_process import AWAY, DONE, MISUSE, REFUSED, Device, new_device, pair
from tests.support.cli_relay import RelayHere, relay_process


@pytest.fixture(scope="module")
def pair_of_homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make two devices of one person; the relay that they met at is gone for ever."""
    folder = tmp_path_factory.mktemp("pair")
    with relay_process(folder / "relay") as relay:
        laptop = new_device(folder / "laptop", "--relay", relay.url, "--device", "laptop")
        pair(laptop, folder / "phone", relay.url, "--device", "phone")
    return folder


@pytest.fixture
def devices(pair_of_homes: Path, tmp_path: Path) -> tuple[Device, Device]:
    """Copy the two devices."""
    return (
        Device(Path(shutil.copytree(pair_of_homes / "laptop", tmp_path / "laptop"))),
        Device(Path(shutil.copytree(pair_of_homes / "phone", tmp_path / "phone"))),
    )


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Make an empty folder."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_two_devices_exchange_everything_over_a_folder(devices: tuple[Device, Device], stick: Path) -> None:
    laptop, phone = devices
    laptop.do("value", "add", "Authenticity")
    phone.do("value", "add", "Kindness")

    for device in (laptop, phone, laptop):
        assert device.ask("sync", "--folder", str(stick))["in_step"] is True
    laptop.do("step", "--value", "Kindness", "-m", "I asked how she was.")
    for device in (laptop, phone):
        device.do("sync", "--folder", str(stick))

    first, second = laptop.ask("status"), phone.ask("status")
    assert first["state_hash"] == second["state_hash"]
    assert [status["alarms"] for status in (first, second)] == [[], []]
    assert sorted(value["name"] for value in laptop.ask("value", "list")) == ["Authenticity", "Kindness"]
    assert phone.ask("check", "--read-data")["sound"] is True


def test_a_folder_keeps_nothing_waiting_from_being_kept_by_a_relay(
    devices: tuple[Device, Device], stick: Path, relay: RelayHere
) -> None:
    """What went over a stick is not called kept, and a relay gets all of it later."""
    laptop, phone = devices
    phone.do("value", "add", "Kindness")
    for device in (phone, laptop):
        device.do("sync", "--folder", str(stick))

    assert phone.ask("status")["pending"] > 0
    laptop.do("sync", "--relay", relay.url)
    phone.do("sync", "--relay", relay.url)
    assert phone.ask("status")["pending"] == 0


def test_a_journal_without_a_relay_carries_over_a_folder_and_a_bare_sync_still_says_so(
    tmp_path: Path, stick: Path
) -> None:
    device = new_device(tmp_path / "alone")
    device.do("value", "add", "Kindness")

    shown = device.do("sync", "--folder", str(stick))

    assert shown.out.startswith("In step with the folder: ")
    assert device.run("sync").status == REFUSED
    (space,) = stick.iterdir()
    assert space.name.startswith("whyward-")


def test_a_relative_folder_is_meant_from_where_the_person_stands(tmp_path: Path, stick: Path) -> None:
    device = new_device(tmp_path / "alone")

    device.do("sync", "--folder", os.path.relpath(stick))

    assert list(stick.iterdir())


def test_nothing_readable_lies_in_the_folder(devices: tuple[Device, Device], stick: Path) -> None:
    laptop, _ = devices
    laptop.do("write", "Melisende and the heron")
    laptop.do("sync", "--folder", str(stick))

    files = [path for path in stick.rglob("*") if path.is_file()]

    assert files
    for path in files:
        assert b"heron" not in path.read_bytes()
        assert b"laptop" not in path.read_bytes()
        assert "laptop" not in str(path.relative_to(stick))


def test_a_stick_that_is_not_there_is_told_and_no_folder_is_made(devices: tuple[Device, Device], stick: Path) -> None:
    laptop, _ = devices

    ended = laptop.run("sync", "--folder", str(stick / "gone"))

    assert ended.status == AWAY
    assert "is not there" in ended.err
    assert "is safe on this device" in ended.err
    assert not list(stick.iterdir())


def test_a_folder_that_may_not_be_written_hands_over_what_it_holds(devices: tuple[Device, Device], stick: Path) -> None:
    laptop, phone = devices
    laptop.do("value", "add", "Authenticity")
    laptop.do("sync", "--folder", str(stick))
    phone.do("value", "add", "Kindness")
    folders = [stick, *(path for path in stick.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)

    ended = limited(phone, "heed-modes").run("--json", "sync", "--folder", str(stick))

    for path in folders:
        path.chmod(0o755)
    assert ended.status == REFUSED
    assert ended.document["received"] > 0
    assert ended.document["in_step"] is False
    assert "cannot be written to" in ended.err
    assert "Authenticity" in phone.do("value", "list").out


def test_a_stick_without_room_is_told(devices: tuple[Device, Device], stick: Path) -> None:
    laptop, _ = devices
    laptop.do("write", "x" * 60_000)

    ended = limited(laptop, "400").run("sync", "--folder", str(stick))

    assert ended.status == REFUSED
    assert "Traceback" not in ended.err
    assert not list(stick.rglob("*.part"))
    assert laptop.run("sync", "--folder", str(stick)).status == DONE


def test_half_of_a_synced_drive_waits_for_the_other_half(devices: tuple[Device, Device], stick: Path) -> None:
    laptop, phone = devices
    for name in ("Authenticity", "Courage"):
        laptop.do("value", "add", name)
        laptop.do("sync", "--folder", str(stick))
    files = sorted(path for path in stick.rglob("*.segments"))
    late = files[0].rename(stick.parent / files[0].name)

    shown = phone.do("sync", "--folder", str(stick))

    assert "not in the folder yet" in shown.out
    assert phone.ask("status")["alarms"] == []
    late.rename(files[0])
    assert phone.ask("sync", "--folder", str(stick))["in_step"] is True
    assert len(phone.ask("value", "list")) == 2


def test_both_devices_may_use_the_folder_at_the_same_moment(devices: tuple[Device, Device], stick: Path) -> None:
    laptop, phone = devices
    for round_ in range(4):
        laptop.do("value", "add", f"Laptop {round_}")
        phone.do("value", "add", f"Phone {round_}")
        running = [device.start("sync", "--folder", str(stick)) for device in (laptop, phone, laptop, phone)]
        for process in running:
            with process:
                _, err = process.communicate()
            assert process.returncode == DONE, err.decode()
    for device in (laptop, phone):
        device.do("sync", "--folder", str(stick))

    assert laptop.ask("status")["state_hash"] == phone.ask("status")["state_hash"]
    assert len(phone.ask("value", "list")) == 8


@pytest.mark.parametrize("more", [("--watch",), ("--relay", "http://127.0.0.1:1"), ("--invite", "abc")])
def test_a_folder_stands_alone(devices: tuple[Device, Device], stick: Path, more: tuple[str, ...]) -> None:
    ended = devices[0].run("sync", "--folder", str(stick), *more)

    assert ended.status == MISUSE
    assert "--folder stands alone" in ended.err


def test_the_journals_own_folder_is_no_carrier(devices: tuple[Device, Device]) -> None:
    laptop, _ = devices

    ended = laptop.run("sync", "--folder", str(laptop.home))

    assert ended.status == MISUSE
    assert "the folder of the journal itself" in ended.err
