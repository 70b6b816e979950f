"""Cases 6, 7, 13, 15: a full disk, a read-only folder, company and little memory, each in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.e2e.test_bad_luck import limited
from tests.support import hard_times
from tests.support.cli_process import Device, environment, new_device

ROOT = str(Path(hard_times.__file__).parents[2])
LONGEST_S = 240
MIB = 1 << 20
CANARY = "Melisende and the heron."


def started(what: str, home: Path, *more: str) -> "subprocess.Popen[bytes]":
    """Start a process of hard times."""
    clean = environment()
    paths = {"PYTHONPATH": f"{clean['PYTHONPATH']}:{ROOT}"}
    heeding = [sys.executable, "-m", "tests.support.cli_limits", "heed-modes"] if what == "read-only" else []
    command = [*heeding, sys.executable, "-m", "tests.support.hard_times", what, str(home), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**clean, **paths})


def told_by(process: "subprocess.Popen[bytes]") -> Any:  # noqa: ANN401  # any document: the test looks into it
    """Wait for its end, and return what it told."""
    with process:
        out, err = process.communicate(timeout=LONGEST_S)
    assert process.returncode == 0, err.decode()
    return json.loads(out)


def entries(device: Device) -> set[str]:
    """Return all texts that were written."""
    return {entry["body"] for entry in device.ask("entry", "list")}


def all_is_there(device: Device, acknowledged: list[str]) -> bool:
    """Whether a restart finds every acknowledged entry, once, in a sound log."""
    return entries(device) >= set(acknowledged) and device.ask("check", "--read-data")["sound"] is True


def test_when_there_is_room_again_recording_goes_on_without_a_restart(tmp_path: Path) -> None:
    """The disk is full at every write in turn; nothing is half written, nothing acknowledged is lost."""
    device = new_device(tmp_path / "home")

    told = told_by(started("full", device.home))

    assert len(told["refusals"]) > 50
    assert set(told["refusals"]) <= {"the disk is full", "the disk did not do what it was asked"}
    assert all_is_there(device, told["acknowledged"])
    assert entries(device) == set(told["acknowledged"]), "what was refused did not happen"


def test_a_folder_that_turns_read_only_is_told_once_and_reading_goes_on(tmp_path: Path) -> None:
    device = new_device(tmp_path / "home")
    device.do("value", "add", "Kindness")

    told = told_by(started("read-only", device.home))

    (refusal,) = told["refusals"]
    assert "cannot be written to" in refusal
    assert "is safe" in refusal
    assert told["values"] == ["Kindness"]
    assert told["findings"] == []
    assert all_is_there(device, told["acknowledged"])


def test_three_processes_record_a_thousand_times_together(tmp_path: Path) -> None:
    """No number twice, nobody is turned away, nothing is lost."""
    device = new_device(tmp_path / "home")
    running = [started("company", device.home, name, "334") for name in ("one", "two", "three")]

    told = [told_by(process) for process in running]

    acknowledged = [text for one in told for text in one["acknowledged"]]
    assert len(set(acknowledged)) == 1002
    assert all_is_there(device, acknowledged)
    assert device.ask("status")["recorded"] == 1002


def test_too_little_memory_commits_nothing_by_half_and_a_restart_works(tmp_path: Path) -> None:
    """However little there is, and wherever it runs out; even where Python itself gives up."""
    device = new_device(tmp_path / "home")
    acknowledged: list[str] = []
    failed = 0
    for mib in range(96, 56, -3):
        text = f"{mib}: " + CANARY * 3_000
        ended = limited(device, f"memory:{mib * MIB}").run("--json", "write", "-", typed=text.encode())
        acknowledged += [text] if ended.status == 0 else []
        failed += ended.status != 0
        assert CANARY.strip() not in ended.err

    assert failed
    assert all_is_there(device, acknowledged)
    device.do("write", "There is memory again.")
