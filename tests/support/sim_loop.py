"""An event loop with no clock and no sockets: a queue of callbacks, and gates that only the schedule opens.

Whatever runs on it runs in the same order for the same seed. A timer never fires.
"""

import asyncio
import contextvars
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from random import Random
from typing import Any, TypeVar, TypeVarTuple, Unpack

Args = TypeVarTuple("Args")
T = TypeVar("T")


class SimLoop(asyncio.BaseEventLoop):
    """Runs what is ready, first come, first served, and then stands still."""

    def __init__(self) -> None:
        super().__init__()
        self._queue: deque[tuple[Callable[..., object], tuple[Any, ...], contextvars.Context | None]] = deque()
        self._queued = asyncio.Handle(_nothing, (), self)
        self._timer = asyncio.TimerHandle(0.0, _nothing, (), self)
        self._timer.cancel()
        self.tasks: list[asyncio.Task[Any]] = []
        self.seconds = 0.0
        self.faults: list[str] = []

    def time(self) -> float:
        """Return pretend seconds."""
        return self.seconds

    def create_task(
        self,
        coro: Coroutine[Any, Any, T] | Generator[Any, None, T],
        *,
        name: object = None,
        context: contextvars.Context | None = None,
    ) -> asyncio.Task[T]:
        """Begin a task, and remember it: whoever takes the world down takes all of them down, in order."""
        task = asyncio.Task(coro, loop=self, name=None if name is None else str(name), context=context)
        self.tasks.append(task)
        return task

    def call_soon(
        self,
        callback: Callable[[Unpack[Args]], object],
        *args: *Args,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        """Queue a callback. Nobody here takes one back, so all get the same handle."""
        self._queue.append((callback, args, context))
        return self._queued

    def call_at(
        self,
        when: float,
        callback: Callable[[Unpack[Args]], object],
        *args: *Args,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        """Take a timer, and never fire it: all get the same handle."""
        del when, callback, args, context
        return self._timer

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """Note what nobody caught: a bug."""
        self.faults.append(f"{context.get('message')}: {context.get('exception')!r}")

    def run_ready(self) -> None:
        """Run until nothing is ready."""
        queue = self._queue
        if not queue:
            return
        asyncio._set_running_loop(self)
        try:
            while queue:
                callback, args, context = queue.popleft()
                if context is None:
                    callback(*args)
                else:
                    context.run(callback, *args)
        finally:
            asyncio._set_running_loop(None)

    def take_down(self) -> None:
        """End every task, whatever it waits for, and look at how each ended, so that nobody else asks."""
        for task in self.tasks:
            if not task.done():
                task.cancel()
        self.run_ready()
        for task in self.tasks:
            if task.done() and not task.cancelled():
                task.exception()
        self.tasks.clear()
        self.close()


def _nothing() -> None:
    """Never called."""


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
