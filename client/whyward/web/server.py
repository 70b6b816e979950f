"""The host of the app on this machine: aiohttp on loopback, at a port that the system chooses.

It translates, and streams the word that something changed; everything else is the app's.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from whyward.adapters.platform import SystemEntropy, monotonic_s
from whyward.web.app import GUARDS, App
from whyward.web.desk import Desk
from whyward.web.guard import BODY_BYTES_MAX, Asked, Guard
from whyward.web.routes import ROUTES
from whyward.web.session import Session, Sessions
from whyward.web.wire import NAMED, Wire

LOOPBACK: Final = "127.0.0.1"
LIVE: Final = "/live"
_BEAT_S: Final = 20.0
"""A stream that says nothing for longer is taken for dead by some browsers."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str
    app: App
    launcher: str = field(repr=False)

    def launch_url(self) -> str:
        """Return an address that opens one window, once."""
        return f"http://{self.address}/#{self.app.sessions.launch()}"


@asynccontextmanager
async def serving(desk: Desk, on_fault: Callable[[BaseException], None], port: int = 0) -> AsyncGenerator[Server]:
    """Serve a desk on loopback until the block ends; then lock it."""
    handler = _Handler()
    runner = web.ServerRunner(Wire(handler), handle_signals=False)
    await runner.setup()
    entropy = SystemEntropy()
    try:
        site = web.TCPSite(runner, LOOPBACK, port)
        await site.start()
        address = f"{LOOPBACK}:{runner.addresses[0][1]}"
        launcher = entropy.random_bytes(32).hex()
        sessions = Sessions(entropy, monotonic_s)
        app = App(desk, sessions, Guard(address), ROUTES, launcher=launcher, on_fault=on_fault)
        handler.app = app
        idle = asyncio.create_task(desk.lock_when_left())
        try:
            yield Server(address, app, launcher)
        finally:
            idle.cancel()
            sessions.end_all()
            await desk.lock()
    finally:
        await runner.cleanup()


class _Handler:
    """What aiohttp calls for each request."""

    app: App

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        asked = await _asked(request)
        session = self.app.admitted(asked) if asked.path == LIVE else None
        if session is not None:
            return await self._live(request, asked, session)
        response = await self.app.answer(asked)
        headers = {"Content-Type": response.type, **response.headers, **NAMED}
        return web.Response(status=response.status, body=response.body, headers=headers)

    async def _live(self, request: web.BaseRequest, asked: Asked, session: Session) -> web.StreamResponse:
        """Send a line whenever something changed, until the window goes or is let go; else it would hold up the end."""
        stream = web.StreamResponse(headers={"Content-Type": "text/plain; charset=utf-8", **GUARDS, **NAMED})
        await stream.prepare(request)
        changes = self.app.desk.changes
        listener = changes.listen(session)
        try:
            while self.app.admitted(asked) is not None:
                try:
                    await asyncio.wait_for(listener.wait(), _BEAT_S)
                    await stream.write(b"changed\n")
                except TimeoutError:
                    await stream.write(b"here\n")
        except ConnectionError:
            pass
        finally:
            changes.leave(listener)
        return stream


async def _asked(request: web.BaseRequest) -> Asked:
    body = b""
    if request.body_exists:
        body = await request.content.read(BODY_BYTES_MAX + 1)
        while len(body) <= BODY_BYTES_MAX and not request.content.at_eof():
            body += await request.content.read(BODY_BYTES_MAX + 1 - len(body))
    return Asked(
        method=request.method,
        target=request.raw_path,
        hosts=tuple(request.headers.getall("Host", [])),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body,
    )
