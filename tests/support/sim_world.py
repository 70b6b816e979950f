"""A simulated world: three devices, a relay, the wires between them, and what can be done to them, one step at a time.

Everything runs on one thread and from one seed. This file knows how to do things; `schedule` decides what and when.
"""

import asyncio
from collections.abc import Sequence
from random import Random
from typing import NoReturn

from tests.support.sim_device import DATA_KEY, URL, Device, Process
from tests.support.sim_log import Disk
from tests.support.sim_loop import Gates, SimLoop
from tests.support.sim_pairing import Pairing
from tests.support.sim_relay import SimRelay
from tests.support.sim_store import Shelf
from tests.support.sim_wire import Wire, deliver
from tests.support.sim_witness import Broken, Witness
from whyward.journal.errors import Refused, Unreachable
from whyward.journal.founding import Relay, found_space
from whyward.journal.intentions.any import Intention
from whyward.journal.ports import Connection
from whyward.protocol.segments import EMPTY, Tail
from whyward.relay.config import RelayConfig

NAMES = ("laptop", "phone", "tablet")


class SimTransport:
    """See `Transport`: a new wire to whatever relay runs now."""

    def __init__(self, world: "SimWorld", process: Process) -> None:
        self._world = world
        self._process = process

    async def connect(self, url: str) -> Connection:
        """Connect, if a relay is there."""
        assert url == URL
        return self._world.new_wire(self._process)


