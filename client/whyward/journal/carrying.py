"""Carrying frames between a connection and a sync session, until both sides hold the same, or for as long as wanted.

It owns the loop, not the rules: those are the session's.
"""

import asyncio
from collections.abc import Sequence

from whyward.journal.log import Log
from whyward.journal.ports import Connection, Transport
from whyward.journal.refusals import in_plain_words
from whyward.journal.syncing import Carried, Progress, Syncing, begin
from whyward.journal.told import check_told
from whyward.protocol.errors import TheirFault

_GLANCE_S = 0.25
"""How often a live session looks for what another process of this person has recorded."""


class Line:
    """One open connection with a session on it."""

    def __init__(self, connection: Connection, syncing: Syncing) -> None:
        """Carry between the two."""
        self.connection = connection
        self.syncing = syncing

    async def send(self, frames: Sequence[bytes]) -> None:
        """Send frames in order."""
        for frame in frames:
            await self.connection.send(frame)

    async def settle(self) -> Carried:
        """Carry until both sides hold the same."""
        while not self.syncing.is_settled:
            await self.send(await self.syncing.receive(await self.connection.receive()))
        return self.syncing.carried

    async def stay(self, woken: asyncio.Event) -> None:
        """Carry for ever: what comes in is folded at once, what is recorded here goes out at once.

        `woken` is set by whoever records in this process; other processes are noticed by a glance at the log.
        """
        incoming = asyncio.ensure_future(self.connection.receive())
        waking = asyncio.ensure_future(woken.wait())
        try:
            while True:
                await asyncio.wait({incoming, waking}, timeout=_GLANCE_S, return_when=asyncio.FIRST_COMPLETED)
                if incoming.done():
                    raw = incoming.result()
                    incoming = asyncio.ensure_future(self.connection.receive())
                    await self.send(await self.syncing.receive(raw))
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


async def open_line(log: Log, transport: Transport, url: str, progress: Progress | None = None) -> Line:
    """Connect and greet; raise `Unreachable` if there is no relay."""
    connection = await transport.connect(url)
    line = Line(connection, await begin(log, connection.host, progress))
    try:
        await line.send(await line.syncing.start())
    except BaseException:
        await line.close()
        raise
    return line


async def carry(log: Log, transport: Transport, url: str, progress: Progress | None = None) -> Carried:
    """Sync once."""
    line = await open_line(log, transport, url, progress)
    try:
        carried = await line.settle()
        await check_told(log)
    except TheirFault as fault:
        raise in_plain_words(fault) from fault
    else:
        return carried
    finally:
        await line.close()
