"""A simulated world: people with devices, a relay, the wires between them, and what can be done to them, step by step.

Everything runs on one thread and from one seed. This file knows how to do things; `schedule` decides what and when.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import NoReturn

from tests.support.sim_device import URL, Device, Process
from tests.support.sim_log import Disk
from tests.support.sim_loop import Gates, SimLoop
from tests.support.sim_pairing import Pairing
from tests.support.sim_people import Person, Scale
from tests.support.sim_relay import Liar, SimRelay
from tests.support.sim_store import Shelf, SimStore, Vault
from tests.support.sim_wire import Wire, tag_of
from tests.support.sim_witness import Broken, look_for_canary
from whyward.journal.errors import Refused, Unreachable
from whyward.journal.intentions.any import Intention
from whyward.journal.ports import Connection
from whyward.protocol.frames import decode_to_device
from whyward.protocol.segments import EMPTY, Tail
from whyward.relay.config import RelayConfig


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

    def __init__(self, seed: int, scale: Scale) -> None:
        self.seed = seed
        self.scale = scale
        self.dice = Random(seed * 2 + 1)
        self.loop = SimLoop()
        self.gates = Gates(self.loop, self.dice)
        self.fired: Counter[str] = Counter()
        self.people: list[Person] = []
        small = self.dice.random() < 0.5
        self.config = RelayConfig(
            page_bytes_max=16 << 10, push_segments_max=self.dice.choice((1, 2, 5)) if small else 1000
        )
        self.vault = Vault()
        self.relay: SimRelay | None = None
        self.other_relay: SimRelay | None = None
        """A second view of the same relay, for devices that are led astray."""
        self.led_astray: set[Device] = set()
        self.liar: Liar | None = None
        self.wires: list[Wire] = []
        self.trace: list[str] = []
        self.is_told = False
        self.frames = 0
        self._wire_count = 0
        self._backup: Vault | None = None
        self._link_by_newcomer: dict[Device, asyncio.Task[None]] = {}

    def begin(self, people: Sequence[Person], *, is_kept: bool) -> None:
        """Let the people be there, and the relay; it carries their spaces already if `is_kept`."""
        self.people += people
        for person in people:
            if is_kept or person.founded > 1:
                statements = list(person.origin.statements[: person.founded])
                self.vault.shelves[person.space_id] = Shelf(statements=statements)
        self.start_relay()

    @property
    def devices(self) -> list[Device]:
        """All devices of all people."""
        return [device for person in self.people for device in person.devices]

    def person_of(self, device: Device) -> Person:
        """Return whose device this is."""
        return next(person for person in self.people if person.witness is device.witness)

    def note(self, text: str) -> None:
        """Write a line of the trace."""
        if self.is_told:
            self.trace.append(text)

    def fire(self, fault: str) -> None:
        """Count a fault that has really happened."""
        self.fired[fault] += 1

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
        for person in self.people:
            shelf = self.vault.shelf(person.space_id)
            ends = {device: shelf.tail(device) for device in shelf.series}
            for device in person.devices:
                if not device.is_founded:
                    continue
                rows = device.disk.memory.rows
                held = {name: Tail(run[-1].n, run[-1].hash) for name, run in rows.series.items() if run}
                if held != ends or len(rows.statement_list) != len(shelf.statements):
                    return False
                if any(process.journal is None or process.log.pages.heads != ends for process in device.processes):
                    return False
        return True

    # --- Devices ---

    def start_process(self, device: Device, number: int) -> Process:
        """Start a process of a founded device."""
        process = Process(device, number, self.loop, self.gates, self.scale.log_type)
        device.processes.append(process)
        process.begin("open", process.open(SimTransport(self, process), self.person_of(device).controls))
        return process

    def kill(self, process: Process) -> None:
        """Kill a process and what it had in flight."""
        for wire in process.wires:
            self.lose(wire)
        process.kill()
        device = process.device
        if process in device.processes:
            device.processes.remove(process)
        device.witness.check_disk(device.name, device.disk.memory.rows)

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
        first = len(device.witness.acknowledged.get(device.name, {}))
        device.witness.acknowledge(device.name, own, first)
        device.acknowledged += done.events

    # --- Wires ---

    def new_wire(self, process: Process) -> Wire:
        """Connect a process to the relay."""
        relay = self.other_relay if process.device in self.led_astray else self.relay
        if relay is None:
            raise Unreachable("there is no relay")
        self._wire_count += 1
        wire = Wire(self.loop, process.name, self._wire_count)
        wire.device = process.device
        process.wires.append(wire)
        self.wires.append(wire)
        relay.connect(wire)
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
        flights = [(wire.to_relay, wire) for wire in self.wires if wire.to_relay]
        flights += [(wire.to_device, wire) for wire in self.wires if wire.to_device]
        if not flights:
            return False
        flight, wire = flights[int(self.dice.random() * len(flights))]
        if flight[0][0] > min(other[0][0] for other, _ in flights):
            self.fired["a frame overtakes another wire's"] += 1
        is_to_relay = flight is wire.to_relay
        _, frame = flight.popleft()
        if frame is not None:
            self.frames += 1
            look_for_canary(frame, repr(wire))
            if is_to_relay:
                if wire.is_cut:
                    self.fired["a frame of a wire that is gone arrives at the relay"] += 1
            elif tag_of(frame) in {"segments", "refused"} and not wire.is_stalled and self.liar is None:
                wire.device.witness.device_is_given(decode_to_device(frame), wire.device.disk.memory.rows)
        (wire.at_relay if is_to_relay else wire.at_device).put(frame)
        if wire.is_cut and not wire.to_relay:
            self.wires.remove(wire)
        if self.is_told:
            where = "to relay" if is_to_relay else "to device"
            self.note(f"{where}: {wire!r}: {'end' if frame is None else tag_of(frame)}")
        self.run()
        return True

    # --- The relay ---

    def _start(self, vault: Vault) -> SimRelay:
        witnesses = {person.space_id: person.witness for person in self.people}
        store = SimStore(vault, self.gates, witnesses)
        return SimRelay(self.loop, store, witnesses, self.config, self.scale.crypto, self.liar)

    def start_relay(self) -> None:
        """Start the relay over what is durable."""
        for person in self.people:
            shelf = self.vault.shelf(person.space_id)
            person.witness.check_relay(shelf.segments(), shelf.statements)
        self.relay = self._start(self.vault)
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

    def back_up(self) -> None:
        """Copy what is durable at the relay."""
        self._backup = self.vault.copied()

    def restore_backup(self) -> bool:
        """Let the relay go back to its backup."""
        return self._backup is not None and self.go_back(self._backup, "relay: restored from a backup")

    def go_back(self, to: Vault, how: str) -> bool:
        """Let the relay hold older things; not behind a pairing that is under way, which syncing cannot mend."""
        if any(not link.done() for link in self._link_by_newcomer.values()):
            return False
        if self.relay is not None:
            self.kill_relay()
        is_less = False
        for person in self.people:
            old, new = self.vault.shelf(person.space_id), to.shelf(person.space_id)
            is_less |= new.relay_seq < old.relay_seq or len(new.statements) < len(old.statements)
            person.witness.may_regress = True
        if is_less:
            self.fire(how)
        self.vault.shelves = to.copied().shelves
        return True

    def stop_lies(self) -> None:
        """Let the relay and the wires be honest from now on; what was spoilt before ends as a time-out would end it."""

    # --- Pairing ---

    def pair(self, sponsor: Process, newcomer: Device) -> None:
        """Begin to let a device in: both sides of the real pairing, through the relay."""
        newcomer.disk = Disk(newcomer.name, newcomer.witness)
        new_side = Process(newcomer, 0, self.loop, self.gates, self.scale.log_type)
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
        for person in self.people:
            for device in person.devices:
                for process in tuple(device.processes):
                    if not (process.has_ended_tasks or process.store.is_dead):
                        continue
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
        self.loop.take_down()
