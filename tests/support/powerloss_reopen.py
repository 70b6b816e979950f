"""The start after a power cut, for the power-loss machine: `python -m tests.support.powerloss_reopen FOLDER DATABASE`.

It opens the store as the product does, asks how far it reaches, and closes; a relay's is known by its name.
"""

import asyncio
import sys
from pathlib import Path

from whyward.adapters.log_store import open_log
from whyward.relay.sqlite_store import open_sqlite_store


async def _opened(database: Path) -> None:
    if database.name == "relay.sqlite3":
        async with open_sqlite_store(database, bytes(32)) as store:
            await store.space_count()
        return
    log = await open_log(database)
    await log.ends()
    await log.close()


if __name__ == "__main__":
    asyncio.run(_opened(Path(sys.argv[1]) / sys.argv[2]))
