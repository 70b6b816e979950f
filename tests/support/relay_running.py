"""A relay that runs in the test's own process, and ways to reach it.

It is the real thing behind the real guard; only the process is shared.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from tests.support.relay_peer import PATIENCE_S, Peer
from whyward.relay.app import OpenStore, sqlite_of
from whyward.relay.config import RelayConfig
from whyward.relay.serving import Listening, listening


@dataclass(frozen=True)
class RunningRelay:
    """Where it listens, and a client session that is closed with it."""

    at: Listening
    http: aiohttp.ClientSession

    @property
    def host(self) -> str:
        """The `Host` that a client sends."""
        return self.at.url.removeprefix("http://")

    async def connect(self) -> Peer:
        """Open a connection and say nothing yet."""
        return Peer(await self.http.ws_connect(f"{self.at.url}/v1/sync", max_msg_size=0), self.host)

    async def greeted(self) -> Peer:
        """Open a connection and greet."""
        peer = await self.connect()
        await peer.greet()
        return peer

    async def raw(self, sent: bytes) -> bytes:
        """Send bytes as they are, and return all that comes back until the relay closes."""
        port = int(self.host.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(sent)
            async with asyncio.timeout(PATIENCE_S):
                return await reader.read()
        except ConnectionError:
            return b""
        finally:
            writer.close()

    def request(self, path: str = "/healthz", *lines: str) -> bytes:
        """Write the head of a request to this relay."""
        return "\r\n".join([f"GET {path} HTTP/1.1", f"Host: {self.host}", *lines, "", ""]).encode()


@asynccontextmanager
async def running_relay(config: RelayConfig, open_store: OpenStore = sqlite_of) -> AsyncGenerator[RunningRelay, None]:
    """Run a relay for as long as the context lasts."""
    async with listening(config, open_store=open_store) as at, aiohttp.ClientSession() as http:
        yield RunningRelay(at, http)
