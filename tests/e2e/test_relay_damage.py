"""A relay's file that went back, or went bad: devices say so, nothing is lost, in the end all hold the same."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.cli_process import DONE, REFUSED, Device, new_device, pair
from tests.support.cli_relay import relay_process


def entries(device: Device) -> list[str]:
    """Return what a device shows of what was written, in order."""
    return [entry["versions"][0]["text"] for entry in device.ask("entry", "list")]


def held(file: Path) -> list[tuple[object, ...]]:
    """Return every segment and statement in a relay's file."""
    with closing(sqlite3.connect(file)) as db:
        said = db.execute("SELECT position, raw, signature FROM statement").fetchall()
        sealed = db.execute(
            "SELECT device_id, n, header, body FROM segment JOIN series ON series.id = segment.series"
        ).fetchall()
    return sorted([*said, *sealed], key=repr)


def alarms(device: Device) -> set[str]:
    """Return the codes of what is wrong, as status shows it."""
    return {alarm["code"] for alarm in device.ask("status")["alarms"]}


def test_a_relay_put_back_from_an_old_copy_is_made_whole_by_all_its_devices(tmp_path: Path) -> None:
    """Case 22: both notice, both give back, the relay holds again what it held, and nothing is shown as lost."""
    file, old = tmp_path / "relay" / "relay.sqlite3", tmp_path / "old.sqlite3"
    with relay_process(tmp_path / "relay") as relay:
        laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
        phone = pair(laptop, tmp_path / "phone", relay.url)
        laptop.do("write", "Before the copy was made.")
        laptop.do("sync")
        phone.do("sync")
        port = relay.port
    shutil.copyfile(file, old)
    with relay_process(tmp_path / "relay", port=port):
        for number in range(4):
            laptop.do("write", f"On the laptop, {number}.")
            phone.do("write", f"On the phone, {number}.")
        laptop.do("sync")
        phone.do("sync")
        laptop.do("sync")
    before, shown = held(file), entries(laptop)
    shutil.copyfile(old, file)

    with relay_process(tmp_path / "relay", port=port):
        laptop.do("sync")
        phone.do("sync")
        laptop.do("sync")

    assert held(file) == before
    assert entries(laptop) == entries(phone) == shown
    assert alarms(laptop) | alarms(phone) == {"relay-regressed"}
    assert [device.ask("status")["pending"] for device in (laptop, phone)] == [0, 0]


def test_what_went_bad_on_a_relay_is_refused_dropped_and_brought_again(tmp_path: Path) -> None:
    """Case 28: a flipped body reaches no device; the repair drops it and what follows, its author brings it again."""
    file = tmp_path / "relay" / "relay.sqlite3"
    with relay_process(tmp_path / "relay") as relay:
        laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
        phone = pair(laptop, tmp_path / "phone", relay.url)
        laptop.do("write", "The first one.")
        laptop.do("sync")
        laptop.do("write", "The second one.")
        laptop.do("sync")
        port = relay.port
    before = held(file)
    with closing(sqlite3.connect(file)) as db, db:
        assert db.execute(
            "UPDATE segment SET body = zeroblob(length(body)) WHERE seq = (SELECT max(seq) FROM segment)"
        ).rowcount
    with relay_process(tmp_path / "relay", port=port):
        phone.run("sync")
        assert "The second one." not in entries(phone)
        assert alarms(phone) == {"bad-body"}

    checked = laptop.run("check", "--relay", str(file))
    repaired = laptop.run("check", "--repair", "--relay", str(file))

    assert (checked.status, checked.document["damaged"]) == (REFUSED, 1)
    assert (repaired.status, repaired.document["dropped"], repaired.document["sound"]) == (DONE, 1, True)
    with relay_process(tmp_path / "relay", port=port):
        laptop.do("sync")
        phone.do("sync")
    assert entries(phone) == entries(laptop)
    assert held(file) == before


def test_a_relays_file_is_checked_by_itself(tmp_path: Path) -> None:
    device = Device(tmp_path / "home")

    both = device.run("check", "--relay", str(tmp_path / "r.sqlite3"), "--read-data")
    nowhere = device.run("check", "--relay", str(tmp_path / "r.sqlite3"))

    assert "a relay's file is checked by itself" in both.err
    assert (nowhere.status, "there is no data file" in nowhere.err) == (REFUSED, True)
    assert list(tmp_path.iterdir()) == []
