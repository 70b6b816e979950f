"""Somebody who holds all keys of a device of the guest's, and says with them what is not theirs to say.

It has a device of its own let in by the stolen root, keeps its log with the product's own machinery, and speaks to the
relay by hand where the product would refuse to.
"""

from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.support.sim_device import DATA_KEY, URL, Device, Process
from tests.support.sim_log import Disk, SimLog
from tests.support.sim_share_disk import ShareFolder
from tests.support.sim_share_witness import ShareWitness
from tests.support.sim_share_world import ShareProcess, ShareWorld
from tests.support.sim_wire import HOST
from tests.support.sim_world import SimTransport
from whyward.journal.asking import Asking
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.errors import JournalError
from whyward.journal.folding.guesting import ClientRow
from whyward.journal.founding import Relay, load_keys, settle_in
from whyward.journal.key_box import KeyBox
from whyward.journal.log import load_control
from whyward.journal.ports import Connection
from whyward.journal.sharing.share_log import ShareLog, Side, guest_side, open_share_log, share_world
from whyward.journal.trust.changing import over
from whyward.journal.trust.recovering import come_back
from whyward.journal.trust.upkeep import Keeper
from whyward.protocol.errors import TheirFault
from whyward.protocol.frames import Kept, ToRelay, frame_bytes
from whyward.protocol.greeting import Caller
from whyward.protocol.ids import SpaceId
from whyward.protocol.statements import Party

NAME = "guest's thief"
FRAMES = 60
"""So many frames move at once when it is at something: a thief waits for a good moment."""


class Forcing(Asking):
    """A conversation in which anything may be said."""

    async def offer(self, frame: ToRelay) -> Kept:
        """Say it; raise `TheirFault` if it is refused."""
        await self._connection.send(frame_bytes(frame))
        return await self._answer(Kept)


@dataclass
class Loot:
    """What was stolen of one share: the keys, and the disk of the device that the thief has let in since."""

    space_id: SpaceId
    stolen: DeviceKeys
    side: Side
    statements: Sequence[Any]
    disk: Disk
    keys: DeviceKeys | None = None
    false: set[int] = field(default_factory=set[int])
    """The numbers of its own segments that say what is not theirs to say."""

    @property
    def all_keys(self) -> tuple[DeviceKeys, ...]:
        """Everything that opens something."""
        own = () if self.keys is None else (self.keys,)
        return (self.stolen, *self.side.spare, *own)


class Thief:
    """See above; one for a world."""

    def __init__(self, world: ShareWorld) -> None:
        guest = world.people[1]
        self.world = world
        self.device = Device(NAME, f"{world.seed} thief", world.scale.crypto, guest.witness)
        self.device.is_lied_to = True
        self.loot: dict[SpaceId, Loot] = {}
        model = world.folders[guest.devices[0]]
        self._folder = ShareFolder(NAME, type(model.doom)(), model.watch)
        world.folders[self.device] = self._folder

    async def steal(self, process: ShareProcess, row: ClientRow) -> None:
        """Copy what a device of the guest's holds of a share."""
        space_id, crypto = SpaceId(row.space_id), self.world.scale.crypto
        disk = self.world.folders[process.device].disk_of(space_id)
        if disk is None or space_id in self.loot:
            return
        stolen = await load_keys(disk.memory, DATA_KEY, crypto)
        statements = await disk.memory.statements(0)
        side = guest_side(row.roots, crypto)
        self.loot[space_id] = Loot(space_id, stolen, side, statements, self._folder.fresh())
        self.world.fire("thief: steals the keys of a share")

    def begin(self, what: str, work: Coroutine[Any, Any, None]) -> None:
        """Do something; whatever refuses it, the thief does not mind."""
        process = Process(self.device, 0, self.world, self.world.scale.log_type)
        self.device.processes.append(process)
        self.world.note(f"thief: {what}")
        self.world.fire(f"act: thief: {what}")
        process.begin(what, _unminded(work, self.world))
        self.world.run()
        for _ in range(FRAMES):
            if not self.world.carry():
                break

    @property
    def is_busy(self) -> bool:
        """Whether it is at something."""
        return bool(self.device.processes)

    async def connect(self) -> Connection:
        """Connect to the relay."""
        (process,) = self.device.processes
        return await SimTransport(self.world, process).connect(URL)

    async def asking(self, loot: Loot, keys: DeviceKeys) -> Forcing:
        """Greet, and prove to belong with some of the keys."""
        connection = await self.connect()
        caller = Caller(device_id=keys.device_id, signer=keys.signer, host=HOST, relay_pk=None)
        asking = Forcing(connection, caller, self.device.world.entropy)
        await asking.greet()
        await asking.prove(loot.space_id)
        return asking

    async def log_of(self, loot: Loot) -> ShareLog:
        """Return the log of the thief's own device in a share, level with the relay; come in first if it is not in."""
        if loot.keys is None:
            await self._come_in(loot)
        log = await open_share_log(self._store(loot), DATA_KEY, self.device.world, loot.side)
        await self.carry(log)
        return log

    async def carry(self, log: ShareLog) -> None:
        """Sync a share as an honest device would."""
        box = KeyBox(DATA_KEY, log.world.crypto, log.world.entropy)
        await (await Keeper(log, box, self.connect).settled()).close()

    async def _come_in(self, loot: Loot) -> None:
        """Let a device of the thief's own in, by the stolen root."""
        world = share_world(self.device.world)
        keys, root = new_keys(world.entropy, world.crypto), loot.side.spare[-1]
        loot.disk = self._folder.fresh()
        store = self._store(loot)
        relay_pk = self.world.people[0].witness.relay_pk
        witness = self.world.witnesses[loot.space_id]
        assert isinstance(witness, ShareWitness)
        witness.belongs(Party.GUEST, keys.device_id)
        await settle_in(store, DATA_KEY, world, keys, list(loot.statements), Relay(URL, relay_pk=relay_pk))
        log = ShareLog(store, root, await load_control(store, world.crypto), world, loot.side)
        box = KeyBox(DATA_KEY, world.crypto, world.entropy)
        line = await Keeper(log, box, self.connect).settled()
        try:
            await come_back(log, keys, over(line), party=Party.GUEST)
        finally:
            await line.close()
        loot.keys = keys
        self.world.fire("thief: lets a device of its own in")

    def _store(self, loot: Loot) -> SimLog:
        return SimLog(loot.disk, self.world.gates)


async def _unminded(work: Coroutine[Any, Any, None], world: ShareWorld) -> None:
    """Do something, and take every refusal for an answer."""
    try:
        await work
    except TheirFault as fault:
        world.fire(f"thief is refused: {fault.code}")
    except JournalError as error:
        cause = error.__cause__
        world.fire(f"thief is refused: {cause.code if isinstance(cause, TheirFault) else type(error).__name__}")
