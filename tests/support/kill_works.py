"""What the killed processes do: a client founds and records, a relay takes pushes; each promise is one line in a pipe.

The code is the product's own, without its command line; a client's work is over in some hundred system calls.
"""

import asyncio
import os
import random
from collections.abc import Callable, Coroutine
from pathlib import Path

from whyward.adapters.home import Lock, create_home, open_home
from whyward.journal.intentions.values import AddValue
from whyward.journal.key_file import Unlock
from whyward.journal.ports import Receipt
from whyward.protocol.segments import EMPTY
from whyward.relay.config import RelayConfig
from whyward.relay.serving import listening

Work = Callable[[Path, str, int, int], Coroutine[None, None, None]]


async def found(folder: Path, _seed: str, _go: int, promises: int) -> None:
    """Found a journal."""
    await create_home(folder / "home", Lock(Unlock.FILE), relay=None)
    os.write(promises, b"founded\n")


async def record(folder: Path, seed: str, _go: int, promises: int) -> None:
    """Open a journal; record three times, note a receipt, put something aside, save a snapshot, close."""
    dice = random.Random(seed)
    journal = await open_home(folder / "home", str)
    own, log = journal.device_id, journal._log
    tail = EMPTY
    for _ in range(3):
        sizes = [dice.choice([0, 40, 900, 1900]) for _ in range(dice.choice([1, 1, 4]))]
        wishes = [AddValue(name=dice.randbytes(8).hex(), own_words=dice.randbytes(size).hex()) for size in sizes]
        await journal.record_all(wishes)
        tail = journal.pages.heads[own]
        os.write(promises, f"{tail.n} {tail.hash.hex()}\n".encode())
    async with log.store.turn() as turn:
        await turn.set_receipt(Receipt(own, tail.n, tail.hash, 1, bytes(64)))
        await turn.quarantine(own, 1, "bad-body", dice.randbytes(2000))
    journal.save_snapshot()
    await journal.close()


async def relay(folder: Path, _seed: str, go: int, promises: int) -> None:
    """Run a relay until the tester says stop; its first line is its address."""
    config = RelayConfig(data=str(folder / "relay.sqlite3"), port=0, stop_s=0.05)
    async with listening(config) as at:
        os.write(promises, f"{at.url}\n".encode())
        stopped = asyncio.Event()
        asyncio.get_running_loop().add_reader(go, stopped.set)
        await stopped.wait()
        asyncio.get_running_loop().remove_reader(go)


async def boast(folder: Path, seed: str, go: int, promises: int) -> None:
    """Promise first and found afterwards: what the sweep must notice."""
    os.write(promises, b"founded\n")
    await found(folder, seed, go, os.open(os.devnull, os.O_WRONLY))


WORKS: dict[str, Work] = {"boast": boast, "found": found, "record": record, "relay": relay}
