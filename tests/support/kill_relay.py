"""After a relay was killed among pushes: the next one opens the file by itself, and holds what had a receipt.

Devices are driven over real sockets; what they push again is taken as the same, and once.
"""

import asyncio
import shutil
import sqlite3
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp

from tests.support.kill_sweep import Child, Nursery, sweep
from tests.support.relay_peer import Peer, PretendSpace
from tests.support.relay_running import running_relay
from whyward.protocol.frames import Create, Kept, Refused, State
from whyward.relay.config import RelayConfig
from whyward.relay.data_file import claim, release

HELD_BEFORE = 2
RUNS = ((3, 3), (4, 7))
"""First and last number of each push beyond what the relay held before."""

CUT_OFF = (aiohttp.ClientError, ConnectionError, TypeError)
"""How a test's peer notices that the relay is gone; TypeError is how a closed socket refuses to be read."""


def _made(name: str) -> PretendSpace:
    space = PretendSpace(name)
    space.sealed(RUNS[-1][1], body_bytes=900)
    return space


class _World:
    """Two spaces: one that the relay carries already, and one that is founded while it is being killed."""

    def __init__(self, seed: str) -> None:
        self.known, self.new = _made(f"{seed}/known"), _made(f"{seed}/new")
        self.promised: list[tuple[PretendSpace, int]] = []

    async def visit(self, url: str) -> None:
        """Push to both spaces at once until all is kept, or the relay is gone; note every receipt."""
        async with aiohttp.ClientSession() as http:
            await asyncio.gather(
                self._pushes(http, url, self.known, HELD_BEFORE + 1), self._pushes(http, url, self.new, 1)
            )

    async def _pushes(self, http: aiohttp.ClientSession, url: str, space: PretendSpace, start: int) -> None:
        with suppress(*CUT_OFF):
            async with http.ws_connect(f"{url}/v1/sync", max_msg_size=0) as socket:
                peer = Peer(socket, url.removeprefix("http://"))
                await peer.greet()
                await (peer.prove(space) if space is self.known else peer.found(space))
                for _, last in RUNS:
                    await peer.push(space, start, space.series[space.first.device_id][start - 1 : last])
                    kept = await peer.any_but_news()
                    assert isinstance(kept, Kept), kept
                    self.promised.append((space, kept.n))
                    start = last + 1


def sweep_relay(keeper: Nursery, seed: str, folder: Path) -> Counter[str]:
    """Kill a relay that takes pushes, at every call; count the kills by call."""
    template, run = folder / "template", folder / "run"
    template.mkdir()
    make_relay_template(template, seed)
    world = _World(seed)

    def prepare() -> Path:
        shutil.rmtree(run, ignore_errors=True)
        world.promised.clear()
        return shutil.copytree(template, run)

    def meet(child: Child) -> list[str]:
        address = next(child.promises, "").strip()
        if address:
            asyncio.run(world.visit(address))
            child.let_go()
        return [address]

    counted: Counter[str] = Counter()
    for kill in sweep(keeper, "relay", seed, prepare=prepare, meet=meet):
        counted[kill.call] += 1
        try:
            asyncio.run(_goes_on(kill.left / "relay.sqlite3", world))
        except BaseException as error:
            error.add_note(f"killed: {kill.what}; promised: {[(space.name, n) for space, n in world.promised]}")
            raise
    return counted


def make_relay_template(folder: Path, seed: str) -> None:
    """Make a relay's file with one space in it."""
    asyncio.run(_made_template(folder, _World(seed)))


async def _made_template(folder: Path, world: _World) -> None:
    async with _again(folder / "relay.sqlite3") as (http, url), http.ws_connect(f"{url}/v1/sync") as socket:
        peer = Peer(socket, url.removeprefix("http://"))
        await peer.greet()
        await peer.found(world.known)
        await peer.pushed(world.known, 1, world.known.series[world.known.first.device_id][:HELD_BEFORE])


@asynccontextmanager
async def _again(data: Path) -> AsyncGenerator[tuple[aiohttp.ClientSession, str]]:
    async with running_relay(RelayConfig(data=str(data), port=0, stop_s=0.05)) as relay:
        yield relay.http, relay.at.url


async def _goes_on(data: Path, world: _World) -> None:
    """Start again; all that had a receipt is there; a retry ends where the first try would have ended."""
    async with _again(data) as (http, url):
        for space in (world.known, world.new):
            async with http.ws_connect(f"{url}/v1/sync", max_msg_size=0) as socket:
                peer = Peer(socket, url.removeprefix("http://"))
                await peer.greet()
                held = await _ends(peer, space, is_new=space is world.new)
                promised = max((n for other, n in world.promised if other is space), default=0)
                assert held >= max(promised, 0 if space is world.new else HELD_BEFORE)
                series = space.series[space.first.device_id]
                for _ in range(2):
                    assert (await peer.pushed(space, 1, series)).n == len(series)
                assert (await peer.wanted(space, 1)).run == series
    release(claim(data))
    assert _structure(data) == "ok"


async def _ends(peer: Peer, space: PretendSpace, *, is_new: bool) -> int:
    """Prove the device, founding the space if the relay lacks it; return where its series ends there."""
    if is_new:
        await peer.send(Create(space.control[0], ""))
    await peer.send(peer.proof(space.space_id, space.first))
    state = await peer.any_but_news()
    if isinstance(state, Refused):
        assert is_new, state
        state = await peer.any_but_news()
    assert isinstance(state, State), state
    return max((tail.n for tail in state.tails), default=0)


def _structure(data: Path) -> str:
    db = sqlite3.connect(data)
    try:
        return str(db.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        db.close()
