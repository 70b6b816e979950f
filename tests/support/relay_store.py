"""A store that can be held back, or made to fail, between the relay and its real file.

Reads go straight through; it never stores anything itself.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.statements import SignedStatement
from whyward.relay.app import sqlite_of
from whyward.relay.config import RelayConfig
from whyward.relay.errors import StoreError
from whyward.relay.store import HeldHeader, HeldSegment, HeldSpace, Store, Write


class ObservedStore:
    """See `Store`; counts commits, waits while `gate` is closed, fails while `failure` is set."""

    def __init__(self) -> None:
        self.inner: Store | None = None
        self.batches: list[list[Write]] = []
        self._begun = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.failure: StoreError | None = None
        self.stores_and_fails = False

    @property
    def real(self) -> Store:
        """The store behind this one."""
        assert self.inner is not None
        return self.inner

    @property
    def seed(self) -> bytes:
        """The real seed."""
        return self.real.seed

    async def space(self, space_id: SpaceId) -> HeldSpace | None:
        """Read."""
        return await self.real.space(space_id)

    async def space_of_kit(self, device_id: DeviceId) -> SpaceId | None:
        """Read."""
        return await self.real.space_of_kit(device_id)

    async def space_count(self) -> int:
        """Read."""
        return await self.real.space_count()

    async def used_invites(self) -> set[bytes]:
        """Read."""
        return await self.real.used_invites()

    async def statements(self, space_id: SpaceId, start: int, bytes_max: int) -> list[SignedStatement]:
        """Read."""
        return await self.real.statements(space_id, start, bytes_max)

    async def statement_seq(self, space_id: SpaceId, index: int) -> int:
        """Read."""
        return await self.real.statement_seq(space_id, index)

    async def headers(self, space_id: SpaceId, after_seq: int, count_max: int) -> list[HeldHeader]:
        """Read."""
        return await self.real.headers(space_id, after_seq, count_max)

    async def segments(
        self, space_id: SpaceId, device_id: DeviceId, start: int, *, bytes_max: int, count_max: int
    ) -> list[HeldSegment]:
        """Read."""
        return await self.real.segments(space_id, device_id, start, bytes_max=bytes_max, count_max=count_max)

    async def write(self, batch: Sequence[Write]) -> list[int]:
        """Write, once the gate is open, unless it shall fail."""
        self.batches.append(list(batch))
        self._begun.set()
        await self.gate.wait()
        if self.failure is not None:
            if self.stores_and_fails:
                await self.real.write(batch)
            raise self.failure
        return await self.real.write(batch)

    async def begun(self, commits: int) -> None:
        """Wait until so many commits have begun, whether or not they went through the gate."""
        while len(self.batches) < commits:
            self._begun.clear()
            await self._begun.wait()

    def open(self, config: RelayConfig) -> AbstractAsyncContextManager[Store]:
        """Stand before the store that the settings name; hand this to a relay as `open_store`."""
        return self._opened(config)

    @asynccontextmanager
    async def _opened(self, config: RelayConfig) -> AsyncGenerator[Store, None]:
        async with sqlite_of(config) as self.inner:
            yield self
