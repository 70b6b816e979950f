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
_BODY = bytes(range(256)) * 3  # About the body of a sealed entry.

PERSIST = ("journal_mode = PERSIST", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY")
"""As in `adapters.log_store`, as far as it matters to a commit."""

WAL = ("journal_mode = WAL", "synchronous = FULL", "temp_store = MEMORY")


def measure_commits(path: Path, pragmas: Sequence[str]) -> Spread:
    """Insert rows, one a commit."""
    times: list[float] = []
    with closing(_opened(path, pragmas)) as db:
        for number in range(_COMMITS):
            began = time.perf_counter()
            db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO segment VALUES (?, ?)", (number, _BODY))
            db.execute("COMMIT")
            times.append(time.perf_counter() - began)
    return spread(times)


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
