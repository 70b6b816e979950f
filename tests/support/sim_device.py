"""A device in the simulation: a disk that survives, a clock that may jump, and processes that may die at any moment.

What runs in a process is the real journal; only the kem's dice and the slow stretching of codes are pretended.
"""

import asyncio
from collections.abc import Coroutine
from hashlib import shake_256
from typing import Any, Protocol

from tests.support.memory_log import Crash
from tests.support.memory_shares import MemoryShares
from tests.support.sim_log import Disk, SimLog, SimSnapshots
from tests.support.sim_loop import Gates, SimLoop
from tests.support.sim_wire import Wire
from tests.support.sim_witness import FOLDER_KEY, Broken, Witness
from tests.support.world import HandClock, SeededEntropy
from whyward.adapters.ciphers import SuiteOne
from whyward.journal.device_keys import DeviceKeys
from whyward.journal.errors import JournalError
from whyward.journal.events.envelope import Event
from whyward.journal.founding import load_keys
from whyward.journal.journal import Journal, Shell, open_journal
from whyward.journal.key_box import DEVICE_KEYS, opened_keys
from whyward.journal.log import Log, World, load_control
from whyward.journal.ports import Crypto, Transport
from whyward.journal.sharing.ports import ShareStores
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.limits import WRAP_BYTES
from whyward.protocol.membership import ControlLog

DATA_KEY = FOLDER_KEY
URL = "http://relay.example"
RELAY_SEED = bytes(range(32))

FORGIVEN = frozenset({Code.BUSY, Code.CODE_UNKNOWN, Code.CODE_USED, Code.CODE_TAKEN, Code.MAILBOX_CLOSED})
"""Why an honest session may end, beside a connection that broke."""

_PUBLIC_KEYS: dict[bytes, bytes] = {}


class SimCrypto(SuiteOne):
    """Suite 1, but every dice falls from the seed, and stretching a code costs nothing."""

    def kem_public_key(self, seed: bytes) -> bytes:
        """Return the real public key; the same seed is asked for often."""
        if seed not in _PUBLIC_KEYS:
            _PUBLIC_KEYS[seed] = super().kem_public_key(seed)
        return _PUBLIC_KEYS[seed]

    def kem_seal(self, public_key: bytes, plain: bytes, info: bytes) -> bytes:
        """Seal without dice: anybody could open this, and nobody here tries."""
        enc = shake_256(b"enc" + public_key + info + plain).digest(WRAP_BYTES - 48)
        return enc + self.aead_seal(shake_256(enc + public_key).digest(32), plain, info)

    def kem_open(self, seed: bytes, sealed: bytes, info: bytes) -> bytes | None:
        """Undo `kem_seal`."""
        enc, rest = sealed[: WRAP_BYTES - 48], sealed[WRAP_BYTES - 48 :]
        return self.aead_open(shake_256(enc + self.kem_public_key(seed)).digest(32), rest, info)

    async def derive(self, secret: bytes, salt: bytes, *, memory_kib: int, passes: int, lanes: int) -> bytes:
        """Stretch at once."""
        return shake_256(repr((secret, salt, memory_kib, passes, lanes)).encode()).digest(32)


CRYPTO = SimCrypto()


class Device:
    """One device of a person, whatever runs on it."""

    def __init__(self, name: str, dice: str, crypto: Crypto, witness: Witness) -> None:
        self.name = name
        self.witness = witness
        self.disk = Disk(name, witness)
        self.clock = HandClock()
        self.world = World(crypto, self.clock, SeededEntropy(dice))
        self._keys: tuple[bytes, DeviceKeys] | None = None
        self.processes: list[Process] = []
        self.acknowledged: list[Event] = []
        self.is_lied_to = False

    @property
    def keys(self) -> DeviceKeys | None:
        """The keys on its disk, if it has a journal."""
        raw = self.disk.memory.rows.named.get(DEVICE_KEYS)
        if raw is None:
            return None
        if self._keys is None or self._keys[0] != raw:
            keys = opened_keys(raw, DATA_KEY, self.world.crypto)
            assert keys is not None, "keys on a simulated disk open"
            self._keys = (raw, keys)
        return self._keys[1]

    @property
    def is_founded(self) -> bool:
        """Whether it has a journal."""
        return DEVICE_KEYS in self.disk.memory.rows.named


