"""What the journal needs of a carrier folder, as a port; the adapter lives in `whyward.adapters.carrier_folder`.

Paths are relative, with `/` between their parts. Nothing here does anything.
"""

from typing import NamedTuple, Protocol


class Entry(NamedTuple):
    """One name in a folder; links and what is neither file nor folder are never told."""

    name: str
    is_folder: bool


class CarrierFolder(Protocol):
    """A folder that somebody else may write to, take away or fill with anything."""

    @property
    def title(self) -> str:
        """Return what the person calls it."""
        ...

    async def entries(self, path: str) -> list[Entry]:
        """Return what is in a folder inside it, sorted by name; nothing if it is not there.

        Raise `Unreachable` if the carrier folder itself is gone, `Refused` if it holds more than a journal would.
        """
        ...

    async def read(self, path: str, bytes_max: int) -> bytes | None:
        """Return a file's bytes; None if it is gone, larger, unreadable or no plain file. Raise `Unreachable`."""
        ...

    async def put(self, path: str, content: bytes) -> bool:
        """Write a new file as a whole, durable when this returns; False, and nothing done, if the name is taken.

        Raise `Refused` if the folder takes nothing (full, read-only), `Unreachable` if it is gone.
        """
        ...
