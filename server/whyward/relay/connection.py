"""One WebSocket as a peer of the hub: what waits to be sent, how long it may stay, and which spaces it has proven.

It never reads; `sockets` does.
"""

import asyncio
from collections import deque
from contextlib import suppress

from aiohttp import WSCloseCode, web

from whyward.protocol.frames import ToDevice, frame_bytes
from whyward.protocol.ids import SpaceId
from whyward.protocol.relay_session import RelaySession
from whyward.relay.config import RelayConfig
from whyward.relay.logs import tell

FRAMES_WAITING_MAX = 4_096
"""News are small; so many of them unread is a reader that will not catch up."""


class Connection:
    """See `Peer`."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport,
        session: RelaySession,
        *,
        address: str,
        config: RelayConfig,
    ) -> None:
        """Wrap a socket that is open; the clock of the proof starts now."""
        self._socket = socket
        self._transport = transport
        self._session = session
        self._address = address
        self._config = config
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._wake = asyncio.Event()
        self._is_drained = asyncio.Event()
        self._is_drained.set()
        self._is_ending = False
        self._is_dismissed = False
        self.spaces: set[SpaceId] = set()
        self.leaves_at: float | None = asyncio.get_running_loop().time() + config.proof_s

    @property
    def session(self) -> RelaySession:
        """The relay's half of this connection."""
        return self._session

    @property
    def address(self) -> str:
        """Whom to count it under."""
        return self._address

    def admit(self, for_s: float | None) -> None:
        """Let it stay: for good, or only so long; what was granted for good is not taken back."""
        if for_s is None:
            self.leaves_at = None
        elif self.leaves_at is not None:
            self.leaves_at = asyncio.get_running_loop().time() + for_s

    def send(self, frame: ToDevice) -> None:
        """Queue a frame; a reader with too much waiting is cut off, and comes back for the rest."""
        if self._is_ending:
            return
        raw = frame_bytes(frame)
        self._waiting.append(raw)
        self._waiting_bytes += len(raw)
        self._is_drained.clear()
        self._wake.set()
        if self._waiting_bytes > self._config.send_queue_bytes_max or len(self._waiting) > FRAMES_WAITING_MAX:
            tell("slow-reader", waiting_bytes=self._waiting_bytes, frames=len(self._waiting))
            self.cut_off()

    async def drained(self) -> None:
        """Wait until nothing waits: whoever asks for pages reads them before it gets more."""
        await self._is_drained.wait()

    async def write(self) -> None:
        """Send what waits, in order, until `end`; a frame that does not leave in time ends the connection."""
        try:
            while True:
                while self._waiting:
                    raw = self._waiting.popleft()
                    async with asyncio.timeout(self._config.send_s):
                        await self._socket.send_bytes(raw)
                    self._waiting_bytes -= len(raw)
                self._is_drained.set()
                if self._is_ending:
                    break
                self._wake.clear()
                await self._wake.wait()
        except (TimeoutError, ConnectionError):
            self.cut_off()
        else:
            if self._is_dismissed:
                await self.goodbye()

    def dismiss(self, last: ToDevice) -> None:
        """Send what waits and one last frame, then close: the device shall not come to think that it is still heard."""
        self.send(last)
        self._is_dismissed = True
        self.end()

    def end(self) -> None:
        """Take nothing new; `write` returns once all that waits has left."""
        self._is_ending = True
        self._wake.set()

    async def finish(self, writing: "asyncio.Task[None]") -> None:
        """Let all that waits leave, but not for ever."""
        self.end()
        await asyncio.wait({writing}, timeout=self._config.send_s)
        if not writing.done():
            self.cut_off()
        await writing

    async def goodbye(self) -> None:
        """Close from this side; cut off who does not answer soon."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._config.stop_s / 2):
                await self._socket.close(code=WSCloseCode.GOING_AWAY)
        self.cut_off()

    def cut_off(self) -> None:
        """Drop the connection and all that waits."""
        self._is_ending = True
        self._waiting.clear()
        self._is_drained.set()
        self._wake.set()
        self._transport.abort()
