"""Putting events into the pages: each id once, in any order, and what takes back what.

Rule 1: an event stands unless one that stands, later in the total order, takes it back.
Rule 2: a withdrawal takes back retractions only; a retraction takes back anything, a withdrawal or a retraction too.
So the chain from a retraction to its target only ever goes back in time, and the answer is the same in any order.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from whyward.journal.days import MINUTE_MS
from whyward.journal.events.catalogue import NONE, RETRACTED, WITHDRAWN
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.plumbing import EventRetracted, RetractionWithdrawn
from whyward.journal.events.reading import Form, Unreadable, read_body
from whyward.journal.events.steps import StepTaken

T = TypeVar("T")
Row = tuple[
    bytes, str, int, bytes, int, int, bytes, bytes, bytes, int, bytes | None, bytes | None, int, int
]  # As `events`, from `id` on.
Told = tuple[int, bytes, str, int, int, bytes, bytes, bytes]  # What one id stands for, greatest last.

_INSERT = """
INSERT INTO events (id, kind, hlc, device, at, tz, act, body, entity, local, about, once, form, stands)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_VARIABLES_MAX = 500  # SQLite's own default limit was 999 before 3.32.
_TAKING_BACK = (RETRACTED, WITHDRAWN)

# A retraction and its target: rule 2, and the order that keeps chains from closing.
_IS_TAKEN_BACK = f"""
SELECT EXISTS (
    SELECT 1 FROM events AS target JOIN events AS source ON source.about = target.id
    WHERE target.id = ? AND source.stands = 1
      AND (source.kind = '{RETRACTED}' OR (source.kind = '{WITHDRAWN}' AND target.kind = '{RETRACTED}'))
      AND (source.hlc, source.device, source.id) > (target.hlc, target.device, target.id)
)
"""  # noqa: S608  # built from two constants of the catalogue


def insert_events(db: sqlite3.Connection, batch: Sequence[Recorded]) -> set[bytes]:
    """Insert what is new, inside the caller's transaction, and return the entities that may have changed.

    Two different events under one id cannot come from an honest device; all devices then keep the same, greater one.
    """
    told = {recorded.event.id: recorded for recorded in batch}
    if len(told) < len(batch):
        for recorded in batch:
            if _told(recorded) > _told(told[recorded.event.id]):
                told[recorded.event.id] = recorded
    changed: set[bytes] = set()
    rechecked: list[bytes] = []
    for kept, entity, about in _already_there(db, told):
        event_id = kept[-1]
        if _told(told[event_id]) <= kept:
            del told[event_id]
        else:
            db.execute("DELETE FROM events WHERE id = ?", (event_id,))
            changed.add(entity)
            if about is not None:
                rechecked.append(about)
    rows = [_row(recorded) for recorded in told.values()]
    db.executemany(_INSERT, rows)
    changed.update([row[8] for row in rows])
    rechecked.extend(_retraction_ends(db, rows))
    for event_id in rechecked:
        changed |= _weigh(db, event_id)
    changed.discard(NONE)
    return changed


def _told(recorded: Recorded) -> Told:
    event = recorded.event
    return (event.hlc, recorded.device, event.kind, event.at, event.tz, event.act, event.body, event.id)


def _already_there(db: sqlite3.Connection, told: dict[bytes, Recorded]) -> list[tuple[Told, bytes, bytes | None]]:
    found: list[tuple[Told, bytes, bytes | None]] = []
    for ids in _chunks(list(told)):
        places = ", ".join("?" * len(ids))
        query = "SELECT hlc, device, kind, at, tz, act, body, id, entity, about FROM events WHERE id IN"
        found.extend((row[:8], row[8], row[9]) for row in db.execute(f"{query} ({places})", ids))
    return found


def _row(recorded: Recorded) -> Row:
    event = recorded.event
    read = read_body(event.kind, event.body)
    about = once = None
    if isinstance(read, Unreadable):
        form, entity = Form.UNREADABLE, NONE
    else:
        body, form, entity = read
        if isinstance(body, StepTaken):
            about = body.goal_id
            if body.occurrence is not None:
                once = (body.step_id or b"") + b"/" + body.occurrence.encode()
        elif isinstance(body, EventRetracted | RetractionWithdrawn):
            about = body.target_event_id
    local = event.at + event.tz * MINUTE_MS
    return (
        event.id,
        event.kind,
        event.hlc,
        recorded.device,
        event.at,
        event.tz,
        event.act,
        event.body,
        entity,
        local,
        about,
        once,
        form,
        1,
    )


def _retraction_ends(db: sqlite3.Connection, rows: list[Row]) -> Iterator[bytes]:
    """Yield new events that were waited for by a retraction, then the new retractions and their targets."""
    taking_back = [row for row in rows if row[1] in _TAKING_BACK and row[10] is not None]
    places = ", ".join("?" * len(_TAKING_BACK))
    if not db.execute(f"SELECT EXISTS (SELECT 1 FROM events WHERE kind IN ({places}))", _TAKING_BACK).fetchone()[0]:
        return
    for ids in _chunks([row[0] for row in rows]):
        places = ", ".join("?" * len(ids))
        for (about,) in db.execute(f"SELECT DISTINCT about FROM events WHERE about IN ({places})", ids).fetchall():
            yield about
    for row in taking_back:
        yield row[0]
        if row[10] is not None:
            yield row[10]


def _weigh(db: sqlite3.Connection, event_id: bytes) -> set[bytes]:
    """Decide anew whether an event stands, and whatever follows from that; return the entities that changed."""
    changed: set[bytes] = set()
    following: bytes | None = event_id
    while following is not None:
        row = db.execute("SELECT stands, entity, about, kind FROM events WHERE id = ?", (following,)).fetchone()
        if row is None:
            break
        stood, entity, about, kind = row
        stands = 1 - db.execute(_IS_TAKEN_BACK, (following,)).fetchone()[0]
        if stands == stood:
            break
        db.execute("UPDATE events SET stands = ? WHERE id = ?", (stands, following))
        changed.add(entity)
        following = about if kind in _TAKING_BACK else None
    return changed


def _chunks(items: list[T]) -> Iterable[list[T]]:
    return (items[start : start + _VARIABLES_MAX] for start in range(0, len(items), _VARIABLES_MAX))
