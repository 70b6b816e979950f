"""Where simulated people start: spaces that were founded once, cloned for every world instead of founded anew.

A prefix of a control log is a control log: one origin of four devices serves people with one to four.
"""

from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from tests.support.memory_log import MemoryLog, Rows
from tests.support.sim_device import DATA_KEY, RELAY_SEED, URL, SimCrypto
from tests.support.sim_person import admission
from tests.support.world import HandClock, SeededEntropy
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.founding import Relay, found_space, settle_in
from whyward.journal.log import Log, World, load_control
from whyward.journal.ports import RELAY_KEY
from whyward.protocol.ids import SpaceId
from whyward.protocol.membership import ControlLog
from whyward.protocol.statements import SignedStatement

T = TypeVar("T")

DEVICES_MAX = 4


@dataclass(frozen=True)
class Origin:
    """A founded space: its statements, its devices in the order they came in, and the words of its kit."""

    space_id: SpaceId
    statements: tuple[SignedStatement, ...]
    controls: tuple[ControlLog, ...]
    keys: tuple[DeviceKeys, ...]
    named: tuple[dict[str, bytes], ...]
    words: tuple[str, ...]

    def rows(self, place: int, known: int) -> Rows:
        """Return what the device at a place has on its disk, knowing so many statements."""
        return Rows(statement_list=list(self.statements[:known]), named=dict(self.named[place]))


def done(work: Coroutine[None, None, T]) -> T:
    """Run what never waits for anything, to its end."""
    try:
        work.send(None)
    except StopIteration as end:
        value: T = end.value
        return value
    raise AssertionError("this waits for something")


@cache
def origin(suite: SimCrypto, number: int) -> Origin:
    """Found a person's space with all of its devices."""
    return done(_founded(suite, f"origin {number}"))


async def _founded(suite: SimCrypto, seed: str) -> Origin:
    store = MemoryLog()
    world = World(suite, HandClock(), SeededEntropy(seed))
    founded = await found_space(store, DATA_KEY, world, Relay(URL))
    stores, keys = [store], [founded.keys]
    log = Log(store, founded.keys, await load_control(store, suite), world)
    controls = [log.control]
    for place in range(1, DEVICES_MAX):
        keys.append(new_keys(SeededEntropy(f"{seed}, device {place}"), suite))
        signed = admission(log, keys[place])
        await log.take_statements(place, [signed])
        controls.append(log.control)
        stores.append(MemoryLog())
        known: Sequence[SignedStatement] = await store.statements(0)
        relay = Relay(URL, relay_pk=suite.signer(RELAY_SEED).public_key)
        await settle_in(stores[place], DATA_KEY, world, keys[place], list(known), relay)
    return Origin(
        space_id=log.control.space_id,
        statements=tuple(await store.statements(0)),
        controls=tuple(controls),
        keys=tuple(keys),
        named=tuple(one.rows.named for one in stores),
        words=tuple(founded.words),
    )


def met(named: dict[str, bytes], suite: SimCrypto) -> None:
    """Let a device know the relay by its key, as after a first sync."""
    named[RELAY_KEY] = suite.signer(RELAY_SEED).public_key
