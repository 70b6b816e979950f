"""A disk that loses its power: what may be on it, at one moment of a trace, for one throw of the dice.

Modelled: a file's writes and cuts stand for sure only after its `fsync` or `fdatasync`; a folder's names (made,
renamed, removed) only after the folder's `fsync`. Since then, each write may be there, be missing, or be there in some
of its sectors of 512 bytes, in any order; a file may have grown without its bytes (zeros, or garbage); each name
may mean anything that it meant since the folder's last sync, independent of all other names. Not modelled: a sector
half written, bytes damaged that nobody wrote (SQLite assumes neither), and disks that lie about a sync.
"""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.powerloss_trace import ROOT, Acknowledged, Bound, Change, Cut, Synced, Written

SECTOR = 512
GARBAGE_IN = 8
"""One dropped growth in so many leaves garbage behind instead of nothing."""


@dataclass
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, Written | Cut]] = field(default_factory=list[tuple[int, Written | Cut]])


@dataclass
class _Folder:
    durable: dict[str, int | None] = field(default_factory=dict[str, "int | None"])
    pending: list[tuple[int, Bound]] = field(default_factory=list[tuple[int, Bound]])


def _put(image: bytearray, offset: int, data: bytes | memoryview) -> None:
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(data)] = data


def _apply(image: bytearray, change: Written | Cut) -> None:
    if isinstance(change, Written):
        _put(image, change.offset, change.data)
    elif change.size <= len(image):
        del image[change.size :]
    else:
        image.extend(bytes(change.size - len(image)))


def _sectors(write: Written) -> list[tuple[int, memoryview]]:
    """Cut a write where the disk's sectors end."""
    view, start, pieces = memoryview(write.data), write.offset, list[tuple[int, memoryview]]()
    while view:
        size = SECTOR - start % SECTOR
        pieces.append((start, view[:size]))
        view, start = view[size:], start + size
    return pieces


def _all(image: bytearray, pending: list[Written | Cut], _dice: random.Random) -> None:
    for change in pending:
        _apply(image, change)


def _none(_image: bytearray, _pending: list[Written | Cut], _dice: random.Random) -> None:
    """Everything since the last sync is gone."""


def _write_by_write(image: bytearray, pending: list[Written | Cut], dice: random.Random) -> None:
    """Each write is there, missing, or torn, whatever became of the ones before it."""
    for change in pending:
        fate = dice.random()
        if fate < 0.4 or (isinstance(change, Cut) and fate < 0.5):
            _apply(image, change)
        elif isinstance(change, Written):
            if fate > 0.8:
                _torn(image, change, dice)
            elif change.offset + len(change.data) > len(image) and not dice.randrange(GARBAGE_IN):
                size = change.offset + len(change.data) - max(len(image), change.offset)
                _put(image, max(len(image), change.offset), dice.randbytes(size))


def _torn(image: bytearray, write: Written, dice: random.Random) -> None:
    pieces = _sectors(write)
    mask = dice.getrandbits(len(pieces))
    for place, (start, piece) in enumerate(pieces):
        if mask >> place & 1:
            _put(image, start, piece)


def _sector_by_sector(image: bytearray, pending: list[Written | Cut], dice: random.Random) -> None:
    """Each sector stands where it stood at some moment since the sync, as caches write back: no cut is in between."""
    last_cut = max((place for place, change in enumerate(pending) if isinstance(change, Cut)), default=-1)
    if last_cut >= 0:
        _write_by_write(image, pending[: last_cut + 1], dice)
    history: dict[int, list[tuple[int, memoryview]]] = defaultdict(list)
    for change in pending[last_cut + 1 :]:
        assert isinstance(change, Written), "cuts are above"
        for start, piece in _sectors(change):
            history[start // SECTOR].append((start, piece))
    eager = dice.random()
    for pieces in history.values():
        count = len(pieces) if dice.random() < eager else dice.randrange(len(pieces) + 1)
        for start, piece in pieces[:count]:
            _put(image, start, piece)


def _in_order(image: bytearray, pending: list[Written | Cut], dice: random.Random) -> None:
    """Nothing was reordered: a run of the writes is there, the next one torn, the rest missing."""
    count = dice.randrange(len(pending) + 1)
    _all(image, pending[:count], dice)
    if count < len(pending) and isinstance(torn := pending[count], Written):
        _torn(image, torn, dice)


Fate = Callable[[bytearray, list[Written | Cut], random.Random], None]
_FATES: tuple[Fate, ...] = (_write_by_write, _sector_by_sector, _in_order, _all, _none)
_WEIGHTS = (45, 35, 14, 3, 3)


class Disk:
    """Files and folders, and what of them is not durable yet."""

    def __init__(self, folders: set[int]) -> None:
        """Start with an empty root folder."""
        self._files: dict[int, _File] = defaultdict(_File)
        self._folders = {node: _Folder() for node in folders}
        self._index = 0
        self.acknowledged: dict[str, int] = {}

    def take(self, change: Change) -> None:
        """Let one change happen."""
        match change:
            case Written() | Cut():
                self._files[change.node].pending.append((self._index, change))
            case Bound():
                self._folders[change.folder].pending.append((self._index, change))
            case Synced():
                self._sync(change)
            case Acknowledged():
                self.acknowledged[change.name] = max(change.number, self.acknowledged.get(change.name, 0))
        self._index += 1

    def _sync(self, synced: Synced) -> None:
        if synced.node in self._folders:
            folder = self._folders[synced.node]
            for index, bound in folder.pending:
                if index < synced.before:
                    folder.durable[bound.name] = bound.node
            folder.pending = [entry for entry in folder.pending if entry[0] >= synced.before]
            return
        file = self._files[synced.node]
        for index, change in file.pending:
            if index < synced.before:
                _apply(file.durable, change)
        file.pending = [entry for entry in file.pending if entry[0] >= synced.before]

    @property
    def pending(self) -> int:
        """How many changes a power cut could take now."""
        names = sum(len(folder.pending) for folder in self._folders.values())
        return names + sum(len(file.pending) for file in self._files.values())

    def undisturbed(self) -> dict[str, bytes]:
        """Return every file as a process sees it that goes on."""
        return self._state(_all, random.Random(0))

    def crashed(self, dice: random.Random) -> dict[str, bytes]:
        """Return the files that are on the disk after the power was lost now, by path."""
        (fate,) = dice.choices(_FATES, _WEIGHTS)
        return self._state(fate, dice)

    def _state(self, fate: Fate, dice: random.Random) -> dict[str, bytes]:
        files: dict[str, bytes] = {}
        self._list(ROOT, "", fate, dice, files)
        return files

    def _list(self, node: int, prefix: str, fate: Fate, dice: random.Random, files: dict[str, bytes]) -> None:
        for name, held in self._names(self._folders[node], fate, dice).items():
            if held in self._folders:
                self._list(held, f"{prefix}{name}/", fate, dice, files)
            elif held is not None:
                image = bytearray(self._files[held].durable)
                fate(image, [change for _, change in self._files[held].pending], dice)
                files[prefix + name] = bytes(image)

    @staticmethod
    def _names(folder: _Folder, fate: Fate, dice: random.Random) -> dict[str, int | None]:
        names = dict(folder.durable)
        if fate is _none:
            return names
        meant: dict[str, list[int | None]] = {}
        for _, bound in folder.pending:
            meant.setdefault(bound.name, [names.get(bound.name)]).append(bound.node)
        names.update({name: all_[-1] if fate is _all else dice.choice(all_) for name, all_ in meant.items()})
        return names
