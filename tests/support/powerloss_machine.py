"""The power-loss machine: a trace in, crash states out, each opened and held against what had been acknowledged.

A state is lost when something acknowledged is missing, and damaged when SQLite finds fault or the rows are not exactly
those of some moment between two commits. States are counted as made; equal ones are opened once.
"""

import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from tests.support.powerloss_books import NOTHING, Books, Shelf
from tests.support.powerloss_disk import Disk
from tests.support.powerloss_trace import Synced, Trace

MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of its own is made in it; files there cost no disk
SAMPLE_EVERY = 500

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Moment:
    """One crash state with what had been promised by then, and what SQLite made of it."""

    files: Files
    acknowledged: Mapping[str, int]
    books: Books


@dataclass
class Outcome:
    """What came of a run; `first` tells the first bad state."""

    states: int = 0
    distinct: int = 0
    lost: int = 0
    damaged: int = 0
    sampled: int = 0
    commits: int = 0
    first: str = ""

    def add(self, other: "Outcome") -> None:
        """Count another run in."""
        for name in ("states", "distinct", "lost", "damaged", "sampled", "commits"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.first = self.first or other.first


def memory_folder() -> "tempfile.TemporaryDirectory[str]":
    """Return a folder that costs no disk where the machine has one, to be used as a context."""
    return tempfile.TemporaryDirectory(prefix="whyward-", dir=MEMORY if MEMORY.is_dir() else None)


@dataclass
class Machine:
    """Opens crash states of one trace: `main` is the database, `mode` its journal mode.

    `with_it` are files that must be whole as soon as anything was acknowledged.
    """

    trace: Trace
    shelf: Shelf
    main: str
    mode: str
    with_it: tuple[str, ...] = ()
    asks_for_no_sync: bool = False
    known: set[bytes] = field(default_factory=set[bytes])
    _books: dict[bytes, Books] = field(default_factory=dict[bytes, Books])
    _weights: list[int] = field(default_factory=list[int])
    _whole: dict[str, bytes] = field(default_factory=dict[str, bytes])

    def run(self, states: int, seed: int, look: Callable[[Moment], None] | None = None) -> Outcome:
        """Crash `states` times, after each change, oftener the more is pending; `look` is shown every 500th of them."""
        self._go_undisturbed()
        outcome = Outcome(commits=len(self.known))
        for point, moment in self._moments(states, seed):
            outcome.states += 1
            if verdict := self._verdict(moment):
                outcome.lost += verdict == "lost"
                outcome.damaged += verdict == "damaged"
                outcome.first = outcome.first or self._told(verdict, point, f"{seed}/{outcome.states - 1}", moment)
            elif look is not None and outcome.states % SAMPLE_EVERY == 0:
                outcome.sampled += 1
                look(moment)
        outcome.distinct = len(self._books)
        return outcome

    def moments(self, count: int, seed: int) -> Iterator[Moment]:
        """Yield so many crash states with a database in them; what recovers them may be put into a machine again."""
        self._go_undisturbed()
        return (moment for _, moment in self._moments(count, seed) if moment.files.get(self.main))

    def _moments(self, states: int, seed: int) -> Iterator[tuple[int, Moment]]:
        disk = Disk(self.trace.folders)
        shares = [0, *(states * part // sum(self._weights) for part in accumulate(self._weights))]
        for point, change in enumerate(self.trace.changes):
            disk.take(change)
            for number in range(*shares[point : point + 2]):
                files = disk.crashed(random.Random(f"{seed}/{number}"))
                yield point, Moment(files, dict(disk.acknowledged), self._opened(files, self._books))

    def _go_undisturbed(self) -> None:
        """Learn the rows of every moment at which nothing was under way, from the trace without any loss.

        Where syncs are asked for, no commit is over before one; a control that asks for none is read after each change.
        """
        disk, books = Disk(self.trace.folders), dict[bytes, Books]()
        self._weights = []
        for point, change in enumerate(self.trace.changes):
            disk.take(change)
            is_work = point >= self.trace.begins_at
            self._weights.append(1 + disk.pending if is_work else 0)
            if not is_work:
                continue
            if self.asks_for_no_sync or isinstance(change, Synced):
                self._learn(disk.undisturbed(), books)
        self._whole = disk.undisturbed()
        self._learn(self._whole, books)

    def _learn(self, files: dict[str, bytes], opened: dict[bytes, Books]) -> None:
        books = self._opened(files, opened)
        assert not books.fault, f"the trace is not understood: {books.fault}"
        if books != NOTHING:
            self.known.add(books.digest)

    def _opened(self, files: Files, opened: dict[bytes, Books]) -> Books:
        three = [files.get(self.main + suffix) for suffix in ("", "-journal", "-wal")]
        running = sha256()
        for content in three:
            running.update(b"-" if content is None else b"%d:" % len(content))
            running.update(content or b"")
        key = running.digest()
        if key not in opened:
            self.shelf.lay_down(*three)
            opened[key] = self.shelf.opened(self.mode)
        return opened[key]

    def _verdict(self, moment: Moment) -> str:
        books = moment.books
        if books.fault or (books != NOTHING and books.digest not in self.known):
            return "damaged"
        reach = dict(books.reach)
        is_short = any(reach.get(name, 0) < number for name, number in moment.acknowledged.items())
        is_torn = any(moment.files.get(name) != self._whole[name] for name in self.with_it)
        return "lost" if is_short or (is_torn and moment.acknowledged) else ""

    def _told(self, verdict: str, point: int, dice: str, moment: Moment) -> str:
        near = "\n".join(f"  {str(change)[:150]}" for change in self.trace.changes[max(point - 12, 0) : point + 1])
        sizes = {name: len(content) for name, content in moment.files.items()}
        held = f"acknowledged {dict(moment.acknowledged)}, found {moment.books}, files {sizes}"
        return f"{verdict} after change {point}, dice {dice}: {held}\n{near}"
