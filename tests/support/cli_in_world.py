"""A device whose commands run in another world: see `cli_world`, which they start with.

It changes nothing in this process.
"""

from tests.support.cli_forks import IN_WORLD
from tests.support.cli_process import Device


def in_world(device: Device, *settings: str) -> Device:
    """Return the same device with its clock off (`clock=SECONDS`), less `patience=SECONDS`, or `memory=MIB`."""
    return Device(device.home, device.variables, (*IN_WORLD, *settings, "--"))
