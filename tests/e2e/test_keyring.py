"""Case 92, a keyring that is empty, locked, somebody else's or full of rubbish: told, and nothing is made anew."""

from pathlib import Path

import pytest

from tests.support import fake_keyring
from tests.support.cli_process import DONE, LOCKED, REFUSED, Device, environment

ROOT = str(Path(fake_keyring.__file__).parents[2])


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """Prepare a device whose system has a keyring that tests can spoil."""
    paths = f"{environment()['PYTHONPATH']}:{ROOT}"
    return Device(
        tmp_path / "home",
        {
            "PYTHONPATH": paths,
            "PYTHON_KEYRING_BACKEND": "tests.support.fake_keyring.FileKeyring",
            "WHYWARD_TEST_KEYRING": str(tmp_path / "keyring.json"),
        },
    )


def spoil(device: Device, mood: str) -> None:
    """Set the keyring's mood."""
    Path(device.variables["WHYWARD_TEST_KEYRING"]).with_suffix(".mood").write_text(mood, encoding="utf-8")


def tree(home: Path) -> dict[str, bytes]:
    """Read a folder."""
    return {path.name: path.read_bytes() for path in home.iterdir()}


@pytest.mark.parametrize("mood", ["empty", "locked", "garbage", "wrong"])
def test_a_keyring_that_does_not_give_the_key_leaves_all_as_it_is(device: Device, mood: str) -> None:
    """No new identity, no key in a file, and all opens again when the keyring does."""
    device.do("init", "--unlock", "keyring")
    device.do("value", "add", "Kindness")
    before = tree(device.home)
    spoil(device, mood)

    for arguments in (("value", "list"), ("value", "add", "Courage"), ("check",)):
        ended = device.run(*arguments)
        assert ended.status == LOCKED
        assert "hint: " in ended.err
        assert "Traceback" not in ended.err
    assert tree(device.home) == before
    spoil(device, "")
    assert "Kindness" in device.do("value", "list").out


@pytest.mark.parametrize("mood", ["empty", "locked", "garbage", "wrong"])
def test_no_journal_is_made_with_a_keyring_that_does_not_keep_its_key(device: Device, mood: str) -> None:
    """And none with the key in a plain file instead."""
    spoil(device, mood)

    ended = device.run("init", "--unlock", "keyring")

    assert ended.status == REFUSED
    assert "no keyring that works" in ended.err
    assert ended.out == ""
    assert not (device.home / "journal.db").exists()
    assert not (device.home / "key.json").exists()
    assert device.run("init", "--unlock", "file").status == DONE
