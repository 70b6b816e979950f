"""A pretend carrier folder: files in a dictionary, with the bad manners that real ones have.

It can lose files, be full, be read-only, or be taken away after a number of calls.
"""

from whyward.journal.errors import Refused, Unreachable
from whyward.journal.folder.ports import Entry


class MemoryFolder:
    """See `CarrierFolder`. `gone_in` set to k makes the k-th call from now, and all after it, find nothing."""

    def __init__(self) -> None:
        """Start empty."""
        self.files: dict[str, bytes] = {}
        self.is_writable = True
        self.gone_in: int | None = None
        self.room: int | None = None

    @property
    def title(self) -> str:
        """Return its name."""
        return "stick"

    async def entries(self, path: str) -> list[Entry]:
        """List a folder inside."""
        self._count()
        start = f"{path}/" if path else ""
        inside = [name[len(start) :] for name in self.files if name.startswith(start)]
        return sorted({Entry(name.split("/")[0], "/" in name) for name in inside})

    async def read(self, path: str, bytes_max: int) -> bytes | None:
        """Read a file."""
        self._count()
        raw = self.files.get(path)
        return None if raw is None or len(raw) > bytes_max else raw

    async def put(self, path: str, content: bytes) -> bool:
        """Write a file that is new."""
        self._count()
        if path in self.files:
            return False
        if not self.is_writable:
            raise Refused("the folder stick cannot be written to", hint="Make it writable.")
        if self.room is not None:
            if self.room < len(content):
                raise Refused("the folder stick has no room left", hint="Make room.")
            self.room -= len(content)
        self.files[path] = content
        return True

    def names(self, ending: str) -> list[str]:
        """Return the paths of files with that ending, sorted."""
        return sorted(name for name in self.files if name.endswith(ending))

    def _count(self) -> None:
        if self.gone_in is not None:
            self.gone_in -= 1
            if self.gone_in < 0:
                raise Unreachable("the folder stick is not there", hint="Put it back.")
