"""What may be asked of the pages about events: by thing, by kind and day, by goal, by act.

It only reads. Order is always said in the query, never left to where a row happens to lie.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

from whyward.journal.events.catalogue import PREFERENCE, RETRACTED, WITHDRAWN
from whyward.journal.events.envelope import Event
from whyward.journal.events.lasting import BY_ITSELF, SHARE_PLUMBING
from whyward.journal.events.reading import body_of
from whyward.journal.folding.happened import Happened
from whyward.protocol.ids import DeviceId

Raw = tuple[bytes, str, int, bytes, int, int, bytes, bytes, int]

_PLUMBING: Final = PREFERENCE + SHARE_PLUMBING.encode()
_PLUMBING_END: Final = _PLUMBING[:-1] + b"`"  # The byte after "_".
_COLUMNS: Final = "SELECT id, kind, hlc, device, at, tz, act, body, stands FROM events"
_IN_ORDER: Final = "ORDER BY hlc, device, id"
_LATEST_FIRST: Final = "ORDER BY local DESC, hlc DESC, device DESC, id DESC"


def _envelope(row: Raw) -> tuple[Event, DeviceId, bool]:
    event_id, kind, hlc, device, at, tz, act, body, stands = row
    return Event(event_id, kind, hlc, at, tz, act, body), DeviceId(device), bool(stands)


def _happened(rows: sqlite3.Cursor) -> Iterator[Happened]:
    """Yield the readable ones."""
    for row in rows:
        event, device, stands = _envelope(row)
        body = body_of(event.kind, event.body)
        if body is not None:
            yield Happened(event, device, body, stands)


def of_entity(db: sqlite3.Connection, entity: bytes, *, last_only: bool = False) -> list[Happened]:
    """Return all events of a thing in total order, those taken back too; or only the last one that stands."""
    if last_only:
        query = f"{_COLUMNS} WHERE entity = ? AND stands = 1 ORDER BY hlc DESC, device DESC, id DESC LIMIT 1"
        return list(_happened(db.execute(query, (entity,))))
    return list(_happened(db.execute(f"{_COLUMNS} WHERE entity = ? {_IN_ORDER}", (entity,))))


def of_kinds(
    db: sqlite3.Connection, kinds: Sequence[str], first: int, last: int, *, taken_back: bool = False
) -> Iterator[Happened]:
    """Yield events of some kinds between two moments of the local clock (`last` not included), latest first."""
    places = ", ".join("?" * len(kinds))
    query = f"{_COLUMNS} WHERE kind IN ({places}) AND local >= ? AND local < ? AND stands >= ? {_LATEST_FIRST}"
    return _happened(db.execute(query, (*kinds, first, last, 0 if taken_back else 1)))


def of_goal(db: sqlite3.Connection, goal_id: bytes) -> Iterator[Happened]:
    """Yield the standing steps toward a goal, latest first."""
    query = f"{_COLUMNS} WHERE goal = ? AND stands = 1 {_LATEST_FIRST}"
    return _happened(db.execute(query, (goal_id,)))


def of_act(db: sqlite3.Connection, act: bytes) -> list[tuple[Event, DeviceId, bool]]:
    """Return the events of an act in total order, unreadable ones too."""
    return [_envelope(row) for row in db.execute(f"{_COLUMNS} WHERE act = ? {_IN_ORDER}", (act,))]


def event(db: sqlite3.Connection, event_id: bytes) -> tuple[Event, DeviceId, bool] | None:
    """Return an event, its device, and whether it stands."""
    row = db.execute(f"{_COLUMNS} WHERE id = ?", (event_id,)).fetchone()
    return None if row is None else _envelope(row)


def latest_act(db: sqlite3.Connection, device: bytes, *, taking_back: bool) -> bytes | None:
    """Return a device's latest act with a standing event that does, or does not, take something back.

    What the device recorded by itself is no act of the person's.
    """
    kinds = (RETRACTED,) if taking_back else (RETRACTED, WITHDRAWN, *sorted(BY_ITSELF))
    listed = "IN" if taking_back else "NOT IN"
    places = ", ".join("?" * len(kinds))
    wanted = f"device = ? AND stands = 1 AND kind {listed} ({places}) AND NOT (entity >= ? AND entity < ?)"
    query = f"SELECT act FROM events WHERE {wanted} ORDER BY hlc DESC, id DESC LIMIT 1"  # noqa: S608  # built above
    row = db.execute(query, (device, *kinds, _PLUMBING, _PLUMBING_END)).fetchone()
    return None if row is None else bytes(row[0])


def steps_by_goal(db: sqlite3.Connection, ends_at_ms: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield each goal with its steps (an occurrence told twice counts once), their days, the last local moment."""
    yield from db.execute(
        """
        SELECT goal, count(*) - count(once) + count(DISTINCT once),
               count(DISTINCT (local - ?) / 86400000), max(local)
        FROM events WHERE goal IS NOT NULL AND stands = 1 GROUP BY goal
        """,
        (ends_at_ms,),
    )


def ids_between(db: sqlite3.Connection, column: str, low: bytes, high: bytes, most: int) -> list[bytes]:
    """Return up to `most` different ids of a column (`id`, `act`, `entity`) that lie between two, in order."""
    assert column in {"id", "act", "entity"}
    between = f"{column} BETWEEN ? AND ? ORDER BY {column} LIMIT ?"
    query = f"SELECT DISTINCT {column} FROM events WHERE {between}"  # noqa: S608  # one of three names
    return [bytes(row[0]) for row in db.execute(query, (low, high, most))]


def unreadable_by_kind(db: sqlite3.Connection) -> list[tuple[str, int, int]]:
    """Return kinds with how many events are unreadable and how many were read past unknown fields."""
    query = """
        SELECT kind, count(*) FILTER (WHERE form = 2), count(*) FILTER (WHERE form = 1)
        FROM events WHERE form > 0 GROUP BY kind ORDER BY kind
    """
    return list(db.execute(query))