class SimWorld:
    """All there is."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(f"world {seed}")
        self.loop = SimLoop()
        self.gates = Gates(self.loop, self.dice)
        self.witness = Witness()
        self.shelf = Shelf()
        small = self.dice.random() < 0.5
        self.config = RelayConfig(
            page_bytes_max=16 << 10, push_segments_max=self.dice.choice((1, 2, 5)) if small else 1000
        )
        self.relay: SimRelay | None = None
        self.devices = [Device(name, seed) for name in NAMES]
        self.wires: list[Wire] = []
        self.trace: list[str] = []
        self._wire_count = 0
        self._backup: Shelf | None = None
        self._link_by_newcomer: dict[Device, asyncio.Task[None]] = {}
        self.start_relay()
        self._found()

    def note(self, text: str) -> None:
        """Write a line of the trace."""
        self.trace.append(text)

    def fire(self, fault: str) -> None:
        """Count a fault that has really happened."""
        self.witness.fired[fault] += 1

    def expect(self, holds: bool, otherwise: str) -> None:  # noqa: FBT001  # an assertion reads like this
        """Raise `Broken` if something does not hold."""
        if not holds:
            self.fail(otherwise)

    def fail(self, text: str) -> NoReturn:
        """Say what does not hold."""
        raise Broken(text)

    @property
    def relay_now(self) -> SimRelay:
        """The relay that runs."""
        assert self.relay is not None
        return self.relay

    def is_level(self) -> bool:
        """Whether every device holds exactly what the relay holds, and the pages of every process show it."""
        ends = {device: self.shelf.tail(device) for device in self.shelf.series}
        for device in self.devices:
            rows = device.disk.memory.rows
            held = {name: Tail(run[-1].n, run[-1].hash) for name, run in rows.series.items() if run}
            if held != ends or len(rows.statement_list) != len(self.shelf.statements):
                return False
            if any(process.log.pages.heads != ends for process in device.processes):
                return False
        return True

    # --- Devices ---

    def _found(self) -> None:
        device = self.devices[0]
        process = Process(device, 0, self.loop, self.gates, self.witness)
        founding = self.loop.create_task(self._founded(device, process))
        self.run()
        founding.result()

    @staticmethod
    async def _founded(device: Device, process: Process) -> None:
        founded = await found_space(process.store, DATA_KEY, device.world, Relay(URL))
        device.keys = founded.keys

    def start_process(self, device: Device, number: int) -> Process:
        """Start a process of a founded device."""
        process = Process(device, number, self.loop, self.gates, self.witness)
        device.processes.append(process)
        process.begin("open", process.open(SimTransport(self, process)))
        return process

    def kill(self, process: Process) -> None:
        """Kill a process and what it had in flight."""
        for wire in process.wires:
            self.lose(wire)
        process.kill()
        if process in process.device.processes:
            process.device.processes.remove(process)
        self.witness.check_disk(process.device.name, process.device.disk.memory.rows)

    def record(self, process: Process, wishes: Sequence[Intention]) -> None:
        """Begin to record in a process."""
        process.begin("record", self._recorded(process, wishes))

    async def _recorded(self, process: Process, wishes: Sequence[Intention]) -> None:
        assert process.journal is not None
        device = process.device
        assert device.keys is not None
        seen = process.journal.pages.max_hlc
        try:
            done = await process.journal.record_all(wishes)
        except Refused:
            self.fire("a wish is refused")
            return
        me = device.keys.device_id
        tail = process.log.pages.heads.get(me, EMPTY)
        own = device.disk.memory.rows.series.get(me, [])
        if len(own) < tail.n or not tail.n:
            raise Broken(f"{process.name}: record returned before its commit")
        self.expect(
            all(event.hlc > seen for event in done.events), f"{process.name}: an event is not after what was seen"
        )
        first = len(self.witness.acknowledged.get(device.name, {}))
        self.witness.acknowledge(device.name, own, first)
        device.acknowledged += done.events

    # --- Wires ---

    def new_wire(self, process: Process) -> Wire:
        """Connect a process to the relay."""
        if self.relay is None:
            raise Unreachable("there is no relay")
        self._wire_count += 1
        wire = Wire(self.loop, process.name, self._wire_count)
        process.wires.append(wire)
        self.wires.append(wire)
        self.relay.connect(wire)
        return wire

    def lose(self, wire: Wire) -> None:
        """Cut a wire; some of what is in flight is lost with it."""
        if wire.is_cut:
            return
        if wire.to_device:
            self.fire("a wire is cut with frames for the device in flight")
        if wire.has_receipt_in_flight:
            self.fire("a receipt is lost")
        before = len(wire.to_relay)
        wire.lose(self.dice)
        if len(wire.to_relay) < before:
            self.fire("a wire is cut with frames for the relay in flight")
        wire.cut()

    def carry(self) -> bool:
        """Deliver one frame of any wire, in any direction; return whether there was one."""
        flights = [(wire.to_relay, wire.at_relay, wire, "to relay") for wire in self.wires if wire.to_relay]
        flights += [(wire.to_device, wire.at_device, wire, "to device") for wire in self.wires if wire.to_device]
        if not flights:
            return False
        flight, inbox, wire, where = self.dice.choice(flights)
        if flight[0][0] > min(other[0][0][0] for other in flights):
            self.fire("a frame overtakes another wire's")
        frame = deliver(flight, inbox)
        if wire.is_cut and frame is not None:
            self.fire("a frame of a wire that is gone arrives at the relay")
        if frame is not None and where == "to device":
            device = next(device for device in self.devices if wire.owner.startswith(device.name))
            self.witness.device_is_given(frame, device.disk.memory.rows)
        if wire.is_cut and not wire.to_relay:
            self.wires.remove(wire)
        self.note(f"{where}: {wire!r}: {'end' if frame is None else _named(frame)}")
        self.run()
        return True

    # --- The relay ---

    def back_up(self) -> None:
        """Copy what is durable at the relay."""
        self._backup = self.shelf.copied()

    def restore_backup(self) -> bool:
        """Let the relay go back to its backup; not behind a pairing, for that cannot be mended by syncing."""
        backup = self._backup
        if backup is None or len(backup.statements) != len(self.shelf.statements):
            return False
        if self.relay is not None:
            self.kill_relay()
        if backup.relay_seq < self.shelf.relay_seq:
            self.fire("relay: restored from a backup")
        self.witness.may_regress = True
        self.shelf.__dict__.update(backup.copied().__dict__)
        return True

    def start_relay(self) -> None:
        """Start the relay over what is durable."""
        self.witness.check_relay(self.shelf.segments(), self.shelf.statements)
        self.relay = SimRelay(self.loop, self.shelf, self.gates, self.witness, self.config)
        self.run()

    def kill_relay(self) -> None:
        """Let the relay be gone at once."""
        assert self.relay is not None
        for wire in list(self.relay.wires):
            if wire.has_receipt_in_flight:
                self.fire("a receipt is lost")
        self.relay.kill()
        self.relay = None
        self.run()

    # --- Pairing ---

    def pair(self, sponsor: Process, newcomer: Device) -> None:
        """Begin to let a device in: both sides of the real pairing, through the relay."""
        newcomer.disk = Disk(newcomer.name)
        new_side = Process(newcomer, 0, self.loop, self.gates, self.witness)
        pairing = Pairing(sponsor, new_side, SimTransport(self, new_side), self)
        pairing.link = sponsor.begin("link", pairing.trusted())
        self._link_by_newcomer[newcomer] = pairing.link
        self.run()

    def can_join(self, device: Device) -> bool:
        """Whether a device has no journal, and nobody is letting it in."""
        link = self._link_by_newcomer.get(device)
        return not device.is_founded and not device.processes and (link is None or link.done())

    # --- Time ---

    def run(self) -> None:
        """Run whatever is ready, then bury the processes and the relay that have crashed by it."""
        self.loop.run_ready()
        for device in self.devices:
            for process in list(device.processes):
                if process.reap():
                    self.note(f"crash: {process.name}")
                    self.kill(process)
                elif process.journal is None and not process.tasks:
                    device.processes.remove(process)
        if self.relay is not None:
            self.relay.reap()
            if self.relay.store.has_crashed:
                self.note("crash: relay")
                self.kill_relay()
        if self.loop.faults:
            raise Broken(f"an exception that nobody caught: {self.loop.faults[0]}")

    def close(self) -> None:
        """Take it all down, without another look at it."""
        for device in self.devices:
            for process in device.processes:
                process.store.is_dead = True
        for task in asyncio.all_tasks(self.loop):
            task.add_done_callback(_looked_at)
            task.cancel()
        self.loop.run_ready()
        self.loop.close()


def _looked_at(task: "asyncio.Task[object]") -> None:
    if not task.cancelled():
        task.exception()


def _named(frame: bytes) -> str:
    """Return a frame's tag."""
    length = frame[1] & 0x1F
    return frame[2 : 2 + length].decode()
