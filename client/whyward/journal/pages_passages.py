"""Finding words in texts that no index is kept of, by the very rules of the index, and the passage where they stand.

The texts are laid into a table in memory for one question, and are gone with it: nothing is kept, and nothing is
written anywhere.
"""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Final, NamedTuple

from whyward.journal.pages_schema import TOKENS
from whyward.journal.pages_search import query_of

_AROUND: Final = 20
"""How many words a passage has; the one that was looked for is among them."""
_SIDE_MAX: Final = 160
"""How many characters stand beside what was found: some scripts have no spaces, and there a word is a whole line."""
_OPEN, _CLOSE = "\x02", "\x03"
_MARKS: Final = re.compile(f"[{_OPEN}{_CLOSE}]")
_TABLE: Final = f'CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize="{TOKENS}")'
_FIND: Final = "SELECT rowid, snippet(texts, 0, ?, ?, '…', ?) FROM texts WHERE texts MATCH ? ORDER BY rowid"


class Part(NamedTuple):
    """A piece of a passage: what was looked for, or what stands beside it."""

    text: str
    is_found: bool


def passages(texts: Sequence[str], wanted: str) -> dict[int, tuple[Part, ...]]:
    """Return where in a row of texts all the words stand, each with its passage; the last word may be a beginning."""
    query = query_of(wanted)
    if not query or not texts:
        return {}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("PRAGMA temp_store=MEMORY")
        db.execute(_TABLE)
        db.execute("BEGIN")
        rows = ((number, _MARKS.sub(" ", text)) for number, text in enumerate(texts))
        db.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", rows)
        found = db.execute(_FIND, (_OPEN, _CLOSE, _AROUND, query)).fetchall()
    return {number: tuple(_parts(passage)) for number, passage in found}


def _parts(passage: str) -> list[Part]:
    """Return a passage in pieces, on one line, with no more than some characters on either side."""
    pieces = re.split(f"({_OPEN}[^{_CLOSE}]*{_CLOSE})", " ".join(passage.split()))
    parts = [Part(_MARKS.sub("", piece), piece.startswith(_OPEN)) for piece in pieces if piece]
    if len(parts) > 1 and not parts[0].is_found and len(parts[0].text) > _SIDE_MAX:
        parts[0] = Part(f"…{parts[0].text[-_SIDE_MAX:]}", is_found=False)
    if len(parts[-1].text) > _SIDE_MAX:
        parts[-1] = Part(f"{parts[-1].text[:_SIDE_MAX]}…", parts[-1].is_found)
    return parts
