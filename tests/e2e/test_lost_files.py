"""Case 9, the log cut short, empty, gone, or something else in its place: told plainly, and no new identity is made."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.cli_process import REFUSED, Device


def gone(log: Path) -> None:
    """Delete it."""
    log.unlink()


def empty(log: Path) -> None:
    """Leave nothing of it."""
    log.write_bytes(b"")


def cut(log: Path) -> None:
    """Leave its first half."""
    log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])


def cut_in_a_page(log: Path) -> None:
    """Leave it without its last bytes."""
    log.write_bytes(log.read_bytes()[:-700])


def header_only(log: Path) -> None:
    """Leave the first hundred bytes."""
    log.write_bytes(log.read_bytes()[:100])


def folder(log: Path) -> None:
    """Put a folder there."""
    log.unlink()
    log.mkdir()


def link(log: Path) -> None:
    """Put a link to it there."""
    real = log.with_name("elsewhere.db")
    log.rename(real)
    log.symlink_to(real)


def hanging_link(log: Path) -> None:
    """Put a link to nothing there."""
    log.unlink()
    log.symlink_to(log.with_name("nothing.db"))


def fifo(log: Path) -> None:
    """Put a pipe there that nobody writes to."""
    log.unlink()
    os.mkfifo(log)


def tree(home: Path) -> dict[str, bytes]:
    """Read what are plain files in a folder."""
    return {path.name: path.read_bytes() for path in home.iterdir() if path.is_file() and not path.is_symlink()}


SPOILS = (gone, empty, cut, cut_in_a_page, header_only, folder, link, hanging_link, fifo)


@pytest.mark.parametrize("spoil", SPOILS)
def test_what_became_of_the_log_is_told_with_a_next_step_and_nothing_is_made(
    device: Device, spoil: Callable[[Path], None]
) -> None:
    spoil(device.home / "journal.db")
    before = tree(device.home)

    read, wrote, checked = (
        device.run(*arguments) for arguments in (("value", "list"), ("value", "add", "Courage"), ("check", "--repair"))
    )

    for ended in (wrote, checked):
        assert ended.status == REFUSED
    for ended in (read, wrote, checked):
        assert "Traceback" not in ended.err
    assert "hint: " in wrote.err
    after = tree(device.home)
    assert {name: after.get(name) for name in before} == before
    assert not (device.home / "nothing.db").exists()


def test_a_log_that_is_gone_beside_its_key_is_not_taken_for_a_fresh_start(device: Device) -> None:
    (device.home / "journal.db").unlink()

    ended = device.run("value", "list")

    assert ended.status == REFUSED
    assert "its key is still there" in ended.err
    assert "whyward init" not in ended.err.splitlines()[0]


def test_starting_anew_beside_an_old_key_keeps_the_old_key(device: Device, tmp_path: Path) -> None:
    """A copy of the log that turns up later can still be opened."""
    copy = Path(shutil.copy(device.home / "journal.db", tmp_path / "journal.db"))
    key = (device.home / "key.json").read_bytes()
    (device.home / "journal.db").unlink()

    device.do("init", "--unlock", "file")

    kept = [path for path in device.home.iterdir() if path.name.startswith("key.old")]
    assert [path.read_bytes() for path in kept] == [key]
    (device.home / "journal.db").unlink()
    shutil.copy(copy, device.home / "journal.db")
    kept[0].replace(device.home / "key.json")
    assert [value["name"] for value in device.ask("value", "list")] == ["Authenticity", "Kindness"]
