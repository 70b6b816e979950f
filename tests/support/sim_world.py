"""A simulated world: people with devices, a relay, the wires between them, and what can be done to them, step by step.

Everything runs on one thread and from one seed. This file knows how to do things; `schedule` decides what and when.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from typing import NoReturn

from tests.support.sim_device import URL, Device, Process
from tests.support.sim_fate import Fate
from tests.support.sim_liar import SimLiar
from tests.support.sim_log import Disk
from tests.support.sim_loop import Gates, SimLoop
from tests.support.sim_pairing import Pairing
from tests.support.sim_people import Person, Scale
from tests.support.sim_rights import Rights, rights_after
from tests.support.sim_store import Shelf
from tests.support.sim_traffic import Traffic
from tests.support.sim_wire import Wire
from tests.support.sim_witness import Broken, Witness
from whyward.journal.errors import Refused, Unreachable
from whyward.journal.intentions.any import Intention
from whyward.journal.ports import Connection
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.segments import EMPTY, Tail, segment_hash
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
        self.ended: list[Process] = []
        self.people: list[Person] = []
        small = self.dice.random() < 0.5
        self.config = RelayConfig(
            page_bytes_max=16 << 10, push_segments_max=self.dice.choice((1, 2, 5)) if small else 1000
        )
        self.fate = Fate(self)
        self.liar: SimLiar | None = None
        self.traffic = Traffic(self.loop, self.dice, self.fired)
        self.trace: list[str] = []
        self.is_told = False
        self._link_by_newcomer: dict[Device, asyncio.Task[None]] = {}

    def begin(self, people: Sequence[Person], *, is_kept: bool) -> None:
        """Let the people be there, and the relay; it carries their spaces already if `is_kept`."""
        self.people += people
        for person in people:
            if is_kept or person.founded > 1:
                statements = list(person.origin.statements[: person.founded])
                self.fate.vault.shelves[person.space_id] = Shelf(statements=statements)
        if self.liar is not None:
            self.liar.begin(self.fate.vault, people)
        self.fate.start()

    @property
    def devices(self) -> list[Device]:
        """All devices of all people."""
        return [device for person in self.people for device in person.devices]

    @property
    def witnesses(self) -> Mapping[SpaceId, Witness]:
        """Who watches over each space."""
        return {person.space_id: person.witness for person in self.people}

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

    def is_level(self) -> bool:
        """Whether every device that belongs holds exactly what counts at the relay, and the pages of all show it."""
        return all(person.is_past_healing or self._is_level(person) for person in self.people)

    def _is_level(self, person: Person) -> bool:
        shelf = self.fate.vault.shelf(person.space_id)
        rights = rights_after(shelf.statements)
        ends = {device: tail for device in shelf.series if (tail := _end(shelf, rights, device)).n}
        for device in person.devices:
            if device.keys is None or device.keys.device_id not in rights.active():
                continue
            rows = device.disk.memory.rows
            held = {name: Tail(run[-1].n, run[-1].hash) for name, run in rows.series.items() if run}
            if held != ends or len(rows.statement_list) != len(shelf.statements):
                return False
            if any(process.journal is None or process.log.pages.heads != ends for process in device.processes):
                return False
        return True

    # --- Devices ---

    def new_process(self, device: Device, number: int) -> Process:
        """Return a process of a device that does nothing yet."""
        return Process(device, number, self, self.scale.log_type)

    def start_process(self, device: Device, number: int) -> Process:
        """Start a process of a founded device."""
        process = self.new_process(device, number)
        device.processes.append(process)
        process.begin("open", process.open(SimTransport(self, process), self.person_of(device).controls))
        return process

    def kill(self, process: Process) -> None:
        """Kill a process and what it had in flight."""
        for wire in process.wires:
            self.traffic.lose(wire)
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
        seen = process.journal.pages.max_hlc
        try:
            done = await process.journal.record_all(wishes)
        except Refused:
            self.fire("a wish is refused")
            return
        me = process.log.keys.device_id
        tail = process.log.pages.heads.get(me, EMPTY)
        own = device.disk.memory.rows.series.get(me, [])
        if len(own) < tail.n or not tail.n:
            raise Broken(f"{process.name}: record returned before its commit")
        self.expect(
            all(event.hlc > seen for event in done.events), f"{process.name}: an event is not after what was seen"
        )
        device.witness.acknowledge(device.name, own)
        device.acknowledged += done.events

    # --- Wires ---

    @property
    def wires(self) -> list[Wire]:
        """All wires, those too that are cut and still drain."""
        return self.traffic.wires

    def new_wire(self, process: Process) -> Wire:
        """Connect a process to the relay."""
        relay = self.fate.relay_for(process.device)
        if relay is None:
            raise Unreachable("there is no relay")
        wire = self.traffic.new_wire(process)
        relay.connect(wire)
        return wire

    def carry(self) -> bool:
        """Deliver one frame of any wire; return whether there was one."""
        moved = self.traffic.carry()
        if moved is None:
            return False
        if self.is_told:
            self.note(str(moved))
        self.run()
        return True

    # --- Pairing ---

    def pair(self, sponsor: Process, newcomer: Device) -> None:
        """Begin to let a device in: both sides of the real pairing, through the relay."""
        newcomer.disk = Disk(newcomer.name, newcomer.witness)
        new_side = self.new_process(newcomer, 0)
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
        for process in self._with_ended_tasks() if self.ended else ():
            device = process.device
            if process not in device.processes:
                continue
            if process.reap():
                self.note(f"crash: {process.name}")
                self.kill(process)
            elif process.journal is None and not process.tasks:
                device.processes.remove(process)
        if self.fate.relay is not None and (self.fate.relay.ended or self.fate.relay.store.has_crashed):
            self.fate.reap()
        if self.loop.faults:
            raise Broken(f"an exception that nobody caught: {self.loop.faults[0]}")

    def _with_ended_tasks(self) -> list[Process]:
        """Return the processes in which a task has ended, in the order in which they did."""
        ended = list(dict.fromkeys(self.ended))
        self.ended.clear()
        return ended

    def close(self) -> None:
        """Take it all down, without another look at it."""
        for device in self.devices:
            for process in device.processes:
                process.store.die()
        self.loop.take_down()


def _end(shelf: Shelf, rights: Rights, device: DeviceId) -> Tail:
    """Return the end of a series as far as it counts."""
    run = shelf.series[device]
    n = min(len(run), rights.cuts.get(device, len(run)))
    return Tail(n, segment_hash(run[n - 1].segment.header)) if n else EMPTY
