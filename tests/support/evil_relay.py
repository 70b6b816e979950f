"""A relay that lies: an honest relay, and before it a door where an attack may change, hide or add whatever passes.

It holds what any relay holds: sealed segments, public keys, the relay's own key, and dice of its own; never a device's
key. It runs on a thread of its own, so that the test can wait for real client processes meanwhile.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Coroutine, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
from aiohttp import web

from tests.support.evil_attack import HONEST, Attack, Link
from tests.support.evil_spoils import Spoils, spoils_of
from whyward.protocol.frames import decode_to_device, decode_to_relay
from whyward.relay.config import RelayConfig
from whyward.relay.serving import listening

T = TypeVar("T")

_FRAME_BYTES_MAX = 8 << 20


@dataclass
class EvilRelay:
    """Listens at `url` for as long as it lasts; `attack` may be changed between two commands of a device."""

    url: str
    attack: Attack = HONEST
    behind: str = ""
    folder: Path = Path()
    links: list[Link] = field(default_factory=list[Link])
    _loop: asyncio.AbstractEventLoop | None = None

    @property
    def host(self) -> str:
        """The host and port that a device connects to."""
        return self.url.removeprefix("http://")

    @property
    def spoils(self) -> Spoils:
        """What the relay behind the door holds by now."""
        return spoils_of(self.folder)

    @contextmanager
    def carrying(self, folder: Path) -> Generator[None]:
        """Put an honest relay over `folder/relay.sqlite3` behind the door while the block lasts."""
        folder.mkdir(exist_ok=True)
        config = RelayConfig(data=str(folder / "relay.sqlite3"), port=0, public_hosts=(self.host,))
        context = listening(config)
        before = self.behind, self.folder
        self.behind, self.folder = self.run(context.__aenter__()).url, folder
        try:
            yield
        finally:
            self.behind, self.folder = before
            self.run(self._hang_up())
            self.run(context.__aexit__(None, None, None))

    @contextmanager
    def doing(self, attack: Attack) -> Generator[Attack]:
        """Do this while the block lasts, and be honest again after it."""
        self.attack = attack
        try:
            yield attack
        finally:
            self.attack = HONEST

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something on the relay's own thread, and wait for it."""
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Carry one connection, both ways, through the attack."""
        attack, self._loop = self.attack, asyncio.get_running_loop()
        near = web.WebSocketResponse(autoping=False, compress=False, max_msg_size=_FRAME_BYTES_MAX, timeout=1)
        if (answer := await attack.answer(request)) is not None:
            return answer
        await near.prepare(request)
        headers = {"Host": request.headers["Host"]}
        async with (
            aiohttp.ClientSession() as http,
            http.ws_connect(f"{self.behind}/v1/sync", headers=headers, max_msg_size=_FRAME_BYTES_MAX) as far,
        ):
            link = Link(near, far, spoils_of(self.folder).signer)
            self.links.append(link)
            ways = [asyncio.ensure_future(_inward(link, attack)), asyncio.ensure_future(_outward(link, attack))]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                ended = await asyncio.gather(*ways, return_exceptions=True)
            await near.close()
        for error in ended:
            if isinstance(error, Exception) and not isinstance(error, ConnectionError):
                raise error
        return near

    async def _hang_up(self) -> None:
        for link in self.links:
            with suppress(Exception):
                await link.hang_up()
        self.links.clear()


async def _inward(link: Link, attack: Attack) -> None:
    """Carry what the device says to the honest relay."""
    async for message in link.near:
        if link.is_frozen:
            continue
        if message.type is aiohttp.WSMsgType.PING:
            await link.near.pong(message.data)
            continue
        if message.type is aiohttp.WSMsgType.PONG:  # The answer to a ping of ours: no frame.
            continue
        frame = decode_to_relay(message.data)
        link.learn(frame)
        for sent in await attack.to_relay(frame, link):
            await link.tell(sent)


async def _outward(link: Link, attack: Attack) -> None:
    """Carry what the honest relay says to the device."""
    async for message in link.far:
        for sent in await attack.to_device(decode_to_device(message.data), link):
            await link.say(sent)


@asynccontextmanager
async def _listening(relay: EvilRelay) -> AsyncGenerator[None]:
    app = web.Application()
    app.router.add_get("/v1/sync", relay.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    async with AsyncExitStack() as ends:
        await runner.setup()
        ends.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        relay.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield


@contextmanager
def evil_relay() -> Generator[EvilRelay]:
    """Run one on a thread while the block lasts; nothing is behind its door until `carrying`."""
    relay, ready = EvilRelay(""), threading.Event()
    loop = asyncio.new_event_loop()
    relay._loop = loop
    done = asyncio.Event()

    async def live() -> None:
        async with _listening(relay):
            ready.set()
            await done.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(live(),))
    thread.start()
    assert ready.wait(20), "the evil relay did not start"
    try:
        yield relay
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
        loop.close()
