"""Words that must be found nowhere, and the many ways in which they might stand in bytes.

A canary is long enough that chance does not write it.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def disguises(canary: str) -> Iterator[bytes]:
    """Yield a word plain and in base64 at each of its three alignments."""
    for encoding in _ENCODINGS:
        plain = canary.encode(encoding)
        yield plain
        for shift in range(3):
            encoded = b64encode(bytes(shift) + plain).rstrip(b"=")
            yield encoded[-(-shift * 8 // 6) : (shift + len(plain)) * 8 // 6]


def heard(canaries: Iterable[str], haystacks: Iterable[bytes]) -> set[str]:
    """Return the canaries that are found."""
    piles = list(haystacks)
    return {canary for canary in canaries if any(form in pile for form in disguises(canary) for pile in piles)}


def files_below(folder: Path) -> list[bytes]:
    """Return the contents of every file below a folder, and their names."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [*(path.read_bytes() for path in paths), *(str(path.relative_to(folder)).encode() for path in paths)]
