"""A relay's file with a bit of everything in it, what devices hold of it, and damage done behind the relay's back.

It checks nothing itself.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.support.relay_peer import Peer, PretendDevice, PretendSpace, tail_of
from tests.support.relay_running import RunningRelay, running_relay
from tests.support.relay_statements import admitted, erasure, folded, removal, said
from whyward.protocol.frames import Kept, Refused, State, Statements
from whyward.relay.config import RelayConfig


@dataclass
class Grown:
    """A file with two spaces in it, and what devices hold of them."""

    config: RelayConfig
    space: PretendSpace
    other: PretendSpace
    phone: PretendDevice

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.config.data)

    def run(self, sql: str, *values: object) -> None:
        """Change the file behind the relay's back."""
        with closing(sqlite3.connect(self.path)) as db, db:
            assert db.execute(sql, values).rowcount, "nothing was damaged"

    async def give_back(self, relay: RunningRelay) -> None:
        """Do as any complete device does: offer everything above what the relay says it holds."""
        for space in (self.space, self.other):
            peer = await relay.greeted()
            await peer.send(peer.proof(space.space_id, space.first))
            answer = await peer.any_but_news()
            state = await peer.found(space) if isinstance(answer, Refused) else answer
            assert isinstance(state, State)
            start = state.control_index + 1
            if start < len(space.control):
                await peer.send(Statements(space.space_id, start, space.control[start:]))
                assert isinstance(await peer.any_but_news(), Kept)
            ends = {entry.device_id: entry.n for entry in state.tails}
            cuts = folded(space).cuts()
            for device, run in space.series.items():
                n, end = ends.get(device, 0), cuts[device].n if device in cuts else len(run)
                if n < end:
                    await peer.push(space, n + 1, run[n:end], device)
                    assert isinstance(await peer.any_but_news(), Kept)


async def _say(peer: Peer, space: PretendSpace, start: int) -> None:
    """Give the relay the space's statements from `start` on."""
    await peer.send(Statements(space.space_id, start, space.control[start:]))
    assert isinstance(await peer.any_but_news(), Kept)


async def grown_file(config: RelayConfig) -> Grown:
    """Make a file with two devices, a removal, an erasure, late segments, and a neighbour."""
    space, other, phone = PretendSpace("checked"), PretendSpace("neighbour"), PretendDevice("phone")
    async with running_relay(config) as relay:
        peer = await relay.greeted()
        await peer.found(space)
        await peer.found(other)
        await peer.pushed(space, 1, space.sealed(3))
        await peer.pushed(other, 1, other.sealed(3))
        admitted(space, phone)
        await _say(peer, space, 1)
        run = space.sealed(4, device=phone, salt="phone")
        await peer.push(space, 1, run, phone.device_id)
        await peer.receive(Kept)
        said(space, removal(space, phone, cut=tail_of(run[:2])))
        said(space, erasure(space, space.first, [2]))
        await _say(peer, space, 2)
        await peer.pushed(space, 4, space.sealed(3))
    return Grown(config, space, other, phone)


def content(path: Path) -> list[tuple[object, ...]]:
    """Return everything that devices get to see, in an order that does not depend on when it came."""
    with closing(sqlite3.connect(path)) as db:
        said = db.execute(
            "SELECT space_id, position, raw, signature FROM statement JOIN space ON space.id = statement.space"
        ).fetchall()
        sealed = db.execute(
            "SELECT space_id, device_id, n, hash, header, signature, body FROM segment "
            "JOIN series ON series.id = segment.series JOIN space ON space.id = series.space"
        ).fetchall()
    return sorted([*said, *sealed], key=repr)
