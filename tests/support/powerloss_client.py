"""A client at work for the power-loss machine: `python -m tests.support.powerloss_client FOLDER SYNC MODE SEED`.

The journal, the log and SQLite are the real ones; SYNC and MODE replace two words of the log's own settings, so that
the machine can be shown settings that must lose. It prints `ACK NAME NUMBER` once something is promised to be durable.
"""

import asyncio
import os
import random
import sys
from pathlib import Path

from whyward.adapters import log_store
from whyward.adapters.home import Lock, create_home, open_home
from whyward.journal.intentions.values import AddValue
from whyward.journal.journal import Journal
from whyward.journal.key_file import Unlock
from whyward.journal.ports import Receipt

SESSIONS = 2
ACTS = 18


def promise(name: str, number: int) -> None:
    """Say, in one system call, that so much is durable."""
    os.write(1, f"ACK {name} {number}\n".encode())


async def work(home: Path, dice: random.Random) -> None:
    """Found a journal; record, take receipts, quarantine, save snapshots; close, open and go on."""
    await create_home(home, Lock(Unlock.FILE), relay=None)
    promise("statements", 1)
    for _ in range(SESSIONS):
        journal = await open_home(home, str)
        try:
            for _ in range(ACTS):
                await _act(journal, dice)
        finally:
            await journal.close()


async def _act(journal: Journal, dice: random.Random) -> None:
    log = journal._log
    own = journal.device_id
    count = journal.pages.heads[own].n if own in journal.pages.heads else 0
    match dice.randrange(8):
        case 0 if count:
            async with log.store.turn() as turn:
                await turn.set_receipt(Receipt(own, count, journal.pages.heads[own].hash, count, dice.randbytes(64)))
            promise("kept", count)
        case 1:
            at_ms = log.world.clock.now_ms()
            async with log.store.turn() as turn:
                await turn.quarantine(own, at_ms % 1000, "bad-body", dice.randbytes(dice.randrange(9000)))
                await turn.raise_alarm("bad-body", dice.randbytes(4), at_ms)
        case 2:
            journal.save_snapshot()
        case _:
            wishes = [
                AddValue(name=dice.randbytes(8).hex(), own_words=dice.randbytes(dice.choice([0, 40, 900, 1900])).hex())
                for _ in range(dice.choice([1, 1, 1, 3]))
            ]
            await journal.record_all(wishes)
            promise(own.hex(), journal.pages.heads[own].n)


def main(folder: str, sync: str, mode: str, seed: str) -> None:
    """Work in FOLDER/home with these settings."""
    words = {"synchronous = FULL": f"synchronous = {sync}", "journal_mode = PERSIST": f"journal_mode = {mode}"}
    pragmas: tuple[str, ...] = log_store._PRAGMAS
    for product, here in words.items():
        assert f"PRAGMA {product}" in pragmas, f"the log does not say {product} any more: adjust this workload"
        at = pragmas.index(f"PRAGMA {product}")
        pragmas = (*pragmas[:at], f"PRAGMA {here}", *pragmas[at + 1 :])
    setattr(log_store, "_PRAGMAS", pragmas)  # noqa: B010  # another length of tuple for a checker, the same for a loop
    asyncio.run(work(Path(folder) / "home", random.Random(seed)))


if __name__ == "__main__":
    main(*sys.argv[1:])
