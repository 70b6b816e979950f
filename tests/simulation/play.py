"""Playing many schedules: how many, how fast, which faults fired, and which seeds failed.

It judges nothing itself: a schedule raises when something does not hold.
"""

import gc
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tests.simulation.schedule import Schedule
from tests.support.sim_people import Scale
from tests.support.sim_world import SimWorld

COLLECT_EVERY = 250
"""Worlds are full of cycles; collecting them by hand and rarely takes a tenth of the time."""


class Playable(Protocol):
    """A seed's course of events, of any kind of world."""

    steps: int
    scale: Scale
    is_deep: bool

    @property
    def world(self) -> SimWorld:
        """All there is."""
        ...

    def run(self) -> None:
        """Play it to its end; raise if anything that must hold does not."""
        ...


class Maker(Protocol):
    """What makes a course from a seed; the same one each time."""

    def __call__(self, seed: int, *, is_told: bool = False) -> Playable:
        """Make it; `is_told` keeps a trace."""
        ...


@dataclass
class Tally:
    """What came of a batch."""

    first_seed: int
    schedules: int = 0
    deep: int = 0
    steps: int = 0
    frames: int = 0
    cpu_s: float = 0.0
    wall_s: float = 0.0
    fired: Counter[str] = field(default_factory=Counter[str])
    failures: dict[int, str] = field(default_factory=dict[int, str])

    @property
    def rate(self) -> float:
        """Schedules for each second of one core."""
        return self.schedules / self.cpu_s if self.cpu_s else 0.0

    def written(self) -> str:
        """Return all of it as JSON."""
        return json.dumps(
            {
                "first_seed": self.first_seed,
                "schedules": self.schedules,
                "deep_schedules": self.deep,
                "steps": self.steps,
                "frames": self.frames,
                "cpu_seconds": round(self.cpu_s, 1),
                "wall_seconds": round(self.wall_s, 1),
                "schedules_per_cpu_second": round(self.rate, 1),
                "fired": dict(sorted(self.fired.items())),
                "failures": {str(seed): text for seed, text in sorted(self.failures.items())},
            },
            indent=2,
        )


def play(seeds: Iterable[int], make: Maker = Schedule, *, go_on: Callable[[Tally], bool] = lambda _: True) -> Tally:
    """Play seeds until they end or `go_on` says no; note failures and go on."""
    tally = Tally(-1)
    cpu, wall = time.process_time(), time.monotonic()
    was_on = gc.isenabled()
    gc.disable()
    try:
        for seed in seeds:
            if tally.first_seed < 0:
                tally.first_seed = seed
            _play_one(make(seed), seed, tally)
            tally.cpu_s, tally.wall_s = time.process_time() - cpu, time.monotonic() - wall
            if tally.schedules % COLLECT_EVERY == 0:
                gc.collect()
            if not go_on(tally):
                break
    finally:
        if was_on:
            gc.enable()
    return tally


def _play_one(schedule: Playable, seed: int, tally: Tally) -> None:
    try:
        schedule.run()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001  # whatever it is, it is this seed's finding, and the others go on
        tally.failures[seed] = f"{type(error).__name__}: {error}"
    tally.schedules += 1
    tally.deep += schedule.is_deep
    tally.steps += schedule.steps
    tally.frames += schedule.world.traffic.frames
    tally.fired.update(schedule.world.fired)


def write(tally: Tally, path: Path) -> None:
    """Write a tally to a file, as a whole."""
    fresh = path.with_suffix(".part")
    fresh.write_text(tally.written() + "\n", encoding="utf-8")
    fresh.replace(path)
