"""Each start is quick: what a command does not need is not loaded."""

import json
import subprocess
import sys

import pytest

from tests.support.cli_process import environment

SLOW = {"aiohttp", "keyring", "rich", "yarl"}
LOADED = """
import json, sys
from whyward.cli.main import main
main(sys.argv[1:])
print("\\n" + json.dumps(sorted(sys.modules)))
"""


def loaded_by(*arguments: str) -> set[str]:
    """Run a command in a fresh interpreter and list what it has loaded."""
    command = [sys.executable, "-c", LOADED, "--home", "/nonexistent", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    modules: list[str] = json.loads(done.stdout.splitlines()[-1])
    return set(modules)


@pytest.mark.parametrize(
    "arguments", [["status"], ["value", "add", "Kindness"], ["step", "-m", "x"], ["today"]], ids=" ".join
)
def test_recording_and_looking_load_no_network_no_keyring_and_no_tables(arguments: list[str]) -> None:
    assert not loaded_by(*arguments) & SLOW


def test_the_help_loads_no_command() -> None:
    assert not {name for name in loaded_by("--help") if name.startswith(("whyward.journal", "whyward.cli.commands"))}
