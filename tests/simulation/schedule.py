"""One schedule: from a seed, a world, then faults and wishes in any order, then peace, in which all must come together.

What must always hold is the witness's matter; what must hold at the end is `endings`'.
"""

from random import Random

from tests.simulation.copy_steps import CopySteps
from tests.simulation.device_steps import DeviceSteps
from tests.simulation.endings import check_endings
from tests.simulation.membership_steps import MembershipSteps
from tests.simulation.peace import make_peace
from tests.simulation.relay_steps import RelaySteps
from tests.simulation.temper import Temper, temper_of
from tests.support.sim_liar import SimLiar
from tests.support.sim_people import DEEP, QUICK, Person
from tests.support.sim_world import SimWorld

DEEP_EVERY = 100
"""So many schedules for each one on the deep scale."""
LOUD_FRAMES = 20


class Schedule:
    """A seed's course of events."""

    def __init__(self, seed: int, *, is_told: bool = False) -> None:
        self.dice = Random(seed * 2)
        self.scale = DEEP if seed % DEEP_EVERY == 0 else QUICK
        self.temper: Temper = temper_of(self.dice)
        self.world = SimWorld(seed, self.scale)
        self.world.is_told = is_told
        self.is_deep = self.scale is DEEP
        self.steps = self.dice.randint(*self.scale.steps)
        kit = (self.world, self.temper, self.dice)
        self._on_devices = DeviceSteps(*kit)
        self._on_folders = CopySteps(*kit)
        self._others = (RelaySteps(*kit), MembershipSteps(*kit), self._on_folders)

    def run(self) -> None:
        """Play it to its end; raise `Broken` if anything that must hold does not."""
        world, dice = self.world, self.dice
        try:
            self._settle()
            if self.is_deep and dice.random() < 0.5:
                self._on_devices.differ()
            world.gates.chance = dice.choice((0.0, 0.02, 0.1))
            is_calm = dice.random() < 0.2
            all_steps = [*self._on_devices.steps(), *(step for kind in self._others for step in kind.steps())]
            weights = [0 if is_calm and weight < 3 else weight for weight, _ in all_steps]
            for step in dice.choices([step for _, step in all_steps], weights, k=self.steps):
                passing = int(dice.random() * 2000)
                for device in world.devices:
                    device.clock.ms += passing
                step()
                world.run()
            if not self.temper.is_honest:
                self._be_loud()
            make_peace(world)
            if self._on_folders.take_over():
                make_peace(world)
            check_endings(world, dice)
        finally:
            world.close()

    def _settle(self) -> None:
        """Let the people be there, each with some devices that have a journal; most of them run already."""
        dice, world, temper = self.dice, self.world, self.temper
        people = [self._person(place) for place in range(temper.people)]
        if temper.mangles:
            world.traffic.harm_chance = temper.mangles
            for device in (device for person in people for device in person.devices):
                device.is_lied_to = True
        if temper.lies:
            world.liar = SimLiar(temper.lies, dice, world.fired, self.scale.crypto)
        world.begin(people, is_kept=dice.random() < 0.5)
        if dice.random() < 0.5:
            world.fate.back_up()
        for device in world.devices:
            if device.is_founded and dice.random() < 0.9:
                world.start_process(device, 0)
        world.run()
        for process in self._on_devices.all_open():
            if dice.random() < 0.5:
                self._on_devices.stay(process)
        world.run()

    def _person(self, place: int) -> Person:
        dice, world = self.dice, self.world
        devices = dice.choice((2, 2, 2, 3, 3, 4) if place == 0 else (1, 2))
        founded = devices if dice.random() < 0.8 else dice.randint(1, devices)
        person = Person(place, world.seed, self.scale, world.fired, devices=devices, founded=founded)
        known = [founded, *(dice.randint(rank + 1, founded) for rank in range(1, founded))]
        person.clone_origin(self.scale.crypto, known)
        person.may_change = self.temper.changes
        return person

    def _be_loud(self) -> None:
        """Let everybody talk once more while there are lies: else few would be told."""
        for process in self._on_devices.all_open():
            if not process.is_doing("stay"):
                self._on_devices.stay(process)
        self.world.run()
        for _ in range(LOUD_FRAMES):
            if not self.world.carry():
                break
