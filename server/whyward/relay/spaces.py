"""The spaces at hand: a bounded cache of views, and one turn at a time for whoever changes a space.

A view says only what is durable: the holder of the turn moves it, after the commit. No space waits for another.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from whyward import ed25519
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.membership import found
from whyward.protocol.signatures import Check
from whyward.protocol.spaces import SpaceView
from whyward.relay.errors import StoreError
from whyward.relay.logs import tell
from whyward.relay.store import HeldSpace, Store, Usage


@dataclass(slots=True)
class Carried:
    """A space that this relay carries, as far as sessions and quotas need it."""

    view: SpaceView
    usage: Usage


@dataclass(slots=True)
class _Turn:
    """The lock of a space, and how many hold it or wait for it: it is dropped when nobody does."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Spaces:
    """Views by space, least recently used out first."""

    def __init__(self, store: Store, *, cached_max: int, check: Check = ed25519.check) -> None:
        """Hold up to `cached_max` views in memory; `check` is another only where the whole world is pretended."""
        self._store = store
        self.check = check
        self._cached_max = cached_max
        self._carried: OrderedDict[SpaceId, Carried] = OrderedDict()
        self._turns: dict[SpaceId, _Turn] = {}

    @asynccontextmanager
    async def turn(self, space_id: SpaceId) -> AsyncGenerator[Carried | None, None]:
        """Hold the space alone; yield it, or None if it is not carried here."""
        turn = self._turns.setdefault(space_id, _Turn())
        turn.users += 1
        try:
            async with turn.lock:
                yield await self._at_hand(space_id)
        finally:
            turn.users -= 1
            if not turn.users:
                del self._turns[space_id]

    async def look(self, space_id: SpaceId) -> Carried | None:
        """Return the space for reading only, without waiting for who changes it if it is at hand."""
        if space_id in self._carried:
            return await self._at_hand(space_id)
        async with self.turn(space_id) as carried:
            return carried

    async def look_for_kit(self, device_id: DeviceId) -> Carried | None:
        """Return the space that the index names for a recovery kit, for reading only."""
        space_id = await self._store.space_of_kit(device_id)
        return None if space_id is None else await self.look(space_id)

    def put(self, space_id: SpaceId, carried: Carried) -> None:
        """Take in a space that was just founded or read; only the holder of its turn may."""
        self._carried[space_id] = carried
        self._carried.move_to_end(space_id)
        while len(self._carried) > self._cached_max:
            self._carried.popitem(last=False)

    def forget(self, space_id: SpaceId) -> None:
        """Drop a view, to be read again: what the store says counts, whatever went wrong."""
        self._carried.pop(space_id, None)

    async def _at_hand(self, space_id: SpaceId) -> Carried | None:
        carried = self._carried.get(space_id)
        if carried is not None:
            self._carried.move_to_end(space_id)
            return carried
        held = await self._store.space(space_id)
        if held is None:
            return None
        carried = _carried(held, self.check)
        self.put(space_id, carried)
        return carried


def _carried(held: HeldSpace, check: Check) -> Carried:
    """Fold the control log again; what was verified when it came is verified once more, for disks do err."""
    try:
        control = found(held.statements[0], check)
        for signed in held.statements[1:]:
            control = control.follow(signed, check)
    except (TheirFault, IndexError):
        tell("a space is damaged; stop the relay and check its file", level=logging.ERROR)
        raise StoreError("what the relay holds of this space is damaged") from None
    return Carried(SpaceView(control, dict(held.tail_by_device), held.letter), held.usage)
