"""Secrets come from a file or from a person who is there, and from nowhere else."""

from pathlib import Path
from typing import TextIO

import pytest

from whyward.adapters.home import Lock
from whyward.cli import asking
from whyward.journal.errors import BadInput, Locked
from whyward.journal.key_file import Unlock


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody be there."""
    monkeypatch.delenv(asking.PASSPHRASE_VARIABLE, raising=False)
    monkeypatch.setattr(asking, "_is_person_there", lambda: False)


def test_the_first_line_of_the_file_is_the_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret"
    file.write_bytes("grüße aus dem garten\r\nnot this\n".encode())
    monkeypatch.setenv(asking.PASSPHRASE_VARIABLE, str(file))

    assert asking.passphrase() == "grüße aus dem garten"
    assert asking.chosen_lock(None).unlock is Unlock.PASSPHRASE


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_file_that_holds_none_is_locked(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv(asking.PASSPHRASE_VARIABLE, str(file))

    with pytest.raises(Locked):
        asking.passphrase()


def test_where_nobody_is_nothing_is_guessed() -> None:
    with pytest.raises(Locked):
        asking.passphrase()
    with pytest.raises(BadInput, match="how the key") as refusal:
        asking.chosen_lock(None)
    assert all(way.value in refusal.value.hint for way in Unlock)
    with pytest.raises(BadInput):
        asking.chosen_lock("passphrase")


def test_a_person_types_a_new_passphrase_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["one two", "one two", "one two", "one too"])

    def type_next(_prompt: str, _stream: TextIO) -> str:
        return next(typed)

    monkeypatch.setattr(asking, "_is_person_there", lambda: True)
    monkeypatch.setattr("getpass.getpass", type_next)

    assert asking.chosen_lock(None).passphrase == "one two"
    with pytest.raises(BadInput, match="differ"):
        asking.chosen_lock(None)


def test_a_lock_does_not_show_its_passphrase() -> None:
    assert "secret" not in repr(Lock(Unlock.PASSPHRASE, "secret"))
