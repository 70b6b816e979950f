"""Opening the journal for one command: unlock, load, do, close; with a sign of life if it takes a while.

It decides nothing; what is refused is refused below.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from whyward.adapters.help_file import refresh_help_file
from whyward.adapters.home import open_home
from whyward.cli.asking import passphrase
from whyward.cli.face import Face
from whyward.cli.progress import sign_of_life
from whyward.journal.journal import Journal
from whyward.journal.pages import Pages

T = TypeVar("T")


@asynccontextmanager
async def opened(face: Face) -> AsyncGenerator[Journal]:
    """Open the journal, and close it whatever happens."""
    async with sign_of_life(face, "Opening your journal"):
        journal = await open_home(face.home, passphrase)
    try:
        yield journal
        # Whatever changed, an undo or another device's word too: what is shown before unlock says the same.
        refresh_help_file(face.home, journal.pages)
    finally:
        await journal.close()


def with_journal(face: Face, do: Callable[[Journal], Awaitable[T]]) -> T:
    """Run one command's work on the open journal."""

    async def work() -> T:
        async with opened(face) as journal:
            return await do(journal)

    return asyncio.run(work())


def with_pages(face: Face, read: Callable[[Pages], T]) -> T:
    """Run one command that only reads."""

    async def work(journal: Journal) -> T:
        return read(journal.pages)

    return with_journal(face, work)
