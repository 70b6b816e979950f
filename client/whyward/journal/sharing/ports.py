"""What sharing needs of the world beside the journal's own ports: a place for one small log for each share.

Nothing here does anything.
"""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from whyward.journal.ports import LogStore


class ShareStores(Protocol):
    """Where the logs of shares are kept. A name tells nobody which space is behind it."""

    async def open(self, name: str) -> LogStore | None:
        """Open the log of this name; None if there is none; raise `JournalError` for a file that is damaged."""
        ...

    def making(self, name: str) -> AbstractAsyncContextManager[LogStore]:
        """Make a log of this name: it is there once the block has ended well, as a whole, or not at all.

        Raise `Refused` at the end if another process has made it meanwhile; what was filled is thrown away then.
        """
        ...

    async def remove(self, name: str) -> None:
        """Delete the log of this name; nothing happens if there is none."""
        ...
