"""When this device learned of each change of who belongs to the journal, so that the person can be told.

Statements carry no time; what is kept here is this device's own clock, and counts for nothing but showing.
"""

from whyward.journal.ports import LogReader, LogTransaction
from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.ids import U32, U64

CHANGES = "changes"
_CHANGES_MAX = 200


class Change(Wire, frozen=True):
    """The index of a statement, and when it came to this device (ms since 1970)."""

    index: U32
    at_ms: U64


_SHAPE = Shape(list[Change], name="changes", bytes_max=64 << 10)


async def note_change(turn: LogTransaction, indices: range, now_ms: int) -> None:
    """Remember when these statements came; the oldest are forgotten in time."""
    known = [change for change in await changes(turn) if change.index < indices.start]
    fresh = [Change(index, max(now_ms, 0)) for index in indices]
    await turn.put(CHANGES, encoded([*known, *fresh][-_CHANGES_MAX:]))


async def changes(reader: LogReader) -> list[Change]:
    """Return what is remembered, oldest first."""
    raw = await reader.get(CHANGES)
    return _SHAPE.decode(raw) if raw else []
