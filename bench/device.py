"""A device of the pretend person: its folder, opened as the program opens it, with the bytes on the wire counted.

It refuses to be quicker than the program: only the transport is wrapped, by a counter.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from whyward.adapters.ciphers import SuiteOne
from whyward.adapters.home import Lock, create_home
from whyward.adapters.key_store import SnapshotFile, read_key_file
from whyward.adapters.log_store import open_log
from whyward.adapters.platform import SystemClock, SystemEntropy
from whyward.adapters.relay_socket import RelaySocket, RelaySockets
from whyward.adapters.share_files import ShareFiles
from whyward.journal.founding import load_keys
from whyward.journal.journal import Journal, Shell, open_journal
from whyward.journal.key_file import Unlock, decode_key_file
from whyward.journal.log import Log, World, load_control
from whyward.journal.ports import Connection

LOCK = Lock(Unlock.FILE)
PAGES = "pages.sealed"


class Wire:
    """How many bytes of frames went each way."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.sent = 0
        self.received = 0

    async def connect(self, url: str) -> Connection:
        """Open a connection that is counted."""
        return _Counted(await RelaySockets().connect(url), self)


class _Counted:
    def __init__(self, socket: RelaySocket, wire: Wire) -> None:
        self._socket = socket
        self._wire = wire

    @property
    def host(self) -> str:
        return self._socket.host

    async def send(self, frame: bytes) -> None:
        self._wire.sent += len(frame)
        await self._socket.send(frame)

    async def receive(self) -> bytes:
        frame = await self._socket.receive()
        self._wire.received += len(frame)
        return frame

    async def close(self) -> None:
        await self._socket.close()


class Device(NamedTuple):
    """An open device."""

    journal: Journal
    log: Log
    wire: Wire


async def new_device(home: Path, relay: str) -> None:
    """Found a space in a new folder."""
    await create_home(home, LOCK, relay=relay)


@asynccontextmanager
async def opened(home: Path) -> AsyncGenerator[Device]:
    """Open a device as `home.open_home` does, and close it."""
    wire, world = Wire(), World(SuiteOne(), SystemClock(), SystemEntropy())
    store = await open_log(home / "journal.db")
    data_key = decode_key_file(read_key_file(home / "key.json")).data_key
    assert data_key is not None, "the lock is a plain file"
    keys = await load_keys(store, data_key, world.crypto)
    log = Log(store, keys, await load_control(store, world.crypto), world)
    snapshots, drafts = SnapshotFile(home / PAGES), SnapshotFile(home / "drafts.sealed")
    journal = await open_journal(log, Shell(wire, snapshots, drafts, data_key, ShareFiles(home / "shares")))
    try:
        yield Device(journal, log, wire)
    finally:
        await journal.close()


def log_bytes(home: Path) -> int:
    """Return the size of a device's log, with its rollback journal, on disk."""
    return sum(file.stat().st_size for file in home.glob("journal.db*"))
