"""All that the relay could see, read from its files: ids, sizes, times; and a search for what it must not.

It opens nothing: whatever is found here, anybody who holds the relay's disk can find.
"""

import sqlite3
from base64 import b64encode
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec

from whyward.cli.demo.processes import DemoStopped

_LETTERS_MIN: Final = 8
"""A shorter word group would be found in random bytes by chance before long."""

_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be")

_QUERY: Final = """
    SELECT segment.seq, space.space_id, series.device_id, segment.n,
           length(segment.header) + length(segment.signature) + length(segment.body)
    FROM segment JOIN series ON series.id = segment.series JOIN space ON space.id = series.space
    ORDER BY segment.seq
"""


class SegmentSeen(msgspec.Struct, frozen=True):
    """One sealed record as the relay sees it."""

    arrival: int
    space_id: bytes
    device_id: bytes
    n: int
    size: int


def segments_seen(data: Path) -> list[SegmentSeen]:
    """Return everything that the relay's file says about segments."""
    try:
        db = sqlite3.connect(f"{data.as_uri()}?mode=ro", uri=True)
        try:
            return [SegmentSeen(*row) for row in db.execute(_QUERY)]
        finally:
            db.close()
    except sqlite3.Error as error:
        raise DemoStopped(f"the relay's file does not read as expected: {error}") from error


class VisitSeen(msgspec.Struct, frozen=True):
    """One connection as the relay's own log tells it, when it ended: `bytes` came from the device."""

    time: str
    event: str
    frames: int = 0
    bytes: int = 0
    seconds: float = 0.0


def visits_seen(log: Path) -> list[VisitSeen]:
    """Return every connection that the relay's log speaks of."""
    try:
        lines = [msgspec.json.decode(line, type=VisitSeen) for line in log.read_bytes().splitlines()]
    except (OSError, msgspec.DecodeError) as error:
        raise DemoStopped(f"the relay's log does not read as expected: {error}") from error
    return [line for line in lines if line.event == "left"]


def word_groups(texts: Iterable[str]) -> list[str]:
    """Return each text, each pair of its neighbouring words, and each longer word, without repeats."""
    groups: dict[str, None] = {}
    for text in texts:
        words = text.split()
        pairs = [" ".join(pair) for pair in pairwise(words)]
        groups.update(dict.fromkeys(group for group in (text, *pairs, *words) if len(group) >= _LETTERS_MIN))
    return list(groups)


def found_in(folder: Path, groups: Iterable[str]) -> list[str]:
    """Return the word groups that stand readable in any file below a folder."""
    contents = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    return [group for group in groups if any(form in content for form in disguises(group) for content in contents)]


def disguises(group: str) -> Iterator[bytes]:
    """Yield a word group as it might stand in a file: plain, in base64 wherever it may begin."""
    for encoding in _ENCODINGS:
        plain = group.encode(encoding)
        yield plain
        for shift in range(3):
            # Letters at both ends also hold bits of what stands beside the group: those are left out.
            encoded = b64encode(bytes(shift) + plain).rstrip(b"=")
            first = -(-shift * 8 // 6)
            last = (shift + len(plain)) * 8 // 6
            yield encoded[first:last]
