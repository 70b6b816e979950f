"""A relay at work for the power-loss machine: `python -m tests.support.powerloss_relay FOLDER SYNC MODE SEED`.

Hub, group commit, store and SQLite are the real ones, with many devices pushing at once; only the sockets are left
out: `ACK` is printed where the receipt would be sent. SYNC and MODE replace two words of the store's own settings.
The write-ahead log is folded back after 40 pages instead of SQLite's 1,000, so that a small run holds many folds.
"""

import asyncio
import os
import random
import sys
from pathlib import Path

from tests.support.relay_hub import PretendPeer, hub_over
from tests.support.relay_peer import PretendSpace
from whyward.protocol.frames import Kept, Segments, ToDevice
from whyward.relay import sqlite_store
from whyward.relay.config import RelayConfig
from whyward.relay.hub import Hub

FOLD_AFTER_PAGES = 40
ROUNDS = 4
SESSIONS = 2


class PromisingPeer(PretendPeer):
    """A peer that prints each receipt at the moment it is sent."""

    def send(self, frame: ToDevice) -> None:
        """Print a receipt as a promise, in one system call."""
        super().send(frame)
        if isinstance(frame, Kept):
            name = f"{frame.space_id.hex()}/{frame.device_id.hex()}"
            os.write(1, f"ACK {name} {frame.n}\n".encode())


async def work(data: Path, dice: random.Random, devices: int) -> None:
    """Push from many devices at once, each to a space of its own; stop, open the file again and take as many more."""
    config = RelayConfig(data=str(data))
    for _ in range(SESSIONS):
        spaces = [PretendSpace(f"{dice.random()}") for _ in range(devices)]
        async with sqlite_store.open_sqlite_store(data, dice.randbytes(32)) as store, hub_over(store, config) as hub:
            await asyncio.gather(*(_push(hub, space, random.Random(dice.random())) for space in spaces))


async def _push(hub: Hub, space: PretendSpace, dice: random.Random) -> None:
    peer = PromisingPeer()
    await peer.prove(hub, space)
    device_id = space.first.device_id
    for _ in range(dice.randrange(ROUNDS)):
        for _ in range(dice.randrange(4)):
            await asyncio.sleep(0)
        start = len(space.series.get(device_id, [])) + 1
        run = space.sealed(dice.choice([1, 1, 2, 5]), body_bytes=dice.choice([512, 1024, 4096]))
        await hub.receive(peer, Segments(space.space_id, device_id, start, run))


def main(folder: str, sync: str, mode: str, seed: str, devices: str) -> None:
    """Work on FOLDER/relay.sqlite3 with these settings."""
    pragmas = sqlite_store._WRITER
    for product, here in {
        "synchronous = FULL": f"synchronous = {sync}",
        "journal_mode = WAL": f"journal_mode = {mode}",
    }.items():
        assert f"PRAGMA {product};" in pragmas, f"the store does not say {product} any more: adjust this workload"
        pragmas = pragmas.replace(product, here)
    pragmas += f" PRAGMA wal_autocheckpoint = {FOLD_AFTER_PAGES};"
    sqlite_store._WRITER = pragmas  # pyright: ignore[reportConstantRedefinition]  # this process only
    asyncio.run(work(Path(folder) / "relay.sqlite3", random.Random(seed), int(devices)))


if __name__ == "__main__":
    main(*sys.argv[1:])
