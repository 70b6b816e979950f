"""`kill -9` at any moment: the log opens by itself, and holds every act whose command had answered.

The moments are drawn from a seed; where each falls in the program depends on the machine, and must not matter.
"""

import json
import random
import subprocess
from pathlib import Path

import pytest

from tests.support.cli_process import new_device

ROUNDS = 6
AT_ONCE = 3
LONGEST_S = 0.6


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_answered_is_there_after_any_kill(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    device = new_device(tmp_path / "home")
    answered: list[str] = []

    for round_ in range(ROUNDS):
        started = [
            device.start("--json", "value", "add", f"Value {round_} {place}", "--why", "x" * dice.randrange(20_000))
            for place in range(AT_ONCE)
        ]
        answered += [said["id"] for process in started for said in _killed_after(process, dice.uniform(0, LONGEST_S))]
    held = {value["id"] for value in device.ask("value", "list")}

    assert set(answered) <= held
    assert device.ask("check", "--read-data")["sound"] is True
    device.do("value", "add", "After all of it")


def _killed_after(process: "subprocess.Popen[bytes]", seconds: float) -> list[dict[str, str]]:
    """Kill a process after some time, unless it is done; return what it has answered."""
    with process:
        try:
            out, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            out, _ = process.communicate()
    return [json.loads(line) for line in out.decode().splitlines() if line.endswith("}")]
