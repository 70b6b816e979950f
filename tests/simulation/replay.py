"""Replay one simulated world from its seed, and tell what happened step by step.

`python -m tests.simulation.replay 17`; the exit status is 1 if something did not hold.
"""

import sys
from collections.abc import Mapping, Sequence

from tests.simulation.schedule import Schedule
from tests.support.sim_witness import Broken
from whyward.protocol.ids import DeviceId


def main(arguments: list[str]) -> int:
    """Play one seed, and print its trace and its end."""
    if len(arguments) != 1 or not arguments[0].isdecimal():
        sys.stderr.write("usage: python -m tests.simulation.replay SEED\n")
        return 2
    schedule = Schedule(int(arguments[0]))
    broken: Broken | None = None
    try:
        schedule.run()
    except Broken as found:
        broken = found
    world = schedule.world
    for number, line in enumerate(world.trace, 1):
        sys.stdout.write(f"{number:5} {line}\n")
    for fault, times in sorted(world.witness.fired.items()):
        sys.stdout.write(f"{times:5} x {fault}\n")
    for device in world.devices:
        sys.stdout.write(f"      {device.name} holds {_ends(device.disk.memory.rows.series)}\n")
    sys.stdout.write(f"      the relay holds {_ends(world.shelf.segments())}\n")
    sys.stdout.write(f"seed {arguments[0]}: {broken or 'all that must hold holds'}\n")
    return 0 if broken is None else 1


def _ends(series: Mapping[DeviceId, Sequence[object]]) -> str:
    return ", ".join(f"{device.hex()[:6]} up to {len(run)}" for device, run in sorted(series.items())) or "nothing"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
