"""A simulated world in which one person shares with another: their devices, the logs of shares on them, and the relay.

Everything that they do goes through the journal's own facade. This file knows how to do things; the course decides what
and when.
"""

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any

from tests.support.sim_cipher import PRETEND
from tests.support.sim_device import FORGIVEN, Device, Process
from tests.support.sim_people import Person, Scale
from tests.support.sim_share_disk import DeviceDoom, DoomedLog, ShareFolder, SimShares
from tests.support.sim_share_witness import Eyes, ShareWitness, ShareWitnesses
from tests.support.sim_traffic import Moved
from tests.support.sim_witness import Broken
from tests.support.sim_world import SimWorld
from tests.support.world import START_MS
from whyward.journal.days import life_day
from whyward.journal.errors import JournalError
from whyward.journal.log import Log
from whyward.journal.ports import StoredSegment
from whyward.journal.sharing import rows
from whyward.journal.sharing.rounds import ShareCarried
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId, SpaceId

SHARES = Scale("shares", PRETEND, Log, (40, 120), 6)
SHOWING = frozenset({"item-shared.1", "item-withdrawn.1"})
NAMES = ("owner", "guest", "stranger")


def _may_show(process: Process, space_id: SpaceId) -> bool:
    """Whether a process may think that something is to be shown."""
    if process.journal is None:
        return True
    row = next((row for row in rows.shares(process.log.pages) if row.space_id == space_id), None)
    clock = process.device.clock
    today = life_day(clock.ms, clock.offset, process.log.pages.day_ends_at)
    if row is None or row.starts is None or row.ends is None:
        return row is None
    rests = row.paused and (row.paused_until is None or today < row.paused_until)
    is_sure = row.verified_root is not None and row.changed_root is None
    return is_sure and not row.revoked and not rests and row.starts <= today <= row.ends


class ShareProcess(Process):
    """A process of a device that has logs of shares beside its own."""

    def __init__(self, device: Device, number: int, world: "ShareWorld") -> None:
        super().__init__(device, number, world, Log)
        self.shares = SimShares(world.folders[device], self.store, world.gates)
        self._world = world

    def _forgive(self, what: str, error: JournalError) -> None:
        """Take a refusal for what it is; where nobody lies, only some can come about."""
        cause = error.__cause__
        named = cause.code if isinstance(cause, TheirFault) else type(error).__name__
        self._world.fire(f"{what} ends: {named}")
        self._world.errors.append(error)
        if self._world.is_told:
            self._world.note(f"{self.name}: {what} ends: {error}")
        if isinstance(cause, TheirFault) and not self._world.may_end_with(self.device, Code(cause.code)):
            raise Broken(f"{self.name}: {what} ended with {cause.code}: {cause}") from error

    async def carried(self) -> None:
        """Sync as the command line does: first what is the person's own, then every share of either side."""
        assert self.journal is not None
        await self.journal.sync()
        shares = await self.journal.shares()
        for one in await shares.sync():
            self._world.sent += one.sent
            if one.error is not None:
                self._look_at(one)

    def _look_at(self, one: ShareCarried) -> None:
        assert one.error is not None
        self._forgive("share", one.error)


