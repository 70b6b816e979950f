"""A device is shut out, a copied folder becomes a device of its own; with real processes."""

import shutil
from pathlib import Path

from tests.support.cli_process import REFUSED, Device, new_device, pair
from tests.support.cli_relay import RelayHere


def two(relay: RelayHere, tmp_path: Path) -> tuple[Device, Device]:
    """Two devices that hold the same."""
    laptop = new_device(tmp_path / "laptop", "--relay", relay.url, "--device", "laptop")
    phone = pair(laptop, tmp_path / "phone", relay.url, "--device", "phone")
    phone.do("value", "add", "Rest")
    for device in (laptop, phone, laptop):
        device.do("sync")
    return laptop, phone


def test_a_device_that_is_shut_out_is_told_and_gets_nothing_more(relay: RelayHere, tmp_path: Path) -> None:
    laptop, phone = two(relay, tmp_path)

    removed = laptop.ask("device", "remove", "phone")
    laptop.do("value", "add", "Honesty")
    laptop.do("sync")
    refused = phone.run("sync")

    assert len(removed["removed"]) == 1
    assert removed["epoch"] == 1
    assert refused.status == REFUSED
    assert "removed" in refused.err
    assert [value["name"] for value in phone.ask("value", "list")] == ["Rest"]
    assert "removed" in [alarm["code"] for alarm in phone.ask("status")["alarms"]]
    assert {device["name"] for device in laptop.ask("device", "list")} == {"laptop", None}
    assert laptop.ask("status")["alarms"] == []
    assert laptop.ask("quarantine") == []


def test_a_copied_folder_becomes_a_device_of_its_own(relay: RelayHere, tmp_path: Path) -> None:
    laptop, phone = two(relay, tmp_path)
    shutil.copytree(laptop.home, tmp_path / "copy")
    copy = Device(tmp_path / "copy")
    laptop.do("write", "In the first.")
    copy.do("write", "In the copy.")
    for device in (laptop, copy, laptop, phone, copy):
        device.do("sync")

    hashes = {device.ask("status")["state_hash"] for device in (laptop, copy, phone)}
    assert len(hashes) == 1
    assert len({device.ask("status")["device_id"] for device in (laptop, copy, phone)}) == 3
    assert len(phone.ask("entry", "list")) == 2
    assert [device.ask("status")["alarms"] for device in (laptop, copy, phone)] == [[], [], []]
    for device in (laptop, copy, phone):
        assert device.ask("check", "--read-data")["sound"]


def test_all_devices_show_the_same_six_words_and_where_each_entry_is(relay: RelayHere, tmp_path: Path) -> None:
    laptop, phone = two(relay, tmp_path)
    laptop.do("write", "Seen by both.")
    for device in (laptop, phone):
        device.do("sync")
    phone.do("value", "add", "So that it says what it has seen")
    for device in (phone, laptop, phone):
        device.do("sync")

    here, there = laptop.ask("status"), phone.ask("status")
    assert here["digest"] == there["digest"]
    assert len(here["digest"]) == 6
    (entry,) = here["entries"]
    assert entry["kept"]
    assert entry["seen_by"] == [there["device_id"]]
    assert "kept by the relay → seen by phone" in laptop.do("status").out


def test_a_key_is_changed_by_hand(relay: RelayHere, tmp_path: Path) -> None:
    laptop, phone = two(relay, tmp_path)

    assert laptop.ask("device", "rotate") == {"epoch": 1}
    laptop.do("value", "add", "Honesty")
    for device in (laptop, phone):
        device.do("sync")

    assert {value["name"] for value in phone.ask("value", "list")} == {"Rest", "Honesty"}
    assert "began a new key" in phone.do("status").out
