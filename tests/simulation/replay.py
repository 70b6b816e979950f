"""Replay one simulated world from its seed, or play new ones for a while.

    python -m tests.simulation.replay [--shares] 17                 tells what happened, step by step
    python -m tests.simulation.replay [--shares] --for 60m [--from SEED] [--json FILE]

The exit status is 1 if something did not hold.
"""

import argparse
import itertools
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.simulation.play import Maker, Tally, play, write
from tests.simulation.schedule import Schedule
from tests.simulation.shares.course import Course
from tests.support.sim_witness import Broken
from whyward.protocol.ids import DeviceId

REPORT_EVERY = 2000
_SECONDS = {"s": 1, "m": 60, "h": 3600}


def main(arguments: list[str]) -> int:
    """Play one seed and print its trace, or play for a while and print what came of it."""
    parser = argparse.ArgumentParser(prog="simulate")
    parser.add_argument("seed", type=int, nargs="?", help="replay this one")
    parser.add_argument("--shares", action="store_true", help="worlds in which somebody shares with somebody else")
    parser.add_argument("--for", dest="span", type=_seconds, help="play new seeds for so long: 90s, 60m, 2h")
    parser.add_argument("--from", dest="first", type=int, default=1_000_000, help="the first of them")
    parser.add_argument("--json", type=Path, help="write the result to this file, again and again until the end")
    options = parser.parse_args(arguments)
    if (options.seed is None) == (options.span is None):
        parser.error("either one SEED, or --for a while")
    make: Maker = Course if options.shares else Schedule
    if options.seed is not None:
        return _replay(options.seed, make)
    return _play_for(options.span, options.first, options.json, make)


def _seconds(text: str) -> int:
    if not text[:-1].isdecimal() or text[-1] not in _SECONDS:
        raise argparse.ArgumentTypeError("a number and s, m or h")
    return int(text[:-1]) * _SECONDS[text[-1]]


def _replay(seed: int, make: Maker) -> int:
    schedule = make(seed, is_told=True)
    broken: BaseException | None = None
    try:
        schedule.run()
    except Broken as found:
        broken = found
    world = schedule.world
    for number, line in enumerate(world.trace, 1):
        sys.stdout.write(f"{number:5} {line}\n")
    _tell_faults(world.fired)
    for person in world.people:
        for device in person.devices:
            sys.stdout.write(f"      {device.name} holds {_ends(device.disk.memory.rows.series)}\n")
        sys.stdout.write(f"      the relay holds {_ends(world.fate.vault.shelf(person.space_id).series)}\n")
    sys.stdout.write(f"seed {seed}, {schedule.scale.name}: {broken or 'all that must hold holds'}\n")
    return 0 if broken is None else 1


def _play_for(seconds: int, first: int, path: Path | None, make: Maker) -> int:
    def go_on(tally: Tally) -> bool:
        if tally.schedules % REPORT_EVERY == 0:
            sys.stdout.write(
                f"{tally.schedules} schedules, {tally.rate:.0f} a CPU second, {len(tally.failures)} failed\n"
            )
            sys.stdout.flush()
            if path is not None:
                write(tally, path)
        return tally.wall_s < seconds

    tally = play(itertools.count(first), make, go_on=go_on)
    if path is not None:
        write(tally, path)
    _tell_faults(tally.fired)
    for seed, text in sorted(tally.failures.items()):
        sys.stdout.write(f"seed {seed}: {text}\n")
    sys.stdout.write(
        f"{tally.schedules} schedules ({tally.deep} deep) from seed {first} in {tally.wall_s:.0f} s, "
        f"{tally.rate:.0f} a CPU second; {tally.steps} steps, {tally.frames} frames; {len(tally.failures)} failed\n"
    )
    return 1 if tally.failures else 0


def _tell_faults(fired: Counter[str]) -> None:
    for fault, times in sorted(fired.items()):
        sys.stdout.write(f"{times:8} x {fault}\n")


def _ends(series: Mapping[DeviceId, Sequence[object]]) -> str:
    return ", ".join(f"{device.hex()[:6]} up to {len(run)}" for device, run in sorted(series.items())) or "nothing"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
