"""The WebSocket of a sync session: binary frames in, one at a time, each within its time; refusals out.

One bad connection never disturbs another: whatever goes wrong here ends here.
"""

import asyncio
from http import HTTPStatus

from aiohttp import WSCloseCode, WSMsgType, hdrs, web

from whyward.ed25519 import Ed25519Signer, check
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import RelayLimits, decode_to_relay
from whyward.protocol.relay_session import RelaySession, refusal
from whyward.relay.config import RelayConfig
from whyward.relay.connection import Connection
from whyward.relay.guard import Guard
from whyward.relay.hosts import CONFIG, address_group, known_host, last_words
from whyward.relay.hub import Hub
from whyward.relay.logs import tell
from whyward.relay.pace import Pace
from whyward.relay.platform import random_bytes

HUB = web.AppKey("hub", Hub)
GUARD = web.AppKey("guard", Guard)
SIGNER = web.AppKey("signer", Ed25519Signer)
CONNECTIONS = web.AppKey("connections", set[Connection])

BREACHES = frozenset({Code.MALFORMED, Code.NOT_CANONICAL, Code.UNEXPECTED, Code.BAD_PROOF})
"""Faults after which the two sides do not speak the same protocol any more; all others end only the push."""

FAULTS_MAX = 64
"""Refused pushes on one connection; an honest device needs a handful."""

GOODBYE_S = 1.0
"""How long to wait for the other side's close frame (RFC 6455 §7.1.1)."""

PONG_SHARE = 1.5
"""aiohttp pings after `heartbeat` and waits half of it again for the pong."""


async def sync(request: web.Request) -> web.StreamResponse:
    """Serve one device until it leaves or breaks the protocol."""
    config = request.app[CONFIG]
    host = known_host(request)
    if hdrs.ORIGIN in request.headers:
        # No browser speaks this protocol, so a page that tries is not ours.
        return last_words(HTTPStatus.FORBIDDEN)
    socket = web.WebSocketResponse(
        compress=False,
        max_msg_size=config.frame_bytes_max + 1,  # aiohttp refuses from this size on.
        heartbeat=config.silence_s / PONG_SHARE,
        timeout=GOODBYE_S,
    )
    if not socket.can_prepare(request) or host is None:
        return last_words(HTTPStatus.BAD_REQUEST)
    await socket.prepare(request)
    transport = request.transport
    if transport is None:
        return socket
    connection = Connection(
        socket,
        transport,
        _session(request, config, host),
        address=address_group(transport),
        config=config,
    )
    await _serve(request.app, socket, connection, transport)
    return socket


def _session(request: web.Request, config: RelayConfig, host: str) -> RelaySession:
    limits = RelayLimits(config.frame_bytes_max, config.page_bytes_max, config.push_segments_max)
    signer = request.app[SIGNER]
    return RelaySession(host=host, signer=signer, check=check, nonce=random_bytes(), limits=limits)


async def _serve(
    app: web.Application, socket: web.WebSocketResponse, connection: Connection, transport: asyncio.Transport
) -> None:
    """Read and write side by side; when reading ends, what waits is sent, and the socket is closed.

    Any exception but a fault is a bug: it ends this connection, aiohttp logs it, and nobody else notices.
    """
    loop = asyncio.get_running_loop()
    begun = loop.time()
    app[CONNECTIONS].add(connection)
    writing = loop.create_task(connection.write())
    guard = app.get(GUARD)  # None where an application is served without one.
    reading = _Reading(socket, connection, app, Pace() if guard is None else guard.pace(transport))
    close_code = WSCloseCode.INTERNAL_ERROR
    try:
        close_code = await reading.run()
    finally:
        app[HUB].left(connection)
        await connection.finish(writing)
        await socket.close(code=close_code)
        app[CONNECTIONS].discard(connection)
        seconds = round(loop.time() - begun, 3)
        tell("left", frames=reading.frames, bytes=reading.bytes, refused=reading.refused, seconds=seconds)


class _Reading:
    """The reading half of one connection, and what it counted."""

    def __init__(self, socket: web.WebSocketResponse, connection: Connection, app: web.Application, pace: Pace) -> None:
        self._socket = socket
        self._connection = connection
        self._hub = app[HUB]
        self._pace = pace
        self._first_frame_at = asyncio.get_running_loop().time() + app[CONFIG].first_frame_s
        self.frames = 0
        self.bytes = 0
        self.refused = 0

    async def run(self) -> WSCloseCode:
        """Take frames until there are no more; return what to close with."""
        loop = asyncio.get_running_loop()
        while True:
            self._pace.awaited(loop.time())
            try:
                async with asyncio.timeout_at(self._deadline()):
                    message = await self._socket.receive()
            except TimeoutError:
                return WSCloseCode.POLICY_VIOLATION
            self._pace.finished()
            if message.type is WSMsgType.TEXT:
                return WSCloseCode.UNSUPPORTED_DATA
            if message.type is not WSMsgType.BINARY:
                return WSCloseCode.OK
            if not await self._taken(message.data):
                return WSCloseCode.POLICY_VIOLATION
            # A page is read before the next is asked for; and a flood of small frames lets others have their turn.
            await self._connection.drained()
            await asyncio.sleep(0)

    def _deadline(self) -> float | None:
        """Return when this connection must have sent its next whole frame; None: whenever it likes."""
        stays_until = self._connection.leaves_at
        if self.frames or stays_until is None:
            return stays_until
        return min(self._first_frame_at, stays_until)

    async def _taken(self, raw: bytes) -> bool:
        """Take one frame; return whether the session goes on."""
        self.frames += 1
        self.bytes += len(raw)
        try:
            await self._hub.receive(self._connection, decode_to_relay(raw))
        except TheirFault as fault:
            self.refused += 1
            self._connection.send(refusal(fault))
            tell("refused", code=fault.code.value)
            return fault.code not in BREACHES and self.refused <= FAULTS_MAX
        return True


async def close_all(app: web.Application) -> None:
    """Say goodbye to everyone at once when the relay stops."""
    goodbyes = [connection.goodbye() for connection in app[CONNECTIONS]]
    await asyncio.gather(*goodbyes, return_exceptions=True)
