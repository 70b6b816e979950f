"""What happens on devices: wishes, syncs, crashes, restarts, clocks, and frames that move or are lost.

Each step counts the fault that it brings about, when it really does.
"""

from tests.simulation.choice import Choice, Step
from tests.simulation.peace import sync_once
from tests.support.sim_device import Process
from tests.support.sim_wishes import any_wish, light_wish
from tests.support.sim_witness import CANARY
from whyward.journal.intentions.entries import EditEntry, WriteEntry

DIFFER_FRAMES = 200
YEAR_MS = 365 * 24 * 3600 * 1000
LATEST_MS = 180 * YEAR_MS
"""In the year 2149: a hybrid clock ends with 2199."""


class DeviceSteps(Choice):
    """Steps on devices and wires."""

    def steps(self) -> list[Step]:
        """Return them all."""
        return [
            (12 if self.is_deep else 30, self._carry),
            (40 if self.is_deep else 16, self.record),
            (8, self._open_gate),
            (6, self._connect),
            (4, self._sync_once),
            (3, self._nudge),
            (3, self._start_process),
            (3, self._drop),
            (2, self._doom_device),
            (1, self._kill_process),
            (1, self._power_loss),
            (2, self._jump_clock),
            (6 if self.is_deep else 0, self._save_snapshot),
        ]

    def _carry(self) -> None:
        # Where pages are folded, people shall differ often: so less is carried at a time.
        for _ in range(self.dice.randint(1, 3 if self.is_deep else 8)):
            if not self.world.carry():
                break

    def record(self) -> None:
        """Wish for something."""
        process = self.one_open()
        if process is None or process.journal is None:
            return
        count = self.dice.choice((2, 3, 4) if self.is_deep else (1, 1, 1, 2, 3))
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

    def differ(self) -> None:
        """Let everybody have one entry, then cut all wires and let each edit it: nobody knows of the others' edits."""
        world, processes = self.world, self.all_open()
        if not processes:
            return
        world.record(processes[0], [WriteEntry(body=f"Ours, {CANARY}.")])
        for process in processes:
            if not process.is_doing("stay"):
                self.stay(process)
        world.run()
        for _ in range(DIFFER_FRAMES):
            if not world.carry():
                break
        for wire in list(world.wires):
            world.traffic.lose(wire)
        world.run()
        for process in self.all_open():
            assert process.journal is not None
            entries = sorted(entry.entry_id.hex() for entry in process.journal.pages.entries())
            if entries:
                world.record(process, [EditEntry(entry=entries[0], body=f"{process.name} saw it so, {CANARY}.")])
        world.run()

    def _open_gate(self) -> None:
        if self.world.gates.count:
            self.world.fire("somebody was held up, and goes on")
            self.world.gates.open_one()

    def _connect(self) -> None:
        process = self.one_open(doing="stay")
        if process is not None:
            self.stay(process)

    def stay(self, process: Process) -> None:
        """Let a process stay in sync."""
        assert process.journal is not None
        self.world.note(f"connect: {process.name}")
        if any(not_gone.owner == process.name for not_gone in self.world.wires if not_gone.is_cut):
            self.world.fire("a device is back while its old wire still drains")
        process.begin("stay", process.journal.stay_in_sync(lambda _: None))

    def _sync_once(self) -> None:
        process = self.one_open(doing="sync")
        if process is not None and process.journal is not None:
            self.world.note(f"sync once: {process.name}")
            process.begin("sync", sync_once(process))

    def _nudge(self) -> None:
        process = self.one_open()
        if process is not None and process.journal is not None:
            process.journal._woken.set()

    def _start_process(self) -> None:
        device = self.device()
        if device is not None and len(device.processes) < 2:
            number = 0 if all(process.number != 0 for process in device.processes) else 1
            self.world.note(f"start: {device.name}.{number}")
            if device.disk.snapshot is not None:
                self.world.fire("a process starts from a snapshot")
            self.world.start_process(device, number)

    def _doom_device(self) -> None:
        device = self.device()
        if device is not None:
            memory = device.disk.memory
            memory.crash_in = self.dice.randint(1, 3)
            memory.crash_after_commit = self.dice.random() < 0.5
            when = "after" if memory.crash_after_commit else "before"
            self.world.note(f"doom: {device.name} in {memory.crash_in} turns, {when} the commit")

    def _kill_process(self) -> None:
        process = self.one_open()
        if process is not None:
            self.world.fire("device: a process is killed")
            self.world.note(f"kill: {process.name}")
            self.world.kill(process)

    def _power_loss(self) -> None:
        device = self.device()
        if device is not None and device.processes:
            self.world.fire("device: power loss")
            self.world.note(f"power loss: {device.name}")
            for process in list(device.processes):
                self.world.kill(process)

    def _jump_clock(self) -> None:
        device = self.dice.choice(self.world.devices)
        jump = self.dice.randint(-10, 10) * YEAR_MS
        device.clock.ms = min(max(device.clock.ms + jump, 0), LATEST_MS)
        self.world.fire("a clock jumps forward" if jump > 0 else "a clock jumps back")
        self.world.note(f"clock: {device.name} by {jump // YEAR_MS} years")

    def _save_snapshot(self) -> None:
        process = self.one_open(doing="record")
        if self.is_deep and process is not None and process.journal is not None:
            process.journal.save_snapshot()

    def _drop(self) -> None:
        wire = self.wire()
        if wire is not None:
            self.world.note(f"drop: {wire!r}")
            self.world.traffic.lose(wire)
