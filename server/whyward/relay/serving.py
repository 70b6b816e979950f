"""A relay that listens: the application behind the guard, on a real port.

It reads no environment and installs no signal handler; `__main__` does.
"""

import asyncio
import socket
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import web

from whyward.relay.app import OpenStore, create_app, sqlite_of
from whyward.relay.config import RelayConfig
from whyward.relay.errors import RelayError
from whyward.relay.guard import Guard, GuardedConnection
from whyward.relay.pace import GRACE_S
from whyward.relay.sockets import GUARD, SIGNER

BACKLOG = 512


class Listening:
    """Where a relay listens, and by which key it is known."""

    def __init__(self, url: str, relay_key: bytes) -> None:
        """Both are public."""
        self.url = url
        self.relay_key = relay_key


@asynccontextmanager
async def listening(config: RelayConfig, *, open_store: OpenStore = sqlite_of) -> AsyncGenerator[Listening, None]:
    """Run a relay for as long as the context lasts."""
    app = create_app(config, open_store=open_store)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=config.stop_s, handler_cancellation=False)
    guard = Guard(config)
    app[GUARD] = guard
    async with AsyncExitStack() as ends:
        ends.callback(guard.abort_all)
        await runner.setup()
        ends.push_async_callback(runner.cleanup)
        inner = runner.server
        assert inner is not None, "a runner that was set up has a server"
        server = await _bound(config, lambda: GuardedConnection(inner(), guard))
        ends.callback(server.close)
        ends.callback(asyncio.create_task(_keep_pace(guard)).cancel)
        port: int = server.sockets[0].getsockname()[1]
        name = f"[{config.host}]" if server.sockets[0].family == socket.AF_INET6 else config.host
        yield Listening(f"http://{name}:{port}", app[SIGNER].public_key)


async def _keep_pace(guard: Guard) -> None:
    """Look after slow frames for as long as the relay listens."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(GRACE_S / 4)
        guard.abort_slow(loop.time())


async def _bound(config: RelayConfig, protocol_factory: Callable[[], asyncio.Protocol]) -> asyncio.Server:
    """Listen where the settings say, or say why not."""
    loop = asyncio.get_running_loop()
    try:
        return await loop.create_server(protocol_factory, config.host, config.port, backlog=BACKLOG)
    except OSError as error:
        raise RelayError(f"cannot listen on {config.host} port {config.port}: {error.strerror}") from None
