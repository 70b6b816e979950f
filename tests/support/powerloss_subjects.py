"""Who is put before the power-loss machine, with which settings, and what must come of it.

The product's own settings must lose nothing; the others are controls: a machine that finds nothing there is blind.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.powerloss_books import Shelf
from tests.support.powerloss_machine import Machine, Moment, Outcome, memory_folder
from tests.support.powerloss_stores import look_at_client, look_at_relay
from tests.support.powerloss_trace import record


@dataclass(frozen=True)
class Subject:
    """A program at work, its database, and how the product looks at it."""

    name: str
    module: str
    main: str
    look: Callable[[Moment, Path], Awaitable[None]]
    with_it: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


CLIENT = Subject("client", "powerloss_client", "home/journal.db", look_at_client, with_it=("home/key.json",))
RELAY = Subject("relay, 12 devices", "powerloss_relay", "relay.sqlite3", look_at_relay, arguments=("12",))
BUSY_RELAY = Subject("relay, 50 devices", "powerloss_relay", "relay.sqlite3", look_at_relay, arguments=("50",))


@dataclass(frozen=True)
class Setting:
    """How durable a store is told to be: SQLite's `synchronous` and `journal_mode`."""

    sync: str
    mode: str

    def __str__(self) -> str:
        return f"{self.sync} {self.mode}"


PRODUCT = {CLIENT: Setting("FULL", "PERSIST"), RELAY: Setting("FULL", "WAL"), BUSY_RELAY: Setting("FULL", "WAL")}
CONTROLS = (
    (CLIENT, Setting("NORMAL", "PERSIST")),
    (CLIENT, Setting("OFF", "PERSIST")),
    # The journal's removal is not made durable before the answer: why the log keeps its journal file.
    (CLIENT, Setting("FULL", "DELETE")),
    (RELAY, Setting("NORMAL", "WAL")),
    (RELAY, Setting("OFF", "WAL")),
)


def crashes(subject: Subject, setting: Setting, states: int, seed: int) -> Outcome:
    """Record one run of a subject and crash it so many times."""
    with tempfile.TemporaryDirectory(prefix="whyward-") as folder:
        arguments = (setting.sync, setting.mode, str(seed), *subject.arguments)
        trace = record(f"tests.support.{subject.module}", Path(folder) / "work", *arguments)

    def look(moment: Moment) -> None:
        with memory_folder() as aside:
            asyncio.run(_looked(subject, moment, Path(aside)))

    with memory_folder() as shelf:
        place = (Shelf(Path(shelf)), subject.main, setting.mode, subject.with_it)
        machine = Machine(trace, *place, asks_for_no_sync=setting.sync != "FULL")
        return machine.run(states, seed, look if setting == PRODUCT[subject] else None)


async def _looked(subject: Subject, moment: Moment, folder: Path) -> None:
    await subject.look(moment, folder)
