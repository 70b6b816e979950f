"""The bare disk: one durable commit in SQLite, with the pragmas of our log, and with a write-ahead log instead.

It uses `sqlite3` on one thread: whatever our log costs beyond it is the log's.
"""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench.usage import Spread, cpu_s, spread

_COMMITS = 1000
_BODY = bytes(range(256)) * 4  # About a sealed entry with its header, signature and hash.

PERSIST = ("journal_mode = PERSIST", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY")
"""As in `adapters.log_store`, as far as it matters to a commit."""

WAL = ("journal_mode = WAL", "synchronous = FULL", "temp_store = MEMORY")


class BareDisk:
    """A database of its own, in which one small row at a time is made durable."""

    def __init__(self, path: Path, pragmas: Sequence[str]) -> None:
        """Make the database."""
        self._db = _opened(path, pragmas)
        self.times: list[float] = []

    def commit(self) -> None:
        """Insert a row durably, and note how long that took."""
        began = time.perf_counter()
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("INSERT INTO segment VALUES (?, ?)", (len(self.times), _BODY))
        self._db.execute("COMMIT")
        self.times.append(time.perf_counter() - began)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def measure_commits(path: Path, pragmas: Sequence[str]) -> Spread:
    """Make rows durable, one after another."""
    with closing(BareDisk(path, pragmas)) as disk:
        for _ in range(_COMMITS):
            disk.commit()
        return spread(disk.times)


def store_cpu_s(path: Path, bodies: Sequence[bytes], bytes_a_commit: int) -> float:
    """Insert these rows with the pragmas of our log, so many bytes a commit; return the processor time."""
    with closing(_opened(path, PERSIST)) as db:
        began = cpu_s()
        position = 0
        while position < len(bodies):
            room, rows = bytes_a_commit, list[tuple[int, bytes]]()
            while position < len(bodies) and room > 0:
                rows.append((position, bodies[position]))
                room -= len(bodies[position])
                position += 1
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT INTO segment VALUES (?, ?)", rows)
            db.execute("COMMIT")
        return cpu_s() - began


def _opened(path: Path, pragmas: Sequence[str]) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in pragmas:
        db.execute(f"PRAGMA {pragma}")
    db.execute("CREATE TABLE segment (place INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    return db
