"""A seeded bug: one piece of text in one file that becomes another, why that is wrong, and which tests should see it.

It refuses to guess: a text that is not there exactly once is a failure of the list, not of the bug.
"""

from pathlib import Path
from typing import Final

import msgspec

LIST: Final = Path(__file__).parent / "bugs"
PRODUCT: Final = ("client/", "server/", "shared/")


class StaleBug(Exception):
    """The code has moved on: this bug cannot be seeded as it is written down."""


class Bug(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the list; `name` is what the sabotaged program does."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def seeded(self, text: str) -> str:
        """Return the file's text with the bug in it; raise `StaleBug` unless it fits exactly once."""
        times = text.count(self.old)
        if times != 1:
            raise StaleBug(f"{self.name}: the text stands {times} times in {self.file}")
        return text.replace(self.old, self.new)


class _Bugs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bug: tuple[Bug, ...]


def all_bugs() -> list[Bug]:
    """Return every bug, in the order of the files and of their lines."""
    found: list[Bug] = []
    for path in sorted(LIST.glob("*.toml")):
        found.extend(msgspec.toml.decode(path.read_bytes(), type=_Bugs).bug)
    return found
