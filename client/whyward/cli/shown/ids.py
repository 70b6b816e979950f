"""Ids and moments as people and programs see them: lower-case hex, short starts of it, ISO 8601 in UTC.

It looks nothing up.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

_SHORT: Final = 8
"""Hex digits shown to people: 32 bits, enough to be unique in a journal, and few enough to type."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def short(id_: bytes) -> str:
    """Return the start of an id, as people type it."""
    return id_.hex()[:_SHORT]


def iso(at_ms: int) -> str:
    """Return a moment as ISO 8601; a claim past the year 9999 is put on its last moment."""
    try:
        moment = _EPOCH + timedelta(milliseconds=at_ms)
    except OverflowError:
        moment = datetime.max.replace(tzinfo=UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
