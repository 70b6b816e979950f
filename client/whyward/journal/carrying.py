"""Carrying frames between a connection and a sync session, until both sides hold the same, or for as long as wanted.

It owns the loop, not the rules: those are the session's.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from whyward.journal.errors import Unreachable
from whyward.journal.log import Log
from whyward.journal.ports import Connection
from whyward.journal.sentences import sentence
from whyward.journal.syncing import Carried, Progress, Syncing, begin

Connect = Callable[[], Awaitable[Connection]]
"""Open a connection to the relay of this journal."""

_GLANCE_S = 0.25
"""How often a live session looks for what another process of this person has recorded."""

_STALL_S = 120
"""How long a sync goes on without anything coming nearer: twice the silence that a connection bears."""

_IDLE_FRAMES_MAX = 5_000
"""Frames in a row that bring nothing nearer: an honest relay cuts off a reader with 4,096 of them waiting."""

_SAFE = sentence("What you recorded is safe on this device.")


class Line:
    """One open connection with a session on it."""

    def __init__(self, connection: Connection, syncing: Syncing, log: Log) -> None:
        """Carry between the two; `log` is what the session fills."""
        self.connection = connection
        self.syncing = syncing
        self._log = log
        self._reached = self._reach()
        self._idle = 0

    async def send(self, frames: Sequence[bytes]) -> None:
        """Send frames in order."""
        for frame in frames:
            await self.connection.send(frame)

    async def settle(self) -> Carried:
        """Carry until both sides hold the same; raise `Unreachable` when a relay talks on and brings nothing."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(_STALL_S) as patience:
                while not self.syncing.is_settled:
                    if await self._take(await self.connection.receive()):
                        patience.reschedule(loop.time() + _STALL_S)
        except TimeoutError:
            raise _brings_nothing() from None
        return self.syncing.carried

    async def stay(self, woken: asyncio.Event, is_over: Callable[[], bool]) -> None:
        """Carry until it is over: what comes in is folded at once, what is recorded here goes out at once.

        `woken` is set by whoever records in this process; other processes are noticed by a glance at the log.
        """
        incoming = asyncio.ensure_future(self.connection.receive())
        waking = asyncio.ensure_future(woken.wait())
        try:
            while not is_over():
                await asyncio.wait({incoming, waking}, timeout=_GLANCE_S, return_when=asyncio.FIRST_COMPLETED)
                if incoming.done():
                    raw = incoming.result()
                    incoming = asyncio.ensure_future(self.connection.receive())
                    await self._take(raw)
                else:
                    woken.clear()
                    if waking.done():
                        waking = asyncio.ensure_future(woken.wait())
                    await self.send(await self.syncing.recorded())
        finally:
            for task in (incoming, waking):
                task.cancel()
                if task.done() and not task.cancelled():
                    task.exception()  # The connection may have ended meanwhile; that is known by another way then.

    async def close(self) -> None:
        """End the connection."""
        await self.connection.close()

    async def _take(self, raw: bytes) -> bool:
        """Take one frame and answer it; return whether it brought the two sides nearer to each other."""
        await self.send(await self.syncing.receive(raw))
        before, self._reached = self._reached, self._reach()
        is_nearer = self._reached != before
        self._idle = 0 if is_nearer else self._idle + 1
        if self._idle > _IDLE_FRAMES_MAX:
            raise _brings_nothing()
        return is_nearer

    def _reach(self) -> tuple[int, int, int]:
        """Measure what only grows: statements known, segments held, segments offered."""
        held = sum(tail.n for tail in self._log.pages.heads.values())
        return self._log.control.index, held, self.syncing.carried.sent


def _brings_nothing() -> Unreachable:
    text = sentence("the relay keeps talking, and nothing comes of it")
    return Unreachable(
        text,
        hint=sentence(
            "%(safe)s Try again later: whyward sync. If it stays so, tell whoever runs the relay.", safe=_SAFE
        ),
    )


async def open_line(log: Log, connect: Connect, progress: Progress | None = None) -> Line:
    """Connect and greet; raise `Unreachable` if there is no relay."""
    connection = await connect()
    try:
        line = Line(connection, await begin(log, connection.host, progress), log)
        await line.send(await line.syncing.start())
    except BaseException:
        await connection.close()
        raise
    return line
