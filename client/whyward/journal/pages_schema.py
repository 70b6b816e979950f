"""The tables of the in-memory pages: events as they came, and a row for each thing that has one.

Nothing here is ever on a disk, so nothing is ever migrated: another version means folding anew.
"""

from typing import Final

import msgspec

from whyward.journal.events.catalogue import KINDS
from whyward.protocol.labels import Label, hashed

PRAGMAS: Final = ("PRAGMA temp_store=MEMORY", "PRAGMA secure_delete=ON", "PRAGMA trusted_schema=OFF")

TABLES: Final = """
-- Events as they came. `about` is the goal of a step, or the target of a retraction; `once` the occurrence of a step
-- that counts once however often it was told; `stands` is 0 for what was taken back; `local` is ms of the local clock.
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    hlc INTEGER NOT NULL,
    device BLOB NOT NULL,
    at INTEGER NOT NULL,
    tz INTEGER NOT NULL,
    act BLOB NOT NULL,
    body BLOB NOT NULL,
    entity BLOB NOT NULL,
    local INTEGER NOT NULL,
    about BLOB,
    once BLOB,
    form INTEGER NOT NULL,
    stands INTEGER NOT NULL
);
CREATE UNIQUE INDEX events_by_id ON events (id);
CREATE INDEX events_by_entity ON events (entity);
CREATE INDEX events_by_kind ON events (kind, local);
CREATE INDEX events_by_about ON events (about, stands, once, local) WHERE about IS NOT NULL;
CREATE TABLE things (entity BLOB PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""

SEARCH: Final = """
-- The index holds no text (content=''), so nothing can be removed from it; an entry that changed gets a new number
-- here, and what is found under an old one is passed over.
CREATE VIRTUAL TABLE search USING fts5 (text, content='', tokenize="unicode61 remove_diacritics 2");
CREATE TABLE indexed (doc INTEGER PRIMARY KEY AUTOINCREMENT, entity BLOB NOT NULL UNIQUE);
"""

VERSION: Final = hashed(
    Label.STATE, msgspec.msgpack.encode(["pages 1", TABLES, SEARCH, sorted(KINDS)])
)
"""Changes with the tables and with the kinds that are understood: yesterday's unknown event may have a fold today."""
