"""What is in a store's file after SQLite has recovered it: sound or not, the rows, and how far they reach.

The bulk is opened with Python's own sqlite3: recovery is SQLite's work, whoever calls it. No row is judged here.
"""

import marshal
import os
import sqlite3
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

_PLACE_BITS = 40


@dataclass(frozen=True, slots=True)
class Books:
    """The rows as one digest, and how far each thing reaches; `fault` says what SQLite found instead."""

    digest: bytes = b""
    reach: tuple[tuple[str, int], ...] = ()
    fault: str = ""


NOTHING = Books()
"""No file, or one that holds no tables yet."""

Rows = dict[str, list[Any]]


def _client_reach(rows: Rows) -> dict[str, int]:
    reach = {"statements": len(rows["statement"])} if rows["statement"] else {}
    device_by_id = {id_: device.hex() for id_, device in rows["series"]}
    for place, *_ in rows["segment"]:
        device = device_by_id[place >> _PLACE_BITS]
        reach[device] = max(reach.get(device, 0), place & ((1 << _PLACE_BITS) - 1))
    kept = max((n for _, n, *_ in rows.get("receipt", [])), default=0)
    return reach | ({"kept": kept} if kept else {})


def _relay_reach(rows: Rows) -> dict[str, int]:
    space_by_id = {id_: space_id.hex() for id_, space_id, *_ in rows["space"]}
    name_by_series = {id_: f"{space_by_id[space]}/{device.hex()}" for id_, space, device in rows["series"]}
    reach: dict[str, int] = {}
    for _, series, n, *_ in rows["segment"]:
        reach[name_by_series[series]] = max(reach.get(name_by_series[series], 0), n)
    return reach


class Shelf:
    """A place in memory, if the machine has one, where crash states are laid down and opened one after the other."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which the caller removes."""
        self._path = folder / "state.db"

    def lay_down(self, main: bytes | None, journal: bytes | None, wal: bytes | None) -> None:
        """Put the three files of one state there, and nothing else."""
        for suffix, content in (("", main), ("-journal", journal), ("-wal", wal), ("-shm", None)):
            path = f"{self._path}{suffix}"
            if content is None:
                if os.path.exists(path):  # noqa: PTH110  # a hundred thousand times: a Path costs more than the question
                    os.unlink(path)  # noqa: PTH108  # as above
                continue
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            os.write(handle, content)
            os.close(handle)

    def opened(self, mode: str) -> Books:
        """Let SQLite recover what lies there, as the product's first statements would, and read all of it."""
        if not self._path.exists() or not self._path.stat().st_size:
            return NOTHING
        db = sqlite3.connect(self._path, isolation_level=None)
        try:
            db.execute(f"PRAGMA journal_mode = {mode}")
            # What is read must come from the files: no cache is shared and nothing is in memory yet.
            found = db.execute("PRAGMA integrity_check(3)").fetchall()
            if found != [("ok",)]:
                return Books(fault=str(found))
            tables = [
                name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            ]
            if not tables:
                return NOTHING
            rows: Rows = {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608  # names of the schema itself
            reach = _client_reach(rows) if "named" in rows else _relay_reach(rows)
            return Books(blake2b(marshal.dumps(rows, 2), digest_size=16).digest(), tuple(sorted(reach.items())))
        except (sqlite3.DatabaseError, KeyError) as error:
            return Books(fault=f"{type(error).__name__}: {error}")
        finally:
            db.close()
