"""The tables of the in-memory pages: events as they came, and a row for each thing that has one.

Nothing here is ever on a disk, so nothing is ever migrated: another version means folding anew.
"""

from typing import Final

import msgspec

from whyward.journal.events.catalogue import KINDS
from whyward.protocol.labels import Label, hashed

PRAGMAS: Final = (
    "PRAGMA page_size=16384",  # Of 4 to 64 KiB the quickest to fill with rows of about 450 bytes.
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
)

TABLES: Final = """
-- Events as they came. `local` is ms of the local clock; `goal` is that of a step, `once` the occurrence of one that
-- counts once however often it was told; `target` is what a retraction takes back; `stands` is 0 for what is so.
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
    goal BLOB,
    once BLOB,
    target BLOB,
    form INTEGER NOT NULL,
    stands INTEGER NOT NULL
);
CREATE UNIQUE INDEX events_by_id ON events (id);
CREATE INDEX retractions_by_target ON events (target) WHERE target IS NOT NULL;
CREATE TABLE things (entity BLOB PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""

INDEXES: Final = (
    "CREATE INDEX IF NOT EXISTS events_by_entity ON events (entity)",
    "CREATE INDEX IF NOT EXISTS events_by_day ON events (local)",
    "CREATE INDEX IF NOT EXISTS steps_by_goal ON events (goal, stands, once, local) WHERE goal IS NOT NULL",
)
"""Made before the first read: a cold fold fills the table first, which is a fifth quicker than keeping them up."""

TOKENS: Final = "unicode61 remove_diacritics 2"
"""What counts as a word when words are looked for, and what counts as the same one: case and accents do not."""

SEARCH: Final = f"""
-- The index holds no text (content=''), so nothing can be removed from it; an entry that changed gets a new number
-- here, and what is found under an old one is passed over.
CREATE VIRTUAL TABLE search USING fts5 (text, content='', tokenize="{TOKENS}");
CREATE TABLE indexed (doc INTEGER PRIMARY KEY AUTOINCREMENT, entity BLOB NOT NULL UNIQUE);
"""

VERSION: Final = hashed(Label.PAGES, msgspec.msgpack.encode(["pages 1", TABLES, INDEXES, SEARCH, sorted(KINDS)]))
"""Changes with the tables and with the kinds that are understood: yesterday's unknown event may have a fold today."""
