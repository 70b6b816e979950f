"""Names inside a share that mean nothing outside of it, and that every device of the owner finds by itself.

They come from the share's own first key, so two shares of one goal have no name in common, and whoever sees a name can
neither guess the goal nor check a guess.
"""

from typing import Final

import msgspec

from whyward.journal.events.shared import SharedGoal
from whyward.journal.folding.shares import ShareRow
from whyward.protocol.labels import Label, keyed

_ID_BYTES: Final = 16
_NOTHING_BEFORE: Final = bytes(_ID_BYTES)
_encode = msgspec.msgpack.Encoder().encode


def alias_key(row: ShareRow) -> bytes:
    """Return the 32 bytes that a share's names come from: the key of its invitation, which never changes."""
    return row.kits[0]


def alias_of(key: bytes, ref: str) -> bytes:
    """Return what a thing is called in a share, 16 bytes."""
    return keyed(key, Label.SHARE_ALIAS, ref.encode())[:_ID_BYTES]


def version_of(key: bytes, alias: bytes, after: bytes | None, goal: SharedGoal | None) -> bytes:
    """Return the name of a version, which is its event's id too; without a goal, of a withdrawal. 16 bytes.

    The same words after the same version have one name, so that two devices that say them make one fact.
    """
    content = b"" if goal is None else encoded_goal(goal)
    return keyed(key, Label.SHARE_EVENT, alias, after or _NOTHING_BEFORE, content)[:_ID_BYTES]


def audit_id_of(key: bytes, version: bytes) -> bytes:
    """Return the id of the line in the owner's own records that says a version went out, 16 bytes."""
    return keyed(key, Label.SHARE_AUDIT, version)[:_ID_BYTES]


def encoded_goal(goal: SharedGoal) -> bytes:
    """Return a goal as it stands in the bytes that go out."""
    return _encode(goal)
