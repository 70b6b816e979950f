"""One schedule: from a seed, a world, then faults and wishes in any order, then peace, in which all must come together.

What must always hold is the witness's matter; what must hold at the end is `endings`'.
"""

from collections.abc import Callable
from random import Random

from tests.simulation.endings import check_endings
from tests.simulation.peace import make_peace, sync_once
from tests.simulation.temper import Temper, temper_of
from tests.support.sim_device import Device, Process
from tests.support.sim_liar import SimLiar
from tests.support.sim_people import DEEP, QUICK, Person
from tests.support.sim_store import Doom
from tests.support.sim_wire import Wire
from tests.support.sim_wishes import any_wish, light_wish
from tests.support.sim_world import SimWorld

YEAR_MS = 365 * 24 * 3600 * 1000
LATEST_MS = 180 * YEAR_MS
"""In the year 2149: a hybrid clock ends with 2199."""
DEEP_EVERY = 100
"""So many schedules for each one on the deep scale."""
LOUD_FRAMES = 24


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
        self._steps: list[tuple[int, Callable[[], None]]] = [
            (30, self._carry),
            (16, self._record),
            (8, self._open_gate),
            (6, self._connect),
            (4, self._sync_once),
            (3, self._nudge),
            (3, self._start_process),
            (5, self._pair),
            (3, self._drop),
            (2, self._doom_device),
            (1, self._kill_process),
            (1, self._power_loss),
            (2, self._doom_relay),
            (1, self._kill_relay),
            (6, self._start_relay),
            (2, self._jump_clock),
            (1, self._save_snapshot),
            (1, self._back_up),
            (1, self._restore_backup),
            (1, self._wipe),
            (1, self._show_another_face),
        ]

    def run(self) -> None:
        """Play it to its end; raise `Broken` if anything that must hold does not."""
        world, dice = self.world, self.dice
        try:
            self._settle()
            world.gates.chance = dice.choice((0.0, 0.02, 0.1))
            is_calm = dice.random() < 0.2
            weights = [0 if is_calm and step != self._record and weight < 3 else weight for weight, step in self._steps]
            for step in dice.choices([step for _, step in self._steps], weights, k=self.steps):
                for device in world.devices:
                    device.clock.ms += int(dice.random() * 2000)
                step()
                world.run()
            if not self.temper.is_honest:
                self._be_loud()
            make_peace(world)
            check_endings(world, dice)
        finally:
            world.close()

    def _settle(self) -> None:
        """Let the people be there, each with some devices that have a journal; most of them run already."""
        dice, world, temper = self.dice, self.world, self.temper
        people: list[Person] = []
        for place in range(temper.people):
            devices = dice.choice((2, 3, 3, 4) if place == 0 else (1, 2))
            founded = devices if dice.random() < 0.8 else dice.randint(1, devices)
            person = Person(place, world.seed, self.scale, world.fired, devices=devices, founded=founded)
            # Nothing proves the key that a relay shows at a first meeting: harm there is not found out.
            known = [founded, *(dice.randint(place + 1, founded) for place in range(1, founded))]
            person.clone_origin(self.scale.crypto, known, has_met=bool(temper.mangles))
            people.append(person)
        if temper.mangles:
            world.traffic.harm_chance = temper.mangles
            for device in (device for person in people for device in person.devices):
                device.is_lied_to = True
        if temper.lies:
            world.liar = SimLiar(temper.lies, dice, world.fired, self.scale.crypto)
        world.begin(people, is_kept=dice.random() < 0.5)
        for device in world.devices:
            if device.is_founded and dice.random() < 0.9:
                world.start_process(device, 0)
        world.run()
        for process in self._all_open():
            if dice.random() < 0.5:
                self._stay(process)
        world.run()

    def _be_loud(self) -> None:
        """Let everybody talk once more while there are lies: else few would be told."""
        for process in self._all_open():
            if not process.is_doing("stay"):
                self._stay(process)
        self.world.run()
        for _ in range(LOUD_FRAMES):
            if not self.world.carry():
                break

    # --- Choosing ---

    def _open(self, *, doing: str = "") -> Process | None:
        """Choose a process with an open journal, that is not doing that already."""
        processes = [process for process in self._all_open() if not (doing and process.is_doing(doing))]
        return self.dice.choice(processes) if processes else None

    def _all_open(self) -> list[Process]:
        return [process for device in self.world.devices for process in device.processes if process.journal is not None]

    def _wire(self) -> Wire | None:
        wires = [wire for wire in self.world.wires if not wire.is_cut]
        return self.dice.choice(wires) if wires else None

    def _device(self) -> Device | None:
        devices = [device for device in self.world.devices if device.is_founded]
        return self.dice.choice(devices) if devices else None

    # --- Steps ---

    def _carry(self) -> None:
        for _ in range(self.dice.randint(1, 8)):
            if not self.world.carry():
                break

    def _record(self) -> None:
        process = self._open()
        if process is None or process.journal is None:
            return
        count = self.dice.choice((1, 1, 1, 2, 3))
        if self.is_deep:
            wishes = [any_wish(self.dice, process.journal.pages) for _ in range(count)]
        else:
            wishes = [light_wish(self.dice) for _ in range(count)]
        self.world.note(f"record: {process.name}: {', '.join(type(wish).__name__ for wish in wishes)}")
        behind = process.device.disk.memory.rows.series
        heads = process.journal.pages.heads
        me = process.log.keys.device_id
        if me in behind and len(behind[me]) > (heads[me].n if me in heads else 0):
            self.world.fire("another process has recorded meanwhile")
        self.world.record(process, wishes)

    def _open_gate(self) -> None:
        if self.world.gates.count:
            self.world.fire("somebody was held up, and goes on")
            self.world.gates.open_one()

    def _connect(self) -> None:
        process = self._open(doing="stay")
        if process is not None:
            self._stay(process)

    def _stay(self, process: Process) -> None:
        assert process.journal is not None
        self.world.note(f"connect: {process.name}")
        if any(not_gone.owner == process.name for not_gone in self.world.wires if not_gone.is_cut):
            self.world.fire("a device is back while its old wire still drains")
        process.begin("stay", process.journal.stay_in_sync(lambda _: None))

    def _sync_once(self) -> None:
        process = self._open(doing="sync")
        if process is not None and process.journal is not None:
            self.world.note(f"sync once: {process.name}")
            process.begin("sync", sync_once(process))

    def _nudge(self) -> None:
        process = self._open()
        if process is not None and process.journal is not None:
            process.journal._woken.set()

    def _start_process(self) -> None:
        device = self._device()
        if device is not None and len(device.processes) < 2:
            number = 0 if all(process.number != 0 for process in device.processes) else 1
            self.world.note(f"start: {device.name}.{number}")
            if device.disk.snapshot is not None:
                self.world.fire("a process starts from a snapshot")
            self.world.start_process(device, number)

    def _pair(self) -> None:
        newcomers = [device for device in self.world.devices if self.world.can_join(device)]
        if not newcomers:
            return
        newcomer = self.dice.choice(newcomers)
        sponsors = [
            process
            for device in self.world.person_of(newcomer).devices
            for process in device.processes
            if process.journal is not None and not process.is_doing("link")
        ]
        if sponsors:
            sponsor = self.dice.choice(sponsors)
            self.world.note(f"pair: {sponsor.name} with {newcomer.name}")
            self.world.pair(sponsor, newcomer)

    def _drop(self) -> None:
        wire = self._wire()
        if wire is not None:
            self.world.note(f"drop: {wire!r}")
            self.world.traffic.lose(wire)

    def _doom_device(self) -> None:
        device = self._device()
        if device is not None:
            memory = device.disk.memory
            memory.crash_in = self.dice.randint(1, 3)
            memory.crash_after_commit = self.dice.random() < 0.5
            when = "after" if memory.crash_after_commit else "before"
            self.world.note(f"doom: {device.name} in {memory.crash_in} turns, {when} the commit")

    def _kill_process(self) -> None:
        process = self._open()
        if process is not None:
            self.world.fire("device: a process is killed")
            self.world.note(f"kill: {process.name}")
            self.world.kill(process)

    def _power_loss(self) -> None:
        device = self._device()
        if device is not None and device.processes:
            self.world.fire("device: power loss")
            self.world.note(f"power loss: {device.name}")
            for process in list(device.processes):
                self.world.kill(process)

    def _doom_relay(self) -> None:
        relay = self.world.fate.relay
        if relay is not None:
            doom = self.dice.choice((Doom.BEFORE, Doom.AFTER, Doom.REFUSE))
            self.world.note(f"doom: relay, {doom.value}")
            relay.store.doom = doom

    def _kill_relay(self) -> None:
        if self.world.fate.relay is not None:
            self.world.fire("relay: killed")
            self.world.note("kill: relay")
            self.world.fate.kill()

    def _start_relay(self) -> None:
        if self.world.fate.relay is None:
            self.world.note("start: relay")
            self.world.fate.start()

    def _jump_clock(self) -> None:
        device = self.dice.choice(self.world.devices)
        jump = self.dice.randint(-10, 10) * YEAR_MS
        device.clock.ms = min(max(device.clock.ms + jump, 0), LATEST_MS)
        self.world.fire("a clock jumps forward" if jump > 0 else "a clock jumps back")
        self.world.note(f"clock: {device.name} by {jump // YEAR_MS} years")

    def _save_snapshot(self) -> None:
        process = self._open(doing="record")
        if self.is_deep and process is not None and process.journal is not None:
            process.journal.save_snapshot()

    def _back_up(self) -> None:
        self.world.note("back up: relay")
        self.world.fate.back_up()

    def _restore_backup(self) -> None:
        if self.world.fate.restore():
            self.world.note("restore: relay")

    def _wipe(self) -> None:
        if self.dice.random() < 0.5 and self.world.fate.wipe():
            self.world.note("wipe: relay")

    def _show_another_face(self) -> None:
        if not self.temper.lies:
            return
        person = self.world.people[0]
        some = [device for device in person.devices if self.dice.random() < 0.5]
        if some and not person.has_plans():
            self.world.note(f"another face for {', '.join(device.name for device in some)}")
            self.world.fate.show_another_face(some, is_older=self.dice.random() < 0.5)
