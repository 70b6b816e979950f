"""The names in a carrier folder: which file holds which statement, and which a run of segments.

    DIR/whyward-<first 16 hex digits of the space's id>/
        control/<index>.statement                                  [raw, signature], canonical
        <device, 64 hex digits>/<first>-<last>-<tail>-<digest>.segments
                                                                   the frame `segments` as on the wire, one run

`index` has 8 digits, `first` and `last` 12; `tail` is the start of the hash of segment `last`, `digest` of the SHA-256
of the file, 8 hex digits each. A name is a claim and nothing more.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from whyward.journal.folder.ports import Entry
from whyward.protocol.ids import DeviceId, SpaceId

SLOTS_MAX = 9
"""How often one content is written beside names that are taken by something else; then the folder is told off."""

_SPACE = re.compile(r"whyward-[0-9a-f]{16}")
_DEVICE = re.compile(r"[0-9a-f]{64}")
# What follows the claim is anybody's: our own "-2", a synced drive's "(conflicted copy)".
_STATEMENT = re.compile(r"(?P<index>\d{8})(?!\d).*\.statement")
_RUN = re.compile(r"(?P<first>\d{12})-(?P<last>\d{12})-(?P<tail>[0-9a-f]{8})-(?P<digest>[0-9a-f]{8})(?!\w).*\.segments")


class Gap(NamedTuple):
    """Numbers of a series that are missing, both ends among them."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """A file that claims to hold segments `first` to `last`; sorted as they are to be tried."""

    first: int
    reach: int
    name: str
    last: int
    tail: str
    digest: str


def space_folder(space_id: SpaceId) -> str:
    """Return the name of a space's folder."""
    return f"whyward-{space_id.hex()[:16]}"


def space_folders(entries: Iterable[Entry]) -> list[str]:
    """Return the names that could be spaces' folders."""
    return [entry.name for entry in entries if entry.is_folder and _SPACE.fullmatch(entry.name)]


def statement_name(index: int, slot: int = 1) -> str:
    """Return the name of a statement's file; slot 1 is the one that everybody looks at first."""
    return f"{index:08}{_suffix(slot)}.statement"


def run_name(first: int, last: int, tail: bytes, content: bytes, slot: int = 1) -> str:
    """Return the name of a run's file."""
    return f"{first:012}-{last:012}-{tail.hex()[:8]}-{digest_of(content)}{_suffix(slot)}.segments"


def digest_of(content: bytes) -> str:
    """Return what a run's name says of its content."""
    return sha256(content).hexdigest()[:8]


def statements_of(entries: Iterable[Entry]) -> dict[int, list[str]]:
    """Return the files of statements by index, in the order in which everybody tries them: shortest names first."""
    found: dict[int, list[str]] = {}
    for entry in entries:
        match = None if entry.is_folder else _STATEMENT.fullmatch(entry.name)
        if match is not None:
            found.setdefault(int(match["index"]), []).append(entry.name)
    return {index: sorted(names, key=lambda name: (len(name), name)) for index, names in sorted(found.items())}


def devices_of(entries: Iterable[Entry]) -> list[DeviceId]:
    """Return the devices that have a folder."""
    return [
        DeviceId(bytes.fromhex(entry.name)) for entry in entries if entry.is_folder and _DEVICE.fullmatch(entry.name)
    ]


def runs_of(entries: Iterable[Entry]) -> list[Run]:
    """Return the files of runs in the order to try them: by first number, the farthest reaching first."""
    found: list[Run] = []
    for entry in entries:
        match = None if entry.is_folder else _RUN.fullmatch(entry.name)
        if match is not None and 1 <= int(match["first"]) <= int(match["last"]):
            first, last = int(match["first"]), int(match["last"])
            found.append(Run(first, -last, entry.name, last, match["tail"], match["digest"]))
    return sorted(found)


def gaps(runs: Sequence[Run], end: int) -> list[Gap]:
    """Return which of the numbers 1 to `end` no run holds."""
    found: list[Gap] = []
    due = 1
    for run in sorted(runs):
        if due < run.first and due <= end:
            found.append(Gap(due, min(run.first - 1, end)))
        due = max(due, run.last + 1)
    if due <= end:
        found.append(Gap(due, end))
    return found


def _suffix(slot: int) -> str:
    return "" if slot == 1 else f"-{slot}"
