"""`check --repair` as a person runs it: what is damaged comes back from the relay or a folder, or is plainly told."""

import sqlite3
from pathlib import Path

import pytest

from tests.support.cli_process import AWAY, MISUSE, REFUSED, Device, new_device, pair
from tests.support.cli_relay import RelayHere, relay_process


def spoil(device: Device, table: str, column: str, nth: int) -> None:
    """Flip a bit of one row, from the outside."""
    db = sqlite3.connect(device.home / "journal.db")
    rowid, raw = db.execute(f"SELECT rowid, {column} FROM {table} ORDER BY rowid").fetchall()[nth]  # noqa: S608  # names from the tests below
    with db:
        spoilt = raw[:60] + bytes([raw[60] ^ 1]) + raw[61:]
        db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (spoilt, rowid))  # noqa: S608  # as above
    db.close()


@pytest.fixture
def devices(relay: RelayHere, tmp_path: Path) -> tuple[Device, Device]:
    """Make two devices in step, each with records of its own and of the other."""
    laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
    phone = pair(laptop, tmp_path / "phone", relay.url)
    for name in ("Authenticity", "Kindness"):
        laptop.do("value", "add", name)
        phone.do("write", f"About {name}.")
    for device in (laptop, phone, laptop):
        device.do("sync")
    return laptop, phone


@pytest.mark.parametrize(("column", "nth"), [("body", 0), ("header", 1), ("header", -1)])
def test_a_damaged_record_comes_back_from_the_relay(devices: tuple[Device, Device], column: str, nth: int) -> None:
    laptop, phone = devices
    spoil(laptop, "segment", column, nth)

    assert laptop.run("check").status == REFUSED
    mended = laptop.ask("check", "--repair", "--read-data")

    assert (mended["sound"], mended["repaired"], mended["cut"], mended["left"]) == (True, 1, 0, 0)
    assert laptop.ask("status")["state_hash"] == phone.ask("status")["state_hash"]
    assert laptop.ask("status")["alarms"] == []


def test_a_damaged_control_log_comes_back_from_the_relay(devices: tuple[Device, Device]) -> None:
    laptop, phone = devices
    spoil(laptop, "statement", "raw", -1)

    refused = laptop.run("value", "list")
    assert refused.status == REFUSED
    assert "whyward check --repair" in refused.err
    assert laptop.ask("check", "--repair")["sound"] is True
    assert laptop.ask("status")["state_hash"] == phone.ask("status")["state_hash"]


def test_a_damaged_record_comes_back_from_a_folder(devices: tuple[Device, Device], tmp_path: Path) -> None:
    laptop, phone = devices
    stick = tmp_path / "stick"
    stick.mkdir()
    phone.do("sync", "--folder", str(stick))
    spoil(laptop, "segment", "body", 0)
    spoil(laptop, "statement", "raw", -1)

    assert laptop.ask("check", "--repair", "--folder", str(stick))["sound"] is True


def test_without_a_relay_in_reach_the_other_devices_record_waits_and_our_own_stays(tmp_path: Path) -> None:
    with relay_process(tmp_path / "relay") as relay:
        laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
        phone = pair(laptop, tmp_path / "phone", relay.url)
        phone.do("write", "Tea.")
        laptop.do("write", "Rain.")
        for device in (phone, laptop):
            device.do("sync")
        port = relay.port
        before = laptop.ask("status")["state_hash"]
    for nth in (0, 1):
        spoil(laptop, "segment", "body", nth)

    away = laptop.run("--json", "check", "--repair")

    assert away.status == AWAY
    assert (away.document["cut"], away.document["left"]) == (1, 1)
    with relay_process(tmp_path / "relay", port=port):
        assert laptop.ask("check", "--repair")["sound"] is True
        laptop.do("sync")
        assert laptop.ask("status")["state_hash"] == before


def test_a_record_that_nobody_else_holds_is_told_and_its_bytes_are_kept(tmp_path: Path) -> None:
    device = new_device(tmp_path / "alone")
    device.do("value", "add", "Kindness")
    spoil(device, "segment", "body", 0)
    before = (device.home / "journal.db").read_bytes()

    ended = device.run("check", "--repair")

    assert ended.status == REFUSED
    assert "Record 1 of this device is damaged" in ended.out
    assert "kept as they are" in ended.out
    assert (device.home / "journal.db").read_bytes() == before


def test_a_folder_is_for_repairing_only(tmp_path: Path) -> None:
    device = new_device(tmp_path / "alone")

    assert device.run("check", "--folder", str(tmp_path)).status == MISUSE