class ShareWorld(SimWorld):
    """All there is."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed, SHARES)
        self.folders: dict[Device, ShareFolder] = {}
        self.now_ms = START_MS
        self.sent = 0
        self.errors: list[JournalError] = []
        """What syncs of shares ended with, since somebody looked last."""
        self.false_from: dict[SpaceId, dict[DeviceId, int]] = {}
        """From which number on the series of a device says what is not its author's to say."""
        self.is_at_end = False
        self.is_astray = False
        """Whether the relay, or whoever is on the way to it, has lied or lost something in this world."""
        self._witnesses = ShareWitnesses(self._new_witness)
        self._spaces_by_wire: dict[int, set[SpaceId]] = {}

    @property
    def witnesses(self) -> ShareWitnesses:
        """See `SimWorld`; those of shares come while it runs."""
        return self._witnesses

    def _new_witness(self, space_id: SpaceId) -> ShareWitness:
        witness = ShareWitness(self.fired, self.scale.crypto, lambda name: name.startswith("owner"))
        first = self.people[0].witness
        witness.space_id, witness.relay_pk = space_id, first.relay_pk
        witness.may_regress, witness.may_fork = first.may_regress, first.may_fork
        witness.sealed = partial(self._look_at_sealed, space_id)
        return witness

    def _look_at_sealed(self, space_id: SpaceId, name: str, fresh: list[StoredSegment]) -> None:
        """Nothing is shown anew by a device all of whose processes know that nothing is to be shown now."""
        processes = [one for each in self.people[0].devices if each.name == name for one in each.processes]
        logs = [one.journal._shelf.held(space_id) for one in processes if one.journal is not None]
        if self.gates.chance or self.is_at_end or not logs or any(_may_show(one, space_id) for one in processes):
            return
        for log in (log for log in logs if log is not None):
            for stored in fresh:
                try:
                    kinds = {event.kind for event in log.opener.open_stored(stored, log.control).events}
                except TheirFault:
                    continue  # Another process of the device has heard of a newer epoch: that one opens it.
                self.expect(not kinds & SHOWING, f"{name}: shows something while nothing may go out")
            self.fire("something is sealed in a share that rests")

    def add(self, person: Person, place: int) -> None:
        """Let a person's devices have a folder for shares each; before anything is on them."""
        self._witnesses[person.space_id] = person.witness
        for device in person.devices:
            device.name = device.disk.name = f"{NAMES[place]} {device.name.rsplit(' ', 1)[-1]}"
            doom = DeviceDoom()
            device.disk.memory = DoomedLog(doom)
            watch = partial(Eyes, self.fired, self.scale.crypto, self._witnesses)
            self.folders[device] = ShareFolder(device.name, doom, watch)

    def pass_ms(self, ms: int) -> None:
        """Let time pass for everybody, whatever their clocks say."""
        self.now_ms += ms
        for device in self.devices:
            device.clock.ms += ms

    def share_spaces(self) -> list[SpaceId]:
        """Return every share space that was ever made, in order."""
        return [space_id for space_id, witness in self._witnesses.items() if isinstance(witness, ShareWitness)]

    def new_process(self, device: Device, number: int) -> Process:
        """See `SimWorld`."""
        return ShareProcess(device, number, self)

    def may_end_with(self, device: Device, code: Code) -> bool:
        """Whether a session of a device may end with a refusal of this code."""
        # A share may be known to the person's devices before its relay has heard of it.
        forgiven = {*FORGIVEN, Code.CLOSED, Code.NO_SUCH_SPACE}
        if device.keys is not None and device.keys.device_id in device.witness.removed:
            forgiven |= {Code.REMOVED}
        return self.is_astray or device.is_lied_to or code in forgiven

    def act(self, process: Process, what: str, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Begin something in a process."""
        self.note(f"{what}: {process.name}")
        self.fire(f"act: {what}")
        return process.begin(what, work)

    def run(self) -> None:
        """See `SimWorld`; then take in whom people have let in, and ask of everybody who came in whether they may."""
        super().run()
        self.learn(at_last=False)

    def learn(self, *, at_last: bool) -> None:
        """Take in whom people meant to let in, and hold it against who came in."""
        if not at_last and not any(witness.has_claims for witness in self._witnesses.shares()):
            return
        for device in (device for person in self.people[:2] for device in person.devices):
            for process in device.processes:
                if process.journal is not None:
                    self._witnesses.learn(process.log.pages, self.scale.crypto)
        for witness in self._witnesses.shares():
            witness.settle(at_last=at_last)

    def carry(self) -> bool:
        """See `SimWorld`; each connection speaks of one space, so that nobody sees two side by side."""
        moved = self.traffic.carry()
        if moved is None:
            return False
        if self.is_told:
            self.note(str(moved))
        self._look(moved)
        self.run()
        return True

    def _look(self, moved: Moved) -> None:
        if moved.frame is None or not moved.is_to_relay:
            return
        spoken_of = self._spaces_by_wire.setdefault(moved.wire.number, set())
        spoken_of |= {space for space in self._witnesses if bytes(space) in moved.frame}
        self.expect(len(spoken_of) <= 1, f"{moved.wire!r}: two spaces are spoken of over one connection")
