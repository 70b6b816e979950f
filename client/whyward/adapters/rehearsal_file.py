"""On which day the recovery words were last tried on this device: a small file beside the journal, never an event.

It names the words by the number that every device knows them by, so that it says nothing of words that were replaced.
"""

import contextlib
import stat
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from whyward.adapters.key_store import replace_file

_NAME: Final = "rehearsal.json"
_BYTES_MAX: Final = 4 << 10


class _Rehearsal(msgspec.Struct, frozen=True):
    """The words that were tried, and the day."""

    words: str
    on: date


def note_rehearsal(home: Path, words: bytes, on: date) -> None:
    """Keep the day on which the words of that number were tried; a disk that does not take it leaves it unsaid."""
    with contextlib.suppress(OSError):
        replace_file(home / _NAME, msgspec.json.encode(_Rehearsal(words.hex(), on)))


def last_rehearsal(home: Path, words: bytes) -> date | None:
    """Return the day on which the words of that number were last tried here, if that is known."""
    path = home / _NAME
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.lstat().st_size > _BYTES_MAX:
            return None
        found = msgspec.json.decode(path.read_bytes(), type=_Rehearsal)
    except (OSError, msgspec.DecodeError):
        return None
    return found.on if found.words == words.hex() else None
