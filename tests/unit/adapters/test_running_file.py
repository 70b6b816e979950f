"""Where a running web app says how to reach it: for this user alone, gone with it, and never taken on trust."""

import stat
from pathlib import Path

import pytest

from whyward.adapters.running_file import Running, running_in, say_ended, say_running
from whyward.journal.errors import Refused

HERE = Running("127.0.0.1:40123", "a secret")


def test_it_is_said_for_this_user_alone_and_taken_away_again(tmp_path: Path) -> None:
    say_running(tmp_path / "home", HERE)

    assert running_in(tmp_path / "home") == HERE
    assert stat.S_IMODE((tmp_path / "home" / "web.json").stat().st_mode) == 0o600
    say_ended(tmp_path / "home", HERE)
    assert running_in(tmp_path / "home") is None
    assert not (tmp_path / "home" / "web.json").exists()


def test_what_another_app_said_since_stays(tmp_path: Path) -> None:
    say_running(tmp_path, HERE)
    later = Running("127.0.0.1:40124", "another secret")
    say_running(tmp_path, later)

    say_ended(tmp_path, HERE)

    assert running_in(tmp_path) == later


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"address": 1, "launcher": "x"}',
        b'{"address": "a", "launcher": "b", "more": 1}',
        b" " * 4097,
    ],
)
def test_a_file_that_is_odd_says_nothing(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "web.json").write_bytes(raw)

    assert running_in(tmp_path) is None


def test_a_link_says_nothing(tmp_path: Path) -> None:
    say_running(tmp_path / "home", HERE)
    (tmp_path / "web.json").symlink_to(tmp_path / "home" / "web.json")

    assert running_in(tmp_path) is None


def test_the_secret_is_not_shown() -> None:
    assert "a secret" not in repr(HERE)


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "home" / "web.json").mkdir(parents=True)

    with pytest.raises(Refused, match="cannot be written"):
        say_running(tmp_path / "home", HERE)
