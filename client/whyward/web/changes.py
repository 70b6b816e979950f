"""Word that the pages changed by another hand: another device, another process, or a lock.

It tells that something changed, never what.
"""

import asyncio


class Changes:
    """A count that only grows, and whoever waits for it to."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.count = 0
        self._told = asyncio.Event()

    def tell(self) -> None:
        """Say that something changed."""
        self.count += 1
        self._told.set()
        self._told = asyncio.Event()

    async def after(self, count: int) -> int:
        """Wait until there is a change after that count; return the count then."""
        while self.count <= count:
            await self._told.wait()
        return self.count
