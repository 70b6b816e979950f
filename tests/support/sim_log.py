"""A device's disk in the simulation, and each process's handle on it: turns one after the other, pauses, sudden death.

What is durable lives in a `MemoryLog`; every commit is shown to a witness, who knows all that was ever written.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from tests.support.memory_log import Crash, MemoryLog, Rows
from tests.support.sim_loop import Gates
from tests.support.sim_witness import Witness
from whyward.journal.ports import Ends, LogTransaction, Quarantined, Receipt, StoredAlarm, StoredSegment
from whyward.protocol.ids import DeviceId
from whyward.protocol.statements import SignedStatement


class Disk:
    """What survives a crash of a device, and the lock that its processes share."""

    def __init__(self, name: str, witness: Witness) -> None:
        self.name = name
        self.witness = witness
        self.memory = MemoryLog()
        self.lock = asyncio.Lock()
        self.snapshot: bytes | None = None


class SimLog:
    """See `LogStore`: one process's handle. When the process dies, every use of it ends in a `Crash`."""

    def __init__(self, disk: Disk, gates: Gates) -> None:
        self._disk = disk
        self._gates = gates
        self._witness = disk.witness
        self.is_dead = False
        self.fellows: list[SimLog] = []
        """The other handles of the same process: they die together."""

    def die(self) -> None:
        """Be of a process that is no more."""
        self.is_dead = True
        for fellow in self.fellows:
            if not fellow.is_dead:
                fellow.die()

    async def _pass(self) -> None:
        if self.is_dead:
            raise Crash
        await self._gates.pass_by()
        if self.is_dead:
            raise Crash

    def turn(self) -> AbstractAsyncContextManager[LogTransaction]:
        """Begin a turn; other writers wait."""
        return self._turn()

    @asynccontextmanager
    async def _turn(self) -> AsyncGenerator[Rows, None]:
        async with self._disk.lock:
            if self.is_dead or self._gates.chance:
                await self._pass()
            memory = self._disk.memory
            before = memory.rows
            try:
                async with memory.turn() as working:
                    yield working
                    if self.is_dead or self._gates.chance:
                        await self._pass()
            except Crash:
                if not self.is_dead:
                    when = "before" if memory.rows is before else "after"
                    self._witness.fired[f"device: crash {when} a commit"] += 1
                self.die()
                raise
            finally:
                if memory.rows is not before:
                    self._witness.device_committed(self._disk.name, before, memory.rows)
            if self.is_dead or self._gates.chance:
                await self._pass()

    async def ends(self) -> Ends:
        """Read."""
        if self.is_dead or self._gates.chance:
            await self._pass()
        return await self._disk.memory.ends()

    async def statements(self, start: int) -> list[SignedStatement]:
        """Read."""
        if self.is_dead or self._gates.chance:
            await self._pass()
        return await self._disk.memory.statements(start)

    async def page(self, device: DeviceId, start: int, *, segments_max: int) -> list[StoredSegment]:
        """Read."""
        if self.is_dead or self._gates.chance:
            await self._pass()
        return await self._disk.memory.page(device, start, segments_max=segments_max)

    async def get(self, name: str) -> bytes | None:
        """Read."""
        if self.is_dead or self._gates.chance:
            await self._pass()
        return await self._disk.memory.get(name)

    async def kept(self) -> dict[DeviceId, int]:
        """Read."""
        if self.is_dead or self._gates.chance:
            await self._pass()
        return await self._disk.memory.kept()

    async def alarms(self) -> list[StoredAlarm]:
        """Read."""
        return await self._disk.memory.alarms()

    async def receipts(self) -> list[Receipt]:
        """Read."""
        return await self._disk.memory.receipts()

    async def quarantine_list(self) -> list[Quarantined]:
        """Read."""
        return await self._disk.memory.quarantine_list()

    async def quarantined(self, code: str) -> list[Quarantined]:
        """Read."""
        return await self._disk.memory.quarantined(code)

    async def quarantined_bytes(self, device: DeviceId, n: int, code: str) -> bytes | None:
        """Read."""
        return await self._disk.memory.quarantined_bytes(device, n, code)

    async def segment_hash(self, device: DeviceId, n: int) -> bytes | None:
        """Read."""
        if self.is_dead or self._gates.chance:
            await self._pass()
        return await self._disk.memory.segment_hash(device, n)

    async def size(self) -> tuple[int, int]:
        """Read."""
        return await self._disk.memory.size()

    async def check_structure(self) -> list[str]:
        """Read."""
        return await self._disk.memory.check_structure()

    async def close(self) -> None:
        """Let go."""


class SimSnapshots:
    """See `SnapshotStore`: on the same disk."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    def load(self) -> bytes | None:
        """Return what was saved last."""
        return self._disk.snapshot

    def save(self, sealed: bytes) -> None:
        """Replace it."""
        self._disk.snapshot = sealed
