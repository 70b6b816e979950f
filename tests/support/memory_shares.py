"""Pretend places for the logs of shares: each a log in memory, whole or not there.

It keeps the port's promises exactly; a copy is what a backup of the folder would be.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from tests.support.memory_log import MemoryLog
from whyward.journal.errors import Refused


class MemoryShares:
    """See `ShareStores`."""

    def __init__(self) -> None:
        """Start with none."""
        self.logs: dict[str, MemoryLog] = {}

    async def open(self, name: str) -> MemoryLog | None:
        """Return a log that is there, as another handle on the same rows."""
        return self.logs.get(name)

    @asynccontextmanager
    async def making(self, name: str) -> AsyncGenerator[MemoryLog]:
        """Make a log that is there once the block has ended well."""
        made = MemoryLog()
        yield made
        if name in self.logs:
            raise Refused("another process was quicker", hint="Do it again.")
        self.logs[name] = made

    async def remove(self, name: str) -> None:
        """Forget a log."""
        self.logs.pop(name, None)

    def copied(self) -> "MemoryShares":
        """Return a copy of all that is durable."""
        copy = MemoryShares()
        for name, log in self.logs.items():
            copy.logs[name] = MemoryLog()
            copy.logs[name].rows = log.rows.copied()
        return copy
