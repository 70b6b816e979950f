"""Full-text search over entries, built at the first search and kept up from then on, across snapshots too.

What a person types is words to look for, never a query language: nothing they type can be a syntax error.
"""

import sqlite3
import unicodedata
from collections.abc import Iterable

from whyward.journal.folding.entries import EntryRow
from whyward.journal.pages_schema import SEARCH


def is_built(db: sqlite3.Connection) -> bool:
    """Whether the index exists."""
    found = db.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'search')").fetchone()
    return bool(found[0])


def build(db: sqlite3.Connection) -> None:
    """Make the empty index."""
    db.executescript(SEARCH)


def index_entries(db: sqlite3.Connection, entries: Iterable[tuple[bytes, EntryRow | None]]) -> None:
    """Index entries as they are now, inside the caller's transaction; an earlier state is passed over from then on."""
    for entity, entry in entries:
        db.execute("DELETE FROM indexed WHERE entity = ?", (entity,))
        if entry is not None:
            doc = db.execute("INSERT INTO indexed (entity) VALUES (?)", (entity,)).lastrowid
            db.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (doc, text_of(entry)))


def text_of(entry: EntryRow) -> str:
    """Return all of an entry that is looked through."""
    return "\n".join((entry.title or "", *entry.tags, *(version.text for version in entry.versions)))


def find(db: sqlite3.Connection, wanted: str) -> list[bytes]:
    """Return the entities of the entries that hold all the words, the last one perhaps not yet typed to its end."""
    query = query_of(wanted)
    if not query:
        return []
    found = db.execute(
        "SELECT entity FROM search JOIN indexed ON doc = search.rowid WHERE search MATCH ? ORDER BY rank, entity",
        (query,),
    )
    return [entity for (entity,) in found]


def query_of(wanted: str) -> str:
    """Return the words as quoted FTS5 strings; inside quotes only the quote itself needs care, and it goes."""
    letters = "".join(letter if _is_of_a_word(letter) else " " for letter in wanted)
    words = [f'"{word}"' for word in letters.split() if any(map(str.isalnum, word))]
    return f"{' '.join(words)} *" if words else ""


def _is_of_a_word(letter: str) -> bool:
    """Whether a character is part of a word: marks too, for decomposed accents and the vowels of many scripts."""
    return letter.isalnum() or unicodedata.category(letter).startswith("M")
