"""One process of the journal that lives through hard times: a full disk, company, a read-only folder.

Run as `python -m tests.support.hard_times WHAT HOME …`; it prints one JSON document of what came of it.
"""

import asyncio
import json
import resource
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from typing import Any

from whyward.adapters.home import open_home
from whyward.journal.errors import JournalError
from whyward.journal.folding.nouns import VALUES
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.values import AddValue
from whyward.journal.journal import Journal


def nobody() -> str:
    """Answer no prompt."""
    raise AssertionError("nobody should be asked")


async def _recorded(journal: Journal, text: str) -> str:
    await journal.record(WriteEntry(body=text))
    return text


async def _full(journal: Journal, home: Path) -> dict[str, Any]:
    """Let the disk be full at every place in turn, and have room again after each."""
    dice = Random(6)
    acknowledged: list[str] = []
    refusals: list[str] = []
    size = (home / "journal.db").stat().st_size
    limits = [*range(0, 40_000, 512), *range(max(size - 12_288, 0), size + 200_000, 2048)]
    for number, limit in enumerate(limits):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        try:
            acknowledged.append(await _recorded(journal, dice.randbytes(2000).hex()))
        except JournalError as error:
            refusals.append(error.text)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        acknowledged.append(await _recorded(journal, f"There is room again ({number})."))
    return {"acknowledged": acknowledged, "refusals": refusals}


async def _company(journal: Journal, home: Path) -> dict[str, Any]:
    """Record a number of things while others do the same."""
    del home
    return {"acknowledged": [await _recorded(journal, f"{sys.argv[3]} {n}") for n in range(int(sys.argv[4]))]}


async def _read_only(journal: Journal, home: Path) -> dict[str, Any]:
    """Have the folder turn read-only in the middle, and writable again; only for a process that heeds modes."""
    acknowledged = [await _recorded(journal, "Before.")]
    refusals: list[str] = []
    modes = {home: 0o700, **dict.fromkeys(home.iterdir(), 0o600)}  # noqa: ASYNC240  # a child of a test
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        await journal.record(AddValue(name="Courage"))
    except JournalError as error:
        refusals.append(f"{error.text} {error.hint}")
    values = [value.name for value in journal.pages.all(VALUES)]
    findings = (await journal.check()).findings
    for path, mode in modes.items():
        path.chmod(mode)
    acknowledged.append(await _recorded(journal, "After."))
    return {"acknowledged": acknowledged, "refusals": refusals, "values": values, "findings": findings}


_WHAT: dict[str, Callable[[Journal, Path], Awaitable[dict[str, Any]]]] = {
    "full": _full,
    "company": _company,
    "read-only": _read_only,
}


async def main(what: str, home: Path) -> None:
    """Open the journal, live through it, and tell."""
    journal = await open_home(home, nobody)
    try:
        told = await _WHAT[what](journal, home)
    finally:
        await journal.close()
    print(json.dumps(told))  # noqa: T201  # what this process is for


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
