"""Devices of one person over a real relay on loopback: the whole journal, with logs in memory that can be copied.

`copied` is what a backup or a copied folder is: everything durable, at one moment, and a process of its own on it.
"""

from dataclasses import dataclass, field
from datetime import date

from tests.support.memory_log import MemoryLog
from tests.support.memory_shares import MemoryShares
from tests.support.world import HandClock, SeededEntropy
from whyward.adapters.ciphers import SuiteOne
from whyward.adapters.relay_way import RelayWay
from whyward.journal.device_keys import new_keys
from whyward.journal.founding import Founded, Relay, found_space, load_keys, settle_in
from whyward.journal.intentions.values import AddValue
from whyward.journal.journal import Journal, Shell, open_journal
from whyward.journal.log import Log, World, load_control
from whyward.journal.projections.values import current_values
from whyward.journal.trust.changing import change, over
from whyward.journal.trust.sayings import admission
from whyward.protocol.statements import possession_message

CRYPTO = SuiteOne()
DATA_KEY = bytes(range(32))
_TODAY = date(2026, 11, 23)


class NoSnapshots:
    """A journal that starts from its log each time."""

    def load(self) -> bytes | None:
        """Return nothing."""
        return None

    def save(self, sealed: bytes) -> None:
        """Keep nothing."""


@dataclass
class Person:
    """One device: its disk, its log and its open journal."""

    store: MemoryLog
    log: Log
    journal: Journal
    clock: HandClock
    shares: MemoryShares = field(default_factory=MemoryShares)

    async def choose(self, *names: str) -> None:
        """Record values."""
        for name in names:
            await self.journal.record(AddValue(name=name))

    async def sync(self) -> None:
        """Sync once."""
        await self.journal.sync()

    def names(self) -> set[str]:
        """Return the names of all current values."""
        return {value.name for value in current_values(self.journal.pages, _TODAY, every=True)}

    async def alarms(self) -> set[str]:
        """Return the codes of all alarms."""
        return {alarm.code for alarm in await self.store.alarms()}

    async def copied(self, seed: str) -> "Person":
        """Copy the folder as it is now, and open the copy."""
        store = MemoryLog()
        store.rows = self.store.rows.copied()
        return await opened(store, seed, shares=self.shares.copied())


async def opened(store: MemoryLog, seed: str, world: World | None = None, shares: MemoryShares | None = None) -> Person:
    """Open a filled store as a journal."""
    clock = HandClock()
    shares = MemoryShares() if shares is None else shares
    world = World(CRYPTO, clock, SeededEntropy(seed)) if world is None else world
    keys = await load_keys(store, DATA_KEY, CRYPTO)
    log = Log(store, keys, await load_control(store, CRYPTO), world)
    journal = await open_journal(log, Shell(RelayWay(), NoSnapshots(), NoSnapshots(), DATA_KEY, shares))
    return Person(store, log, journal, clock, shares)


async def first_device(url: str, seed: str = "first") -> tuple[Person, Founded]:
    """Found a journal that syncs with a relay."""
    store = MemoryLog()
    world = World(CRYPTO, HandClock(), SeededEntropy(seed))
    founded = await found_space(store, DATA_KEY, world, Relay(url))
    return await opened(store, seed + " open"), founded


async def next_device(trusted: Person, seed: str) -> Person:
    """Let one more device in, without the code and the words, and open it."""
    line = await (await trusted.journal.keeper()).settled()
    keys = new_keys(SeededEntropy(seed), CRYPTO)
    proof = keys.signer.sign(possession_message(trusted.log.control.space_id, keys.device_id))
    saying = admission(trusted.log, keys.sign_pk, keys.kem_pk, keys.device_id, proof)
    try:
        await change(trusted.log, saying, over(line))
    finally:
        await line.close()
    store = MemoryLog()
    url = (await trusted.store.get("relay_url") or b"").decode()
    world = World(CRYPTO, HandClock(), SeededEntropy(seed))
    await settle_in(store, DATA_KEY, world, keys, await trusted.store.statements(0), Relay(url))
    return await opened(store, seed + " open")


async def settled(*people: Person) -> None:
    """Sync everybody twice, in turn: once to hand over, once to take."""
    for _ in range(2):
        for person in people:
            await person.sync()
