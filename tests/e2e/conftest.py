"""What the tests with real processes share: a journal that is made once, and copied for each test that wants one.

A copy is the same device again; tests that sync make devices of their own.
"""

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.support.cli_process import Device, new_device
from tests.support.cli_relay import RelayHere, relay_process

AUTHENTICITY, KINDNESS = "Authenticity", "Kindness"
GOAL = "Say one honest thing this week."


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder of a journal with two values, a goal and an entry."""
    device = new_device(tmp_path_factory.mktemp("grown") / "home", "--device", "laptop")
    device.do("value", "add", AUTHENTICITY, "--why", "I go quiet to keep the peace.")
    device.do("value", "add", KINDNESS)
    device.do("goal", "add", GOAL, "--value", AUTHENTICITY, "--tiny", "Say it to one person.")
    device.do("write", "Tea on the steps.", "--value", KINDNESS)
    return device.home


@pytest.fixture
def device(grown: Path, tmp_path: Path) -> Device:
    """Give a copy of that journal that the test may do anything to."""
    return Device(Path(shutil.copytree(grown, tmp_path / "home")))


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Generator[RelayHere]:
    """Run a relay for the tests of one file."""
    with relay_process(tmp_path_factory.mktemp("relay") / "data") as running:
        yield running
