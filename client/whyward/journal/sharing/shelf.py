"""The shelf: the logs of all shares that are on this device, opened once, and the way to each one's relay.

Each share is spoken of over a connection of its own, so that nobody at a relay sees two of them side by side.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from whyward.journal.asking import Asking
from whyward.journal.device_keys import DeviceKeys
from whyward.journal.errors import Damaged
from whyward.journal.founding import Relay, settle_in
from whyward.journal.key_box import KeyBox
from whyward.journal.log import Log, World
from whyward.journal.ports import LogStore, Transport
from whyward.journal.refusals import in_plain_words
from whyward.journal.sentences import sentence
from whyward.journal.sharing.ports import ShareStores
from whyward.journal.sharing.share_log import ShareLog, Side, file_name, open_share_log, share_world
from whyward.journal.trust.upkeep import Keeper
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.greeting import Caller
from whyward.protocol.ids import SpaceId
from whyward.protocol.statements import SignedStatement


@dataclass(frozen=True, slots=True)
class Door:
    """Where a share space is, and which side of it is ours."""

    space_id: SpaceId
    relay: str
    relay_pk: bytes
    side: Side


Carry = Callable[[], Awaitable[None]]
"""Bring the person's own records and those of their other devices to the same state."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a shelf stands on beside the personal log."""

    transport: Transport
    stores: ShareStores
    carry: Carry
    data_key: bytes = field(repr=False)


class Shelf:
    """The shares of one journal on this device."""

    def __init__(self, personal: Log, ground: Ground) -> None:
        """Start with nothing open."""
        self.personal = personal
        self._ground = ground
        self._open: dict[SpaceId, ShareLog] = {}
        self._opening = asyncio.Lock()
        self._entering: dict[SpaceId, asyncio.Lock] = {}

    @property
    def world(self) -> World:
        """Return the world as share spaces see it."""
        return share_world(self.personal.world)

    @property
    def is_shut_out(self) -> bool:
        """Whether another device has shut this one out of the journal itself."""
        return self.personal.keys.device_id not in self.personal.control.members

    async def carry(self) -> None:
        """Carry the person's own records: what is done in a share must be known to their other devices before."""
        await self._ground.carry()

    def held(self, space_id: SpaceId) -> ShareLog | None:
        """Return a share's log if it is open."""
        return self._open.get(space_id)

    def entering(self, space_id: SpaceId) -> asyncio.Lock:
        """Return what a task holds while it comes into a share: two at once would come in as two devices."""
        return self._entering.setdefault(space_id, asyncio.Lock())

    async def opened(self, door: Door) -> ShareLog | None:
        """Open a share's log, up to date with what other processes wrote; None if this device is not in.

        One task at a time: two that opened one file would go on with two logs of it.
        """
        async with self._opening:
            return await self._opened(door)

    async def _opened(self, door: Door) -> ShareLog | None:
        log = self._open.get(door.space_id)
        if log is not None:
            log.know(door.side)
            await log.catch_up()
            return log
        store = await self._ground.stores.open(self._name(door.space_id))
        if store is None:
            return None
        try:
            log = await open_share_log(store, self._ground.data_key, self.personal.world, door.side)
        except (TheirFault, ValueError) as fault:
            await store.close()
            hint = sentence("Keep the folder; what is shared is on your other devices and at its relay, too.")
            raise Damaged("the log of a share on this device does not hold", hint=hint) from fault
        except BaseException:
            await store.close()
            raise
        self._open[door.space_id] = log
        return log

    @asynccontextmanager
    async def making(
        self, door: Door, keys: DeviceKeys, statements: list[SignedStatement], *, invite: str = ""
    ) -> AsyncGenerator[LogStore]:
        """Make the log of a share that this device is about to be in; it is there once the block has ended well."""
        known = Relay(door.relay, relay_pk=door.relay_pk, invite=invite)
        async with self._ground.stores.making(self._name(door.space_id)) as store:
            await settle_in(store, self._ground.data_key, self.world, keys, statements, known)
            yield store

    async def forget(self, space_id: SpaceId) -> None:
        """Delete a share's log from this device."""
        log = self._open.pop(space_id, None)
        if log is not None:
            await log.store.close()
        await self._ground.stores.remove(self._name(space_id))

    def keeper(self, log: Log, door: Door) -> Keeper:
        """Return what keeps a share's log in order over its relay."""
        box = KeyBox(self._ground.data_key, self.world.crypto, self.world.entropy)
        return Keeper(log, box, lambda: self._ground.transport.connect(door.relay))

    @asynccontextmanager
    async def asking(self, relay: str, relay_pk: bytes | None, keys: DeviceKeys) -> AsyncGenerator[Asking]:
        """Ask a relay over a connection of its own, as the holder of these keys."""
        connection = await self._ground.transport.connect(relay)
        try:
            caller = Caller(
                device_id=keys.device_id, signer=keys.signer, host=connection.host, relay_pk=relay_pk or None
            )
            asking = Asking(connection, caller, self.world.entropy)
            await asking.greet()
            if relay_pk and asking.relay_pk != relay_pk:
                raise TheirFault("this is not the relay that the share is at", code=Code.WRONG_RELAY)
            yield asking
        finally:
            await connection.close()

    async def collected(self, door: Door, keys: DeviceKeys) -> bytes:
        """Return what lies in a share's letterbox, empty for nothing; raise `JournalError` in plain words."""
        try:
            async with self.asking(door.relay, door.relay_pk, keys) as asking:
                await asking.prove(door.space_id)
                return await asking.collect(door.space_id)
        except TheirFault as fault:
            raise in_plain_words(fault) from fault

    async def close(self) -> None:
        """Let go of all files."""
        while self._open:
            _, log = self._open.popitem()
            await log.store.close()

    def _name(self, space_id: SpaceId) -> str:
        return file_name(self._ground.data_key, space_id)
