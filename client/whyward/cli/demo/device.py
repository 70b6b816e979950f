"""One device of the demo: a name and a folder; everything it does is a process of its own.

It knows of a journal only what commands print.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from whyward.cli.demo.processes import run
from whyward.cli.demo.story import Wish


@dataclass(frozen=True, slots=True)
class DemoDevice:
    """One device."""

    name: str
    home: Path

    @property
    def errors(self) -> Path:
        """Return where its processes complain."""
        return self.home.parent / f"{self.name}.errors"

    async def do(self, *arguments: str) -> bytes:
        """Run one command and return what it printed."""
        return (await run(f"the {self.name}", self.spelt(*arguments), self.errors)).printed

    def spelt(self, *arguments: str) -> tuple[str, ...]:
        """Return the arguments of a command of this device."""
        return ("--home", str(self.home), "--json", *arguments)

    async def record(self, wishes: Sequence[Wish]) -> None:
        """Record in order, one process for each."""
        for wish in wishes:
            await self.do(*wish)
