"""The script of the two commands, as far as it can be tested without a network."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import run


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend that `.venv` is a folder of the test, with a Python in it."""
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.touch()
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "PYTHON", python)
    return tmp_path


@pytest.mark.parametrize("arguments", [[], ["test"], ["tests", "-k", "seal"], ["--help"]])
def test_anything_but_the_two_commands_is_misuse(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(arguments) == 2

    talk = capsys.readouterr()
    assert talk.out == ""
    assert "usage: python3 run.py demo" in talk.err


def test_an_environment_is_used_again_until_its_lock_changes(environment: Path, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("one==1\n", encoding="utf-8")
    assert not run.is_installed(lock)
    run.stamp_of(lock).write_text(run.fingerprint(lock), encoding="utf-8")
    assert run.is_installed(lock)

    lock.write_text("one==2\n", encoding="utf-8")

    assert not run.is_installed(lock)
    assert list(environment.glob("installed-from-*"))


@pytest.mark.parametrize("lock", [run.RUNTIME_LOCK, run.DEVELOPMENT_LOCK], ids=lambda lock: lock.name)
def test_each_lock_pins_the_pip_that_installs_it(lock: Path) -> None:
    pinned = run.pinned_pip(lock)

    assert re.match(r"pip==\d", pinned)
    assert re.search(r"--hash=sha256:[0-9a-f]{64}$", pinned.rstrip())
    assert len(re.findall(r"==", pinned)) == 1


def test_a_lock_without_pip_is_refused_in_plain_words(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("one==1\n", encoding="utf-8")

    with pytest.raises(run.CannotRunError, match=r"requirements\.lock names no pip"):
        run.pinned_pip(lock)


def test_the_script_starts_without_anything_installed() -> None:
    """`-I -S` hides every installed package: only the standard library is left."""
    finished = subprocess.run(
        [sys.executable, "-I", "-S", run.__file__], capture_output=True, text=True, check=False, timeout=30
    )

    assert finished.returncode == 2
    assert finished.stderr.startswith("usage:")
