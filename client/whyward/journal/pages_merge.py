"""Putting events into the pages: each id once, in any order, and what takes back what.

Rule 1: an event stands unless one that stands, later in the total order, takes it back.
Rule 2: a withdrawal takes back retractions only; a retraction takes back anything, a withdrawal or a retraction too.
So the chain from a retraction to its target only ever goes back in time, and the answer is the same in any order.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from whyward.journal.days import MINUTE_MS
from whyward.journal.events.catalogue import NONE, RETRACTED, WITHDRAWN
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.plumbing import EventRetracted, RetractionWithdrawn
from whyward.journal.events.reading import Form, Unreadable, read_body
from whyward.journal.events.steps import StepTaken

T = TypeVar("T")
Told = tuple[int, bytes, str, int, int, bytes, bytes, bytes]  # What one id stands for, greatest last; the id itself.


Row = tuple[
    bytes, str, int, bytes, int, int, bytes, bytes, bytes, int, bytes | None, bytes | None, bytes | None, int, int
]
"""As a row of `events`, from `id` on."""

_INSERT = """
INSERT OR IGNORE INTO events (id, kind, hlc, device, at, tz, act, body, entity, local, goal, once, target, form, stands)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
LOCAL_MAX = 1 << 62
"""Past this a claim of when something happened is only "in the far future"; SQLite's integers end soon after."""

_VARIABLES_MAX = 500  # SQLite's own default limit was 999 before 3.32.

# A retraction and its target: rule 2, and the order that keeps chains from closing.
_IS_TAKEN_BACK = f"""
SELECT EXISTS (
    SELECT 1 FROM events AS target JOIN events AS source ON source.target = target.id
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
    before = db.total_changes
    db.executemany(_INSERT, _rows(told.values(), changed, rechecked))
    if db.total_changes - before < len(told):
        for entity, target in _replaced(db, told):
            changed.add(entity)
            rechecked.append(target)
    rechecked.extend(_waited_for(db, told))
    for event_id in rechecked:
        changed |= _weigh(db, event_id)
    changed.discard(NONE)
    return changed


def _replaced(db: sqlite3.Connection, told: dict[bytes, Recorded]) -> Iterator[tuple[bytes, bytes]]:
    """Of ids that were there before, put the greater event in place of the lesser; yield what the lesser touched."""
    for ids in _chunks(list(told)):
        places = ", ".join("?" * len(ids))
        columns = "hlc, device, kind, at, tz, act, body, id, entity, target"
        query = f"SELECT {columns} FROM events WHERE id IN ({places})"  # noqa: S608  # question marks only
        for *kept, event_id, entity, target in db.execute(query, ids).fetchall():
            if _told(told[event_id]) > (*kept, event_id):
                db.execute("DELETE FROM events WHERE id = ?", (event_id,))
                db.execute(_INSERT, _row(told[event_id]))
                yield entity, target or event_id


def _told(recorded: Recorded) -> Told:
    event = recorded.event
    return (event.hlc, recorded.device, event.kind, event.at, event.tz, event.act, event.body, event.id)


def _rows(told: Iterable[Recorded], changed: set[bytes], taking_back: list[bytes]) -> Iterator[Row]:
    """Yield the rows one by one, noting the things they touch, and retractions with their targets."""
    for recorded in told:
        row = _row(recorded)
        changed.add(row[8])
        if row[12] is not None:
            taking_back += (row[0], row[12])
        yield row


def _row(recorded: Recorded) -> Row:
    event = recorded.event
    read = read_body(event.kind, event.body)
    goal = once = target = None
    if isinstance(read, Unreadable):
        form, entity = Form.UNREADABLE, NONE
    else:
        body, form, entity = read
        if isinstance(body, StepTaken):
            goal = body.goal_id
            if body.occurrence is not None:
                once = (body.step_id or b"") + b"/" + body.occurrence.encode()
        elif isinstance(body, EventRetracted | RetractionWithdrawn):
            target = body.target_event_id
    local = min(event.at + event.tz * MINUTE_MS, LOCAL_MAX)
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
        goal,
        once,
        target,
        int(form),  # SQLite's adapter takes plain integers at twice the speed of an enum.
        1,
    )


def _waited_for(db: sqlite3.Connection, told: Mapping[bytes, Recorded]) -> Iterator[bytes]:
    """Yield those of the new events that a retraction names, even one that came before them."""
    if not db.execute("SELECT EXISTS (SELECT 1 FROM events WHERE target IS NOT NULL)").fetchone()[0]:
        return
    for ids in _chunks(list(told)):
        places = ", ".join("?" * len(ids))
        query = f"SELECT DISTINCT target FROM events WHERE target IN ({places})"  # noqa: S608  # question marks only
        for (target,) in db.execute(query, ids).fetchall():
            yield target


def _weigh(db: sqlite3.Connection, event_id: bytes) -> set[bytes]:
    """Decide anew whether an event stands, and whatever follows from that; return the entities that changed."""
    changed: set[bytes] = set()
    following: bytes | None = event_id
    while following is not None:
        row = db.execute("SELECT stands, entity, target FROM events WHERE id = ?", (following,)).fetchone()
        if row is None:
            break
        stood, entity, target = row
        stands = 1 - db.execute(_IS_TAKEN_BACK, (following,)).fetchone()[0]
        if stands == stood:
            break
        db.execute("UPDATE events SET stands = ? WHERE id = ?", (stands, following))
        changed.add(entity)
        following = target
    return changed


def _chunks(items: list[T]) -> Iterable[list[T]]:
    return (items[start : start + _VARIABLES_MAX] for start in range(0, len(items), _VARIABLES_MAX))
