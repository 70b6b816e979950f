"""Who can read in a space, worked out from a relay's own file: every statement of it followed from the first.

It asks no device; whoever has a wrap is found here, whatever any program lists.
"""

import sqlite3
from pathlib import Path

from whyward.ed25519 import check
from whyward.protocol.ids import DeviceId
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.statements import SignedStatement

_QUERY = """
    SELECT space.space_id, statement.raw, statement.signature
    FROM statement JOIN space ON space.id = statement.space ORDER BY statement.space, statement.position
"""


def control_logs(data: Path) -> list[ControlLog]:
    """Return the control log of every space that a relay carries."""
    with sqlite3.connect(f"{data.as_uri()}?mode=ro", uri=True) as db:
        rows = db.execute(_QUERY).fetchall()
    db.close()
    logs: dict[bytes, ControlLog] = {}
    for space_id, raw, signature in rows:
        signed = SignedStatement(raw, signature)
        logs[space_id] = logs[space_id].follow(signed, check) if space_id in logs else found(signed, check)
    return list(logs.values())


def wrapped_for(log: ControlLog) -> set[DeviceId]:
    """Return everybody that the key in use was ever wrapped for."""
    return set(log.epoch.wrap_by_device)
