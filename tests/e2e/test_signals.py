"""Case 16, told to stop, interrupted, or put to sleep at any moment: a clean end, and it goes on where it was."""

import json
import random
import signal
import subprocess
from pathlib import Path

import pytest

from tests.support.cli_process import TIMEOUT_S, new_device, next_line, pair
from tests.support.cli_relay import RelayHere

ROUNDS = 10


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_at_any_moment_ends_it_cleanly_and_keeps_what_was_answered(
    tmp_path: Path, number: signal.Signals
) -> None:
    dice = random.Random(number)
    device = new_device(tmp_path / "home")
    answered: list[str] = []

    for round_ in range(ROUNDS):
        with device.start("--json", "value", "add", f"Value {round_}") as process:
            try:
                out, err = process.communicate(timeout=dice.uniform(0, 0.8))
            except subprocess.TimeoutExpired:
                process.send_signal(number)
                out, err = process.communicate(timeout=TIMEOUT_S)
        answered += [json.loads(line)["id"] for line in out.decode().splitlines() if line.endswith("}")]
        # Before the first line of ours Python answers an interrupt itself, with a status of 1.
        is_python_starting = process.returncode == 1 and b"KeyboardInterrupt" in err
        assert is_python_starting or process.returncode in {0, 130, -number}, err.decode()

    held = {value["id"] for value in device.ask("value", "list")}
    assert set(answered) <= held
    assert device.ask("check", "--read-data")["sound"] is True


def test_a_watch_that_slept_takes_what_came_meanwhile_and_sends_what_was_recorded(
    relay: RelayHere, tmp_path: Path
) -> None:
    """The lid was closed; nothing is sent twice, and both come to one state."""
    laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
    phone = pair(laptop, tmp_path / "phone", relay.url)
    phone.do("sync")
    with phone.start("--json", "sync", "--watch") as watching:
        laptop.do("value", "add", "Before")
        laptop.do("sync")
        assert next_line(watching)["received"] >= 1
        watching.send_signal(signal.SIGSTOP)
        for name in ("One", "Two"):
            laptop.do("value", "add", name)
            laptop.do("sync")
        phone.do("value", "add", "Mine")
        watching.send_signal(signal.SIGCONT)
        received = 0
        while received < 2:
            received += next_line(watching)["received"]
        while phone.ask("status")["pending"]:
            assert watching.poll() is None
        watching.send_signal(signal.SIGTERM)
        watching.communicate(timeout=TIMEOUT_S)
    laptop.do("sync")

    assert watching.returncode == 0
    first, second = laptop.ask("status"), phone.ask("status")
    assert first["state_hash"] == second["state_hash"]
    assert [status["alarms"] for status in (first, second)] == [[], []]
    assert second["recorded"] == 1
