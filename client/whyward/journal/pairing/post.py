"""Mail over an open connection to a relay: a mailbox with two sides, and nothing read that is not asked for.

It refuses to know what the letters say.
"""

from collections.abc import Awaitable, Callable

from whyward.journal.carrying import Line
from whyward.journal.ports import Connection, Entropy
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import (
    Challenge,
    Hello,
    JoinMailbox,
    Mail,
    Mailbox,
    OpenMailbox,
    decode_to_device,
    frame_bytes,
)
from whyward.protocol.frames import Refused as RefusedFrame
from whyward.protocol.limits import VERSION

Ask = Callable[[], Awaitable[str]]
"""Ask the person for typed words; raising `JournalError` ends the pairing."""

_FRAMES_MAX = 5_000
"""Frames on one connection while a pairing waits: a handful are its own, the rest is news of other devices."""

_OF_PAIRING = frozenset(
    {Code.CODE_UNKNOWN, Code.CODE_USED, Code.CODE_TAKEN, Code.MAILBOX_CLOSED, Code.BUSY, Code.NOT_ADMITTED}
)


class Post:
    """Mail over an open connection; other frames go to the sync session, if there is one."""

    def __init__(self, connection: Connection, line: Line | None = None) -> None:
        """Share the connection with `line`."""
        self._connection = connection
        self._line = line
        self._frames = 0

    async def send(self, mail: bytes) -> None:
        """Send a letter to the other side."""
        await self._connection.send(frame_bytes(Mail(mail)))

    async def open(self, request: OpenMailbox | JoinMailbox, sides: int) -> None:
        """Open or join a mailbox and wait until it has that many sides."""
        await self._connection.send(frame_bytes(request))
        await self.meet(sides)

    async def meet(self, sides: int) -> None:
        """Wait until the mailbox has that many sides."""
        while True:
            frame = await self._next()
            if isinstance(frame, Mailbox) and frame.sides >= sides:
                return

    async def receive(self) -> bytes:
        """Wait for a letter."""
        while True:
            frame = await self._next()
            if isinstance(frame, Mail):
                return frame.payload

    async def _next(self) -> Mail | Mailbox:
        while True:
            raw = await self._connection.receive()
            self._frames += 1
            if self._frames > _FRAMES_MAX:
                raise TheirFault("the relay talks on and on during a pairing", code=Code.UNEXPECTED)
            frame = decode_to_device(raw)
            if isinstance(frame, Mail | Mailbox):
                return frame
            if isinstance(frame, RefusedFrame) and frame.code in _OF_PAIRING:
                raise TheirFault(frame.text, code=Code(frame.code), retry_after_ms=frame.retry_after_ms)
            if self._line is None:
                raise TheirFault("the relay answered out of turn", code=Code.UNEXPECTED)
            await self._line.send(await self._line.syncing.receive(raw))


async def greet(connection: Connection, entropy: Entropy) -> None:
    """Start a session that proves nothing: all that a new device can do."""
    await connection.send(frame_bytes(Hello(VERSION, entropy.random_bytes(32))))
    frame = decode_to_device(await connection.receive())
    if isinstance(frame, RefusedFrame):
        raise TheirFault(frame.text, code=Code.BUSY if frame.code == Code.BUSY else Code.UNKNOWN_VERSION)
    if not isinstance(frame, Challenge):
        raise TheirFault("the relay does not start with a challenge", code=Code.UNEXPECTED)
