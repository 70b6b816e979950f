"""Damaged, foreign, newer, read-only and full: it is said, what was recorded is safe, nothing is half written."""

import shutil
import sqlite3
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support import cli_limits
from tests.support.cli_process import LOCKED, REFUSED, Device, new_device

LIMITS = str(Path(cli_limits.__file__))


def limited(device: Device, what: str) -> Device:
    """Return the same device on a machine with bad luck."""
    before = (sys.executable, LIMITS, what, sys.executable, "-m", "whyward.cli")
    return Device(device.home, device.variables, before)


def names(device: Device) -> list[str]:
    """Return the names of the values."""
    return [value["name"] for value in device.ask("value", "list")]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"format": 1, "unlock": "file"}', b"[" * 5000])
def test_a_damaged_key_file_is_told_and_left_alone(device: Device, content: bytes) -> None:
    (device.home / "key.json").write_bytes(content)

    ended = device.run("value", "list")

    assert ended.status == REFUSED
    assert "the key file is damaged" in ended.err
    assert (device.home / "key.json").read_bytes() == content


def test_a_key_file_of_a_newer_version_is_left_alone(device: Device) -> None:
    (device.home / "key.json").write_bytes(b'{"format": 2, "unlock": "file"}')

    ended = device.run("value", "list")

    assert ended.status == REFUSED
    assert "newer Whyward" in ended.err


def test_the_log_of_another_person_stays_shut(device: Device, tmp_path: Path) -> None:
    other = new_device(tmp_path / "other")
    shutil.copy(other.home / "journal.db", device.home / "journal.db")

    ended = device.run("value", "list")

    assert ended.status == LOCKED
    assert "two different journals" in ended.err


def test_a_newer_log_is_left_alone(device: Device) -> None:
    db = sqlite3.connect(device.home / "journal.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = (device.home / "journal.db").read_bytes()

    ended = device.run("value", "add", "Courage")

    assert ended.status == REFUSED
    assert "newer Whyward" in ended.err
    assert (device.home / "journal.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be one" * 99])
def test_what_is_no_log_is_told(device: Device, content: bytes) -> None:
    (device.home / "journal.db").write_bytes(content)

    ended = device.run("value", "list")

    assert ended.status == REFUSED
    assert ended.err.startswith("whyward: error: ")
    assert "Traceback" not in ended.err
    assert (device.home / "journal.db").read_bytes() == content


def test_a_log_through_a_link_is_refused(device: Device) -> None:
    (device.home / "journal.db").rename(device.home / "elsewhere.db")
    (device.home / "journal.db").symlink_to(device.home / "elsewhere.db")

    ended = device.run("value", "list")

    assert ended.status == REFUSED
    assert "not a file of its own" in ended.err


def test_a_flipped_bit_is_found_by_check(device: Device) -> None:
    db = sqlite3.connect(device.home / "journal.db")
    (body,) = db.execute("SELECT body FROM segment ORDER BY rowid LIMIT 1").fetchone()
    with db:
        db.execute("UPDATE segment SET body = ? WHERE body = ?", (bytes([body[0] ^ 1]) + body[1:], body))
    db.close()

    ended = device.run("check")

    assert ended.status == REFUSED
    assert "Traceback" not in ended.err


def test_a_folder_that_may_not_be_written_can_still_be_told_apart(device: Device) -> None:
    for path in device.home.iterdir():
        path.chmod(0o400)
    device.home.chmod(0o500)

    ended = limited(device, "heed-modes").run("value", "add", "Courage")

    device.home.chmod(0o700)
    for path in device.home.iterdir():
        path.chmod(0o600)
    assert ended.status == REFUSED
    assert "cannot be written to" in ended.err
    assert "is safe" in ended.err
    assert names(device) == ["Authenticity", "Kindness"]


def test_a_place_where_no_folder_can_be_made_is_told() -> None:
    ended = Device(Path("/proc/whyward-home")).run("init", "--unlock", "file")

    assert ended.status == REFUSED
    assert "cannot be made" in ended.err


def test_a_full_disk_keeps_what_is_there_and_works_again_with_room(device: Device) -> None:
    size = (device.home / "journal.db").stat().st_size
    # Hex digits of a hash do not compress below half, so that the log must grow.
    text = "".join(sha256(bytes([n])).hexdigest() for n in range(250))

    ended = limited(device, str(size)).run("write", text)

    assert ended.status == REFUSED
    assert "Nothing was recorded just now" in ended.err
    assert device.ask("check", "--read-data")["sound"] is True
    assert names(device) == ["Authenticity", "Kindness"]
    device.do("write", text)
    assert device.ask("entry", "list")[0]["body"] == text


def test_a_full_disk_at_the_start_leaves_no_half_of_a_journal(tmp_path: Path) -> None:
    device = Device(tmp_path / "home")

    ended = limited(device, "4096").run("init", "--unlock", "file")
    after = device.run("init", "--unlock", "file")

    assert ended.status == REFUSED
    assert "Traceback" not in ended.err
    assert ended.out == ""
    assert after.status == 0
