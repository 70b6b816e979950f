"""The logs of shares on a simulated device: small disks in one folder, which die with the process that uses them.

A doom counts the commits of the whole device: whichever log the next one falls on, before or after it the process dies.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.support.memory_log import Crash, MemoryLog
from tests.support.sim_log import Disk, SimLog
from tests.support.sim_loop import Gates
from tests.support.sim_witness import FOLDER_KEY, Witness
from whyward.journal.errors import Refused
from whyward.journal.sharing.share_log import file_name
from whyward.protocol.ids import SpaceId


@dataclass
class DeviceDoom:
    """The commit at which a device's process dies, counted from now on; None for none."""

    commits_left: int | None = None
    is_after: bool = False

    def befalls(self) -> bool:
        """Count a commit; return whether it is the one."""
        if self.commits_left is None:
            return False
        self.commits_left -= 1
        if self.commits_left > 0:
            return False
        self.commits_left = None
        return True


class DoomedLog(MemoryLog):
    """A log whose commits count for the doom of its device."""

    def __init__(self, doom: DeviceDoom) -> None:
        super().__init__()
        self._doom = doom

    def _is_crash(self) -> bool:
        self.crash_after_commit = self._doom.is_after
        return self._doom.befalls()


@dataclass
class ShareFolder:
    """What survives on a device beside its own log: the logs of shares by name. `watch` says who looks at a new one."""

    name: str
    doom: DeviceDoom
    watch: Callable[[], Witness]
    disks: dict[str, Disk] = field(default_factory=dict[str, Disk])

    def disk_of(self, space_id: SpaceId) -> Disk | None:
        """Return the log of a share, if this device is in."""
        return self.disks.get(file_name(FOLDER_KEY, space_id))

    def fresh(self) -> Disk:
        """Return a disk that is in no folder yet."""
        disk = Disk(self.name, self.watch())
        disk.memory = DoomedLog(self.doom)
        return disk


class SimShares:
    """See `ShareStores`: one process's view of a device's folder."""

    def __init__(self, folder: ShareFolder, personal: SimLog, gates: Gates) -> None:
        self._folder = folder
        self._personal = personal
        self._gates = gates

    def _handle(self, disk: Disk) -> SimLog:
        handle = SimLog(disk, self._gates)
        handle.fellows.append(self._personal)
        self._personal.fellows.append(handle)
        return handle

    async def _pass(self) -> None:
        if self._personal.is_dead:
            raise Crash
        await self._gates.pass_by()
        if self._personal.is_dead:
            raise Crash

    async def open(self, name: str) -> SimLog | None:
        """Open a log that is there."""
        await self._pass()
        disk = self._folder.disks.get(name)
        return None if disk is None else self._handle(disk)

    @asynccontextmanager
    async def making(self, name: str) -> AsyncGenerator[SimLog]:
        """Make a log that is there once the block has ended well; this moment, too, may be a process's last."""
        disk = self._folder.fresh()
        yield self._handle(disk)
        await self._pass()
        doom, is_last = self._folder.doom, self._folder.doom.befalls()
        if not is_last or doom.is_after:
            if name in self._folder.disks:
                raise Refused("another process was quicker", hint="Do it again.")
            self._folder.disks[name] = disk
        if is_last:
            self._personal.die()
            raise Crash

    async def remove(self, name: str) -> None:
        """Delete a log; whoever has it open reads on in what is no longer there."""
        await self._pass()
        self._folder.disks.pop(name, None)
