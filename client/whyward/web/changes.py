"""Word that the pages changed by another hand: another device, another process, another window, or a lock.

It tells that something changed, never what; whoever did it is not told.
"""

import asyncio


class Listener:
    """Somebody who waits for word."""

    def __init__(self, who: object) -> None:
        """Wait as one window, so that its own doings are no news to it."""
        self.who = who
        self.told = asyncio.Event()

    async def wait(self) -> None:
        """Wait for the next word; several at once are one."""
        await self.told.wait()
        self.told.clear()


class Changes:
    """Those who wait for word."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._listeners: list[Listener] = []

    def listen(self, who: object) -> Listener:
        """Begin to wait for word."""
        listener = Listener(who)
        self._listeners.append(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Wait no longer."""
        self._listeners.remove(listener)

    def tell(self, by: object = None) -> None:
        """Say that something changed, to all but who did it."""
        for listener in self._listeners:
            if by is None or listener.who is not by:
                listener.told.set()
