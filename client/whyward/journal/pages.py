"""The pages: all events and what they come to, in an SQLite in memory that dies with the process.

Rule 1: a row is a pure function of the set of its thing's events, so any order, duplication and batching of the same
events gives one state.
Rule 2: this is the only plaintext store, and it never touches a disk; `serialize` is for whoever seals it.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar
from weakref import finalize

import msgspec

from whyward.journal import pages_digest, pages_queries, pages_search
from whyward.journal.days import DAY_ENDS_AT, DAY_MS, MINUTE_MS, first_local_ms, life_day, minutes_of
from whyward.journal.events.catalogue import ENTRY, ENTRY_WRITTEN, STEP
from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.folding.entries import EntryRow, fold_entry
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.noun import Noun
from whyward.journal.folding.nouns import PREFERENCES, noun_of
from whyward.journal.pages_merge import insert_events
from whyward.journal.pages_schema import INDEXES, PRAGMAS, TABLES, VERSION
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import Tail

R = TypeVar("R", bound=msgspec.Struct)

_WITHOUT_ROW = (STEP, ENTRY)
_EVER = (-(1 << 62), 1 << 62)
_CHUNK = 5000
_encode = msgspec.msgpack.Encoder().encode
_decode_heads = msgspec.msgpack.Decoder(dict[bytes, tuple[int, bytes]]).decode


class StalePages(ValueError):
    """Saved pages of another version of this program, or none at all: fold the log anew."""


class Progress(NamedTuple):
    """Steps toward a goal: both numbers only ever grow."""

    steps: int
    days: int
    last_on: date


class Pages:
    """What a person's events come to. Not for two threads."""

    def __init__(self, _saved: bytes | None = None) -> None:
        """Start empty; saved pages are opened with `deserialize`."""
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        finalize(self, self._db.close)  # Whoever lets go of pages closes them, in whatever thread that falls.
        if _saved is not None:
            self._db.deserialize(_saved)
        for pragma in PRAGMAS:
            self._db.execute(pragma)
        if _saved is None:
            self._db.executescript(TABLES)
            self._set_fact("version", VERSION)
        self._changed: set[bytes] = set()
        self._read: dict[bytes, dict[bytes, Any]] = {}  # Nouns that were read whole, by entity in the order of ids.
        self._indexed = False
        self._max_hlc: int | None = None  # As saved with the pages; asked for with every frame and every record.
        self._heads: dict[DeviceId, Tail] | None = None

    # --- Merging, saving, comparing ---

    def merge(self, batch: Sequence[Recorded]) -> None:
        """Take in events: all of them or none. Rows that they change are folded at the latest before the next read."""
        if not batch:
            return
        self._db.execute("BEGIN")
        try:
            changed = insert_events(self._db, batch)
            highest = max(recorded.event.hlc for recorded in batch)
            if highest > self.max_hlc:
                self._set_fact("max_hlc", _encode(highest))
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
        self._max_hlc = max(highest, self.max_hlc)
        self._changed |= changed

    @property
    def max_hlc(self) -> int:
        """The highest hybrid clock among all events, 0 if there are none."""
        if self._max_hlc is None:
            self._max_hlc = msgspec.msgpack.decode(self._fact("max_hlc") or _encode(0), type=int)
        return self._max_hlc

    @property
    def heads(self) -> dict[DeviceId, Tail]:
        """How far into each device's series the pages reach."""
        if self._heads is None:
            saved = _decode_heads(self._fact("heads") or _encode({}))
            self._heads = {DeviceId(device): Tail(n, hash_) for device, (n, hash_) in saved.items()}
        return self._heads.copy()

    def set_heads(self, heads: Mapping[DeviceId, Tail]) -> None:
        """Remember how far the pages reach; saved with them."""
        self._set_fact("heads", _encode({bytes(device): (tail.n, tail.hash) for device, tail in heads.items()}))
        self._heads = dict(heads)

    def serialize(self) -> bytes:
        """Return the whole of the pages, in plaintext: to be sealed at once."""
        return bytes(self._ready.serialize())

    @classmethod
    def deserialize(cls, saved: bytes) -> "Pages":
        """Open saved pages; raise `StalePages` for those of another version."""
        if not saved:
            raise StalePages("not saved pages")
        try:
            pages = cls(saved)
            version = pages._fact("version")
        except sqlite3.Error as error:
            raise StalePages("not saved pages") from error
        if version != VERSION:
            raise StalePages("pages of another version")
        return pages

    def state_hash(self) -> bytes:
        """Return 32 bytes that are equal on devices that hold the same events."""
        return pages_digest.digest(self._ready)

    def rebuilt(self) -> "Pages":
        """Fold the very same events from nothing."""
        pages = self._folded("SELECT id, kind, hlc, at, tz, act, body, device FROM events", ())
        pages.set_heads(self.heads)
        return pages

    def as_of(self, day: date) -> "Pages":
        """Fold only what had happened by the end of a day, as this person's days end."""
        until = first_local_ms(day, self.day_ends_at) + DAY_MS
        query = "SELECT id, kind, hlc, at, tz, act, body, device FROM events WHERE local < ?"
        return self._folded(query, (until,))

    def _folded(self, query: str, variables: tuple[int, ...]) -> "Pages":
        pages = Pages()
        rows = self._db.execute(query, variables)
        while chunk := rows.fetchmany(_CHUNK):
            pages.merge([Recorded(Event(*row[:7]), DeviceId(row[7])) for row in chunk])
        return pages

    @property
    def _ready(self) -> sqlite3.Connection:
        """The database with every row folded and every index there: what all reading goes through."""
        if not self._indexed:
            for index in INDEXES:
                self._db.execute(index)
            self._indexed = True
        if self._changed:
            self._fold_changed()
        return self._db

    def _fold_changed(self) -> None:
        upserts: list[tuple[bytes, bytes]] = []
        gone: list[tuple[bytes]] = []
        for entity in self._changed:
            noun = None if entity.startswith(_WITHOUT_ROW) else noun_of(entity)
            if noun is None:
                continue
            row = noun.folded(pages_queries.of_entity(self._db, entity, last_only=noun.last_wins))
            if row is None:
                gone.append((entity,))
            else:
                upserts.append((entity, row))
            if row is not None and entity in self._read.get(noun.prefix, ()):
                self._read[noun.prefix][entity] = noun.decode(row)
            else:
                self._read.pop(noun.prefix, None)  # Its order of ids is another now.
        indexed = pages_search.is_built(self._db)
        entries = sorted(entity for entity in self._changed if indexed and entity.startswith(ENTRY))
        self._db.execute("BEGIN")
        try:
            self._db.executemany("DELETE FROM things WHERE entity = ?", gone)
            self._db.executemany("INSERT OR REPLACE INTO things VALUES (?, ?)", upserts)
            pages_search.index_entries(
                self._db, ((entity, fold_entry(pages_queries.of_entity(self._db, entity))) for entity in entries)
            )
        except BaseException:
            self._db.execute("ROLLBACK")
            self._read.clear()
            raise
        self._db.execute("COMMIT")
        self._changed.clear()

    def _fact(self, name: str) -> bytes | None:
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def _set_fact(self, name: str, value: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    # --- Reading: for projections and decide ---

    @property
    def day_ends_at(self) -> int:
        """When this person's days end, in minutes after midnight."""
        preference = self.one(PREFERENCES, DAY_ENDS_AT.encode())
        return minutes_of(None if preference is None else preference.value)

    def all(self, noun: Noun[R]) -> list[R]:
        """Return every row of a noun, in the order of their ids."""
        db = self._ready
        if noun.prefix not in self._read:
            end = noun.prefix[:-1] + b";"  # The byte after ":".
            query = "SELECT entity, row FROM things WHERE entity >= ? AND entity < ? ORDER BY entity"
            rows = db.execute(query, (noun.prefix, end))
            self._read[noun.prefix] = {entity: noun.decode(row) for entity, row in rows}
        return list(self._read[noun.prefix].values())

    def one(self, noun: Noun[R], key: bytes = b"") -> R | None:
        """Return one row of a noun, by its id; without an id, the only one there is."""
        row = self._ready.execute("SELECT row FROM things WHERE entity = ?", (noun.prefix + key,)).fetchone()
        return None if row is None else noun.decode(row[0])

    def entry(self, entry_id: bytes) -> EntryRow | None:
        """Return an entry with its texts, folded as it is read."""
        return fold_entry(pages_queries.of_entity(self._ready, ENTRY + entry_id))

    def entries(self, first: date | None = None, last: date | None = None) -> Iterator[EntryRow]:
        """Yield entries, the latest first, those in the bin too."""
        for one in self.told([ENTRY_WRITTEN], first, last):
            entry = self.entry(getattr(one.body, "entry_id"))  # noqa: B009  # narrowed by kind
            if entry is not None and entry.stamp[2] == one.event.id:
                yield entry

    def search(self, wanted: str) -> list[EntryRow]:
        """Return the entries that hold all the words, best first, those in the bin too."""
        if not pages_search.is_built(self._db):
            pages_search.build(self._db)
            self._index_all()
        found = (self.entry(entity.removeprefix(ENTRY)) for entity in pages_search.find(self._ready, wanted))
        return [entry for entry in found if entry is not None]

    def _index_all(self) -> None:
        entities = self._db.execute(
            "SELECT DISTINCT entity FROM events WHERE entity >= ? AND entity < ? ORDER BY entity",
            (ENTRY, ENTRY[:-1] + b";"),
        ).fetchall()
        self._changed.update(entity for (entity,) in entities)

    def happened(self, entity: bytes) -> list[Happened]:
        """Return all events of a thing in total order, those taken back too."""
        return pages_queries.of_entity(self._ready, entity)

    def told(
        self, kinds: Sequence[str], first: date | None = None, last: date | None = None, *, taken_back: bool = False
    ) -> Iterator[Happened]:
        """Yield events of some kinds by life day, both days included, the latest first."""
        start, end = self._span(first, last)
        return pages_queries.of_kinds(self._ready, kinds, start, end, taken_back=taken_back)

    def _span(self, first: date | None, last: date | None) -> tuple[int, int]:
        ends_at = self.day_ends_at
        start = _EVER[0] if first is None else first_local_ms(first, ends_at)
        end = _EVER[1] if last is None else first_local_ms(last, ends_at) + DAY_MS
        return start, end

    def steps_toward(self, goal_id: bytes) -> Iterator[Happened]:
        """Yield the standing steps toward a goal, the latest first."""
        return pages_queries.of_goal(self._ready, goal_id)

    def progress(self) -> dict[bytes, Progress]:
        """Return how often and on how many days there were steps toward each goal that has some."""
        ends_at = self.day_ends_at
        rows = pages_queries.steps_by_goal(self._ready, ends_at * MINUTE_MS)
        return {
            goal_id: Progress(steps, days, life_day(max(last, 0), 0, ends_at)) for goal_id, steps, days, last in rows
        }

    def act(self, act_id: bytes) -> list[tuple[Event, DeviceId, bool]]:
        """Return the events of an act with their devices and whether they stand, unreadable ones too."""
        return pages_queries.of_act(self._ready, act_id)

    def event(self, event_id: bytes) -> tuple[Event, DeviceId, bool] | None:
        """Return an event, its device, and whether it stands."""
        return pages_queries.event(self._ready, event_id)

    def latest_act(self, device: bytes, *, taking_back: bool) -> bytes | None:
        """Return a device's latest act of which something stands: one that took something back, or one that did not."""
        return pages_queries.latest_act(self._ready, device, taking_back=taking_back)

    def ids_between(self, column: str, low: bytes, high: bytes, most: int) -> list[bytes]:
        """Return up to `most` ids of a column (`id`, `act`, `entity`) between two, both included."""
        return pages_queries.ids_between(self._ready, column, low, high, most)

    def unreadable(self) -> list[tuple[str, int, int]]:
        """Return kinds with how many events are unreadable, and how many were read past unknown fields."""
        return pages_queries.unreadable_by_kind(self._ready)

    def count(self) -> int:
        """Return how many events there are."""
        return int(self._db.execute("SELECT count(*) FROM events").fetchone()[0])
