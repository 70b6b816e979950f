"""An event loop with no clock and no sockets: a queue of callbacks, and gates that only the schedule opens.

Whatever runs on it runs in the same order for the same seed. A timer never fires.
"""

import asyncio
import contextvars
from collections import deque
from collections.abc import Callable
from random import Random
from typing import Any, TypeVarTuple, Unpack

Args = TypeVarTuple("Args")


class SimLoop(asyncio.BaseEventLoop):
    """Runs what is ready, first come, first served, and then stands still."""

    def __init__(self) -> None:
        super().__init__()
        self._queue: deque[asyncio.Handle] = deque()
        self.seconds = 0.0
        self.faults: list[str] = []

    def time(self) -> float:
        """Return pretend seconds."""
        return self.seconds

    def call_soon(
        self,
        callback: Callable[[Unpack[Args]], object],
        *args: *Args,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        """Queue a callback."""
        handle = asyncio.Handle(callback, args, self, context)
        self._queue.append(handle)
        return handle

    def call_at(
        self,
        when: float,
        callback: Callable[[Unpack[Args]], object],
        *args: *Args,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        """Take a timer, and never fire it."""
        return asyncio.TimerHandle(when, callback, args, self, context)

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """Note what nobody caught: a bug."""
        self.faults.append(f"{context.get('message')}: {context.get('exception')!r}")

    def run_ready(self) -> None:
        """Run until nothing is ready."""
        asyncio._set_running_loop(self)
        try:
            while self._queue:
                handle = self._queue.popleft()
                if not handle.cancelled():
                    handle._run()
        finally:
            asyncio._set_running_loop(None)


class Gates:
    """Places where whoever comes by may be held up, so that others go first; the dice say who is."""

    def __init__(self, loop: SimLoop, dice: Random) -> None:
        self._loop = loop
        self._dice = dice
        self._waiting: list[asyncio.Future[None]] = []
        self.chance = 0.0
        self.held_up = 0

    async def pass_by(self) -> None:
        """Go through, or wait until somebody opens."""
        if self.chance and self._dice.random() < self.chance:
            await self.wait()

    async def wait(self) -> None:
        """Wait until somebody opens."""
        gate = self._loop.create_future()
        self._waiting.append(gate)
        self.held_up += 1
        try:
            await gate
        finally:
            if gate in self._waiting:
                self._waiting.remove(gate)

    async def wait_for_ever(self) -> None:
        """Wait for the end of this process."""
        await self._loop.create_future()

    @property
    def count(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def open_one(self) -> None:
        """Let any one of those that wait go on."""
        if self._waiting:
            gate = self._waiting.pop(self._dice.randrange(len(self._waiting)))
            if not gate.done():
                gate.set_result(None)
        self._loop.run_ready()

    def open_all(self) -> None:
        """Let everybody go on, and nobody wait again."""
        self.chance = 0.0
        while self._waiting:
            self.open_one()
