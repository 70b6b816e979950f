"""Carrying frames between a connection and a sync session, until both sides hold the same, or for as long as wanted.

It owns the loop, not the rules: those are the session's. Refusals of the relay become sentences for people here.
"""

import asyncio
from collections.abc import Sequence

from whyward.journal.errors import JournalError, Refused, Unreachable
from whyward.journal.log import Log
from whyward.journal.ports import Connection, Transport
from whyward.journal.syncing import Carried, Progress, Syncing, begin
from whyward.protocol.errors import Code, TheirFault

_SAFE = "What you recorded is safe on this device."
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
        try:
            while True:
                waking = asyncio.ensure_future(woken.wait())
                await asyncio.wait({incoming, waking}, timeout=_GLANCE_S, return_when=asyncio.FIRST_COMPLETED)
                waking.cancel()
                if incoming.done():
                    raw = incoming.result()
                    incoming = asyncio.ensure_future(self.connection.receive())
                    await self.send(await self.syncing.receive(raw))
                else:
                    woken.clear()
                    await self.send(await self.syncing.recorded())
        finally:
            incoming.cancel()

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
        return await line.settle()
    except TheirFault as fault:
        raise in_plain_words(fault) from fault
    finally:
        await line.close()


def in_plain_words(fault: TheirFault) -> JournalError:
    """Turn what a relay refused, or what was wrong with it, into a sentence and a next step."""
    match fault.code:
        case Code.WRONG_RELAY:
            text = "the relay at this address is not the one this journal knows: its key is another"
            return Refused(text, hint=f"{_SAFE} Nothing was sent. Ask whoever runs the relay before you go on.")
        case Code.INVITE_NEEDED:
            text = "this relay takes new journals by invite only"
            return Refused(text, hint=f"{_SAFE} Ask whoever runs it, then: whyward sync --invite TOKEN")
        case Code.SPACE_EXISTS | Code.NOT_ADMITTED:
            text = "the relay does not count this device as one of the journal's"
            return Refused(text, hint=f"{_SAFE} On a device that you trust, look at: whyward device list")
        case Code.FULL:
            return Refused("the relay has no room for more", hint=f"{_SAFE} Tell whoever runs it; sync again later.")
        case Code.BUSY:
            seconds = max(1, fault.retry_after_ms // 1000)
            return Unreachable("the relay is busy", hint=f"{_SAFE} Try again in {seconds} s: whyward sync")
        case Code.UNKNOWN_VERSION | Code.UNKNOWN_STATEMENT | Code.UNKNOWN_NEWER:
            text = "the relay or another device speaks a newer protocol"
            return Refused(text, hint=f"{_SAFE} Install a newer Whyward here, then sync again.")
        case Code.CONTROL_FORKED:
            text = "the relay shows another history of who belongs to this journal"
            return Refused(text, hint=f"{_SAFE} Do not pair or share now. Compare `whyward status` on your devices.")
        case Code.CODE_UNKNOWN:
            hint = "Look at the code again; it lives for two minutes. For a new one, on the other device: whyward link"
            return Refused("no device waits under that code", hint=hint)
        case Code.CODE_USED | Code.CODE_TAKEN:
            hint = "Each code works once and for two minutes. For a new one, on the other device: whyward link"
            return Refused("that code was used already, or is too old", hint=hint)
        case Code.MAILBOX_CLOSED:
            hint = "Nothing was shared. Start again on the device that you trust: whyward link"
            return Refused("the pairing ended before it was complete", hint=hint)
        case _:
            text = f"the relay does not speak as a relay does ({fault.code})"
            return Unreachable(text, hint=f"{_SAFE} Look at the relay's address; if it is right, tell whoever runs it.")
