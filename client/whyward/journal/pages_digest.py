"""The state hash: equal on two devices that hold the same events, whatever the order they came in.

It covers every event (unreadable ones too), which of them stand, and every folded row. Entries and steps have no row:
they are read straight from what is covered.
"""

import sqlite3
from hashlib import sha256
from itertools import islice
from typing import Final

import msgspec

from whyward.protocol.labels import Label

_ROWS: Final = 2000
_encode = msgspec.msgpack.Encoder().encode

# Each row is a msgpack array, so the bytes can be cut in one way only; the empty array divides the two tables.
_EVENTS: Final = "SELECT id, kind, hlc, device, at, tz, act, stands, body FROM events ORDER BY id"
_THINGS: Final = "SELECT entity, row FROM things ORDER BY entity"


def digest(db: sqlite3.Connection) -> bytes:
    """Return 32 bytes over all that the pages hold."""
    running = sha256(Label.STATE.value)
    for query in (_EVENTS, _THINGS):
        rows = db.execute(query)
        while chunk := list(islice(rows, _ROWS)):
            running.update(b"".join(map(_encode, chunk)))
        running.update(_encode(()))
    return running.digest()
