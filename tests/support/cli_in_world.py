"""A device whose commands run in another world: see `cli_world`, which they start with.

It changes nothing in this process.
"""

import sys
from pathlib import Path

from tests.support import cli_world
from tests.support.cli_process import Device

_WORLD = str(Path(cli_world.__file__))


def in_world(device: Device, *settings: str) -> Device:
    """Return the same device with its clock off (`clock=SECONDS`), less `patience=SECONDS`, or `memory=MIB`."""
    return Device(device.home, device.variables, (sys.executable, _WORLD, *settings, "--"))
