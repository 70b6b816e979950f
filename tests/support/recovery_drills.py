"""Drills: a person loses the only device at a random moment, and comes back with the words to all that was synced.

    python -m tests.support.recovery_drills 1000

Each drill has a seed, a life of random length over a real relay on loopback, epochs begun by hand in between, and a
new folder at the end. What was recorded but never synced is lost with the device, and only that.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from random import Random

from tests.support.relay_running import running_relay
from tests.support.trust_people import first_device
from whyward.adapters.home import Lock, open_home
from whyward.adapters.recovered_home import recover_home
from whyward.journal.key_file import Unlock
from whyward.journal.trust.recovering import FoundAgain
from whyward.relay.config import RelayConfig


async def drill(url: str, seed: int, home: Path) -> None:
    """Live, lose, come back; raise `AssertionError` if the state is not that of the last sync."""
    dice = Random(seed)
    person, founded = await first_device(url, f"drill {seed}")
    await person.choose("First")
    for number in range(dice.randrange(5)):
        if dice.random() < 0.3:  # about every third time
            await person.journal.trust().rotate()
        await person.choose(*[f"Value {number} {extra}" for extra in range(dice.randrange(1, 4))])
    await person.sync()
    synced = person.journal.pages.state_hash()
    if dice.random() < 0.5:  # every other time
        await person.choose("Never synced")

    await recover_home(home, Lock(Unlock.FILE), " ".join(founded.words), relay=url, confirm=_yes)

    again = await open_home(home, lambda: "")
    try:
        assert again.pages.state_hash() == synced, f"drill {seed}: another state came back"
    finally:
        await again.close()


async def _yes(found: FoundAgain) -> bool:
    return found.records > 0


async def drills(first: int, count: int) -> None:
    """Do that many drills over one relay."""
    with tempfile.TemporaryDirectory() as folder:
        config = RelayConfig(port=0, data=str(Path(folder) / "relay.sqlite3"))
        async with running_relay(config) as relay:
            for seed in range(first, first + count):
                await drill(relay.at.url, seed, Path(folder) / str(seed))


if __name__ == "__main__":
    asyncio.run(drills(0, int(sys.argv[1])))
    sys.stdout.write(f"{sys.argv[1]} drills, each came back as it was\n")