class Ground(Protocol):
    """What processes run on."""

    loop: SimLoop
    gates: Gates
    ended: "list[Process]"


class Process:
    """One process of a device; it lives until it is killed or crashes."""

    def __init__(self, device: Device, number: int, ground: Ground, log_type: type[Log]) -> None:
        self.device = device
        self.name = f"{device.name}.{number}"
        self.number = number
        self.store = SimLog(device.disk, ground.gates)
        self.shares: ShareStores = MemoryShares()
        self.journal: Journal | None = None
        self.wires: list[Wire] = []
        self.tasks: dict[asyncio.Task[None], str] = {}
        self.loop = ground.loop
        self._all_ended = ground.ended
        self.log_type = log_type

    @property
    def log(self) -> Log:
        """The open log."""
        assert self.journal is not None
        return self.journal._log

    async def open(self, transport: Transport, known: dict[bytes, ControlLog]) -> None:
        """Start as the command line does: keys, control log, snapshot, the log beyond it.

        `known` are control logs that were verified before, by their last statement: it names all before it.
        """
        world = self.device.world
        keys = await load_keys(self.store, DATA_KEY, world.crypto)
        rows = self.device.disk.memory.rows
        control = known.get(rows.statement_list[-1].raw) or await load_control(self.store, world.crypto)
        log = self.log_type(self.store, keys, control, world)
        self.journal = await open_journal(
            log, Shell(transport, SimSnapshots(self.device.disk), SimSnapshots(self.device.disk), DATA_KEY, self.shares)
        )

    def begin(self, what: str, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something in this process."""
        task = self.loop.create_task(work)
        task.add_done_callback(self._ended)
        self.tasks[task] = what
        return task

    def _ended(self, task: "asyncio.Task[None]") -> None:
        del task
        self._all_ended.append(self)

    def is_doing(self, what: str) -> bool:
        """Whether something of this name is under way."""
        return what in self.tasks.values()

    def reap(self) -> bool:
        """Take away what has ended; return whether the process has crashed by it."""
        crashed = self.store.is_dead
        for task in [task for task in self.tasks if task.done()]:
            what = self.tasks.pop(task)
            error = None if task.cancelled() else task.exception()
            if isinstance(error, Crash):
                crashed = True
            elif isinstance(error, JournalError):
                self._forgive(what, error)
            elif error is not None:
                raise error
        return crashed

    def _forgive(self, what: str, error: JournalError) -> None:
        cause = error.__cause__
        forgiven, witness = set(FORGIVEN), self.device.witness
        if witness.may_regress or witness.may_fork:
            forgiven.add(Code.NO_SUCH_SPACE)
        if witness.may_fork:
            # A folder brought a statement while a session was open, and maybe another branch; who was let in on the
            # losing one only is not in.
            forgiven |= {Code.CONTROL_UNKNOWN, Code.CONTROL_FORKED, Code.FORKED, Code.REMOVED}
        if witness.copies:
            forgiven.add(Code.NOT_ALLOWED)  # A copy has renewed the device: this one can only do the same.
        if self.device.keys is not None and self.device.keys.device_id in witness.removed:
            forgiven |= {Code.REMOVED, Code.NO_SUCH_SPACE}
        if what == "recover":
            forgiven |= {Code.NO_SUCH_SPACE, Code.NOT_ALLOWED, Code.REMOVED}  # The words were replaced meanwhile.
        if isinstance(cause, TheirFault) and cause.code not in forgiven and not self.device.is_lied_to:
            raise Broken(f"{self.name}: {what} ended with {cause.code}: {cause}") from error
        named = cause.code if isinstance(cause, TheirFault) else type(error).__name__
        witness.fired[f"{what} ends: {named}"] += 1

    def kill(self) -> None:
        """Be gone at once; the disk stays."""
        self.store.die()
        for task in self.tasks:
            task.cancel()
        self.loop.run_ready()
        for wire in self.wires:
            if not wire.is_cut:
                wire.cut()
        for task in self.tasks:
            if not task.done() or task.cancelled():
                continue
            error = task.exception()
            if error is not None and not isinstance(error, Crash | JournalError):
                raise error
        self.tasks.clear()
