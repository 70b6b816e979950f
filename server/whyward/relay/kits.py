"""The index of recovery kits, made from the statements of every space.

It verifies nothing: the statements it reads were accepted before.
"""

import sqlite3
from collections.abc import Iterable

from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId
from whyward.relay.consequences import kit_set_by


def kit_after(raws: Iterable[bytes]) -> DeviceId | None:
    """Return the kit that counts after these statements; None where one of them cannot be read."""
    kit: DeviceId | None = None
    try:
        for raw in raws:
            kit = kit_set_by(raw) or kit
    except TheirFault:
        # A damaged space is no reason not to start: it is refused by itself, and `--check` names it.
        return None
    return kit


def fill(db: sqlite3.Connection) -> None:
    """Make the index anew from the statements of every space, inside the caller's transaction."""
    db.execute("DELETE FROM kit")
    for (space,) in db.execute("SELECT id FROM space ORDER BY id").fetchall():
        said = db.execute("SELECT raw FROM statement WHERE space = ? ORDER BY position", (space,))
        kit = kit_after(raw for (raw,) in said)
        if kit is not None:
            db.execute("INSERT INTO kit (space, device_id) VALUES (?, ?)", (space, kit))
