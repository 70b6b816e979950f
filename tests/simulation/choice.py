"""Choosing in a schedule: which process, which device, which wire; the same dice for all kinds of steps.

A step is a method without arguments that may find that there is nothing to do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from tests.simulation.temper import Temper
from tests.support.sim_device import Device, Process
from tests.support.sim_people import DEEP
from tests.support.sim_wire import Wire
from tests.support.sim_world import SimWorld

Step: TypeAlias = tuple[int, Callable[[], None]]
"""How likely a step is, beside the others, and what it does."""


@dataclass
class Choice:
    """What every kind of step needs."""

    world: SimWorld
    temper: Temper
    dice: Random

    @property
    def is_deep(self) -> bool:
        """Whether pages are folded here."""
        return self.world.scale is DEEP

    def one_open(self, *, doing: str = "") -> Process | None:
        """Choose a process with an open journal, that is not doing that already."""
        processes = [process for process in self.all_open() if not (doing and process.is_doing(doing))]
        return self.dice.choice(processes) if processes else None

    def all_open(self) -> list[Process]:
        """Return every process with an open journal."""
        return [process for device in self.world.devices for process in device.processes if process.journal is not None]

    def wire(self) -> Wire | None:
        """Choose a wire that is whole."""
        wires = [wire for wire in self.world.wires if not wire.is_cut]
        return self.dice.choice(wires) if wires else None

    def device(self) -> Device | None:
        """Choose a device with a journal."""
        devices = [device for device in self.world.devices if device.is_founded]
        return self.dice.choice(devices) if devices else None
