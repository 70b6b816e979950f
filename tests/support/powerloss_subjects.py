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
from tests.support.powerloss_trace import Trace, record


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

ROLLBACK_MARK = bytes.fromhex("d9d505f920a163d7")
MOMENTS = 300
"""So many first crashes to choose recoveries from."""


def crashes(subject: Subject, setting: Setting, states: int, seed: int) -> Outcome:
    """Record one run of a subject and crash it so many times."""
    trace = _at_work(subject, setting, seed)

    def look(moment: Moment) -> None:
        with memory_folder() as aside:
            asyncio.run(_looked(subject, moment, Path(aside)))

    with memory_folder() as shelf:
        place = (Shelf(Path(shelf)), subject.main, setting.mode, subject.with_it)
        machine = Machine(trace, *place, asks_for_no_sync=setting.sync != "FULL")
        return machine.run(states, seed, look if setting == PRODUCT[subject] else None)


def crashes_twice(subject: Subject, recoveries: int, states: int, seed: int) -> Outcome:
    """Crash a subject, and then crash the next start, so many times each, while it recovers what it found."""
    setting, outcome = PRODUCT[subject], Outcome()
    trace = _at_work(subject, setting, seed)
    with memory_folder() as shelf:
        place = (Shelf(Path(shelf)), subject.main, setting.mode, subject.with_it)
        first = Machine(trace, *place)
        unfinished = [moment for moment in first.moments(MOMENTS, seed) if _is_unfinished(moment, subject)]
        for moment in unfinished[:: len(unfinished) // recoveries][:recoveries]:
            with tempfile.TemporaryDirectory(prefix="whyward-") as folder:
                found = {name: content for name, content in moment.files.items() if name.startswith(subject.main)}
                again = record(
                    "tests.support.powerloss_reopen",
                    Path(folder) / "work",
                    subject.main,
                    found=found,
                    acknowledged=moment.acknowledged,
                )
            if len(again.changes) > again.begins_at:  # A journal that never became whole is only looked at.
                outcome.add(Machine(again, *place[:3], known=first.known).run(states, seed))
    return outcome


def _is_unfinished(moment: Moment, subject: Subject) -> bool:
    """Whether SQLite has something to do: a rollback journal with its mark on it, or a write-ahead log."""
    journal = moment.files.get(f"{subject.main}-journal", b"")
    return journal.startswith(ROLLBACK_MARK) or bool(moment.files.get(f"{subject.main}-wal"))


def _at_work(subject: Subject, setting: Setting, seed: int) -> Trace:
    with tempfile.TemporaryDirectory(prefix="whyward-") as folder:
        arguments = (setting.sync, setting.mode, str(seed), *subject.arguments)
        return record(f"tests.support.{subject.module}", Path(folder) / "work", *arguments)


async def _looked(subject: Subject, moment: Moment, folder: Path) -> None:
    await subject.look(moment, folder)
