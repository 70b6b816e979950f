"""`check` on a relay's file while no relay runs on it: what is found is said, and with `--repair` put right.

It refuses to touch a file that is in use.
"""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from whyward.relay import data_file
from whyward.relay.checking import Report, checked
from whyward.relay.errors import StoreError
from whyward.relay.repairing import free_name, repaired
from whyward.relay.salvage import mended


@dataclass(slots=True)
class Outcome:
    """What was found, what a repair did, and how the file is now."""

    report: Report
    is_sound: bool
    dropped: int = 0
    sentences: list[str] = field(default_factory=list[str])


def check_file(path: Path) -> Outcome:
    """Look at everything in the file and change nothing."""
    with _alone(path), closing(sqlite3.connect(path, isolation_level=None)) as db:
        data_file.expect_current(db, path)
        db.execute("PRAGMA query_only = ON")
        report = checked(db)
    return Outcome(report, not report.damages, sentences=[str(damage) for damage in report.damages])


def repair_file(path: Path) -> Outcome:
    """Look at everything; put aside what is damaged; look again."""
    with _alone(path):
        sentences: list[str] = []
        broken = mended(path)
        if broken is not None:
            sentences.append(
                f"the file's structure was broken; it lies in {broken.name}, and what can be reached is here"
            )
        data_file.bring_up_to_date(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.executescript("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")
            report = checked(db)
            if not report.damages:
                return Outcome(report, is_sound=True, sentences=sentences)
            aside = free_name(path, "dropped")
            dropped = repaired(db, report, aside)
            after = checked(db)
    sentences += [str(damage) for damage in report.damages]
    if dropped:
        sentences.append(f"{dropped} rows lie in {aside.name} now; devices bring what they hold when they next sync")
    return Outcome(report, not after.damages, dropped, sentences)


@contextmanager
def _alone(path: Path) -> Generator[None]:
    """Hold the file as a relay would, so that none starts on it."""
    if not path.is_file():
        raise StoreError(f"there is no data file {path}")
    lock = data_file.claim(path)
    try:
        yield
    finally:
        data_file.release(lock)
