"""`whyward demo` as anybody runs it: one document with the fields of the contract, nothing left behind."""

import signal
import subprocess
from pathlib import Path

from tests.support.cli_process import TIMEOUT_S, Device, environment

GOAL = "I will practice speaking up gently but honestly in at least one conversation this week."


def demo(folder: Path) -> Device:
    """Return a place to run the demo from, with a folder for temporary files of its own."""
    folder.mkdir()
    return Device(folder / "unused", {"TMPDIR": str(folder)}, patience_s=5 * TIMEOUT_S)


def test_the_demo_ends_with_the_same_on_both_devices_and_one_goal_at_the_therapist(tmp_path: Path) -> None:
    shown = demo(tmp_path / "tmp").ask("demo")

    laptop, phone = shown["devices"]["laptop"], shown["devices"]["phone"]
    assert set(shown) == {"devices", "therapist", "relay", "timings_ms"}
    assert set(laptop) == {"values", "goals", "state_hash"}
    assert laptop == phone
    assert {value["name"] for value in laptop["values"]} == {"Authenticity", "Kindness"}
    assert [goal["statement"] for goal in laptop["goals"]] == [GOAL]
    assert laptop["goals"][0]["steps"] == 1
    assert set(shown["relay"]) == {"segments", "bytes", "plaintext_found"}
    assert shown["relay"]["segments"] >= 9
    assert shown["relay"]["plaintext_found"] is False
    assert list((tmp_path / "tmp").iterdir()) == []

    therapist = shown["therapist"]
    assert set(therapist) == {"goals", "comments", "private_words_found"}
    assert therapist["goals"] == [{"statement": GOAL, "values": ["Authenticity"], "state": "active"}]
    assert therapist["comments"] == ["I am glad that you told her."]
    assert therapist["private_words_found"] is False


def test_the_demo_cleans_up_when_it_is_told_to_stop(tmp_path: Path) -> None:
    device = demo(tmp_path / "tmp")
    command = device.command("demo")
    env = environment(TMPDIR=str(tmp_path / "tmp"))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stderr is not None
        assert b"relay is listening" in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=TIMEOUT_S)

    assert process.returncode == 130
    assert list((tmp_path / "tmp").iterdir()) == []
    assert not _relays_of(tmp_path)


def _relays_of(folder: Path) -> list[str]:
    """Return the processes that still name the folder in their arguments."""
    if not Path("/proc/self").is_dir():
        return []
    lines = (path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists())
    return [line.decode(errors="replace") for line in lines if str(folder).encode() in line]
