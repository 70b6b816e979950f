"""What a process asked of the disk: its system calls, recorded by strace, as changes of files and folders in order.

Only one process with threads is understood, and only what lies under one folder is looked at; writes to standard
output that begin with `ACK` become acknowledgements, at the moment they are asked for. A call counts when it returned;
a sync covers what had returned when it was asked for.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from tests.support.cli_process import environment

WRITE_CLASS = "openat,close,write,pwrite64,lseek,ftruncate,fallocate,fsync,fdatasync"
NAMES = "mkdir,rmdir,rename,unlink,unlinkat"
NOT_UNDERSTOOD = (
    "writev,pwritev,pwritev2,sync_file_range,copy_file_range,sendfile,truncate,renameat,renameat2,link,sync"
)
STARTED_S = 120


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes written into a file."""

    node: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file set to a size."""

    node: int
    size: int


@dataclass(frozen=True, slots=True)
class Bound:
    """A name in a folder that now means another node, or none."""

    folder: int
    name: str
    node: int | None


@dataclass(frozen=True, slots=True)
class Synced:
    """A file or folder made durable, as it was before the change with this index."""

    node: int
    before: int


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Words that promise something; in our workloads `NAME NUMBER`: at least so much of that is durable."""

    name: str
    number: int


Change: TypeAlias = Written | Cut | Bound | Synced | Acknowledged
ROOT = 0


@dataclass
class Trace:
    """All changes, in order, and which nodes are folders; the work begins after the first `begins_at` of them."""

    changes: list[Change] = field(default_factory=list[Change])
    folders: set[int] = field(default_factory=lambda: {ROOT})
    begins_at: int = 0


_HEX = re.compile(r"\\x(..)")
_CALL = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_UNFINISHED = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>")
_RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_ACK = re.compile(r'(?:\d+ +)?write\(1, "(\\x41\\x43\\x4b[^"]*)"')
_TEXT = re.compile(r'"([^"]*)"')


def _bytes(quoted: str) -> bytes:
    return bytes.fromhex(quoted.replace("\\x", ""))


@dataclass
class _Open:
    node: int
    position: int = 0


class _Reader:
    """Follows file descriptors and names through the trace."""

    def __init__(self, root: Path) -> None:
        self.trace = Trace()
        self._root = str(root)
        self._node_by_path: dict[str, int] = {self._root: ROOT}
        self._open: dict[int, _Open] = {}
        self._next = ROOT + 1

    def find(self, files: Mapping[str, bytes], acknowledged: Mapping[str, int]) -> None:
        """Begin with files that are there, durable, and with what was promised of them."""
        changes = self.trace.changes
        for name, content in files.items():
            path = f"{self._root}/{name}"
            folder = path.rpartition("/")[0]
            if folder not in self._node_by_path:
                self.trace.folders.add(self._new(folder))
            node = self._new(path)
            changes.append(Written(node, 0, content))
            changes.append(Synced(node, len(changes)))
        changes += [Synced(folder, len(changes)) for folder in self.trace.folders]
        changes += [Acknowledged(name, number) for name, number in acknowledged.items()]
        self.trace.begins_at = len(changes)

    def read(self, lines: Iterator[str]) -> Trace:
        """Read all of strace's lines."""
        begun: dict[str, tuple[str, int]] = {}
        for line in lines:
            if (ack := _ACK.match(line)) and (words := _bytes(ack[1]).decode().split()):
                self.trace.changes += [
                    Acknowledged(words[at + 1], int(words[at + 2])) for at in range(0, len(words), 3)
                ]
            elif unfinished := _UNFINISHED.match(line):
                begun[unfinished[1]] = (unfinished[2], len(self.trace.changes))
            elif resumed := _RESUMED.match(line):
                start, before = begun.pop(resumed[1])
                self._take(start + resumed[2], before)
            else:
                self._take(line, len(self.trace.changes))
        return self.trace

    def _take(self, line: str, before: int) -> None:
        call = _CALL.match(line)
        if call is None or int(call[3]) < 0:
            return
        name, arguments, result = call[1], call[2], int(call[3])
        assert name not in NOT_UNDERSTOOD.split(",") or self._root not in _plain(arguments), line[:200]
        if name in {"openat", *NAMES.split(",")}:
            self._take_name(name, arguments, result)
        else:
            numbers = [
                int(word) for word in re.sub(r'"[^"]*"', "0", arguments).split(", ") if word.lstrip("-").isdigit()
            ]
            self._take_content(name, arguments, numbers, before)

    def _path(self, arguments: str, place: int = 0) -> str:
        path = _bytes(_TEXT.findall(arguments)[place]).decode()
        folder = arguments.split(",", 1)[0]
        if folder.isdigit() and int(folder) in self._open and not path.startswith("/"):
            holder = self._open[int(folder)].node
            path = next(held for held, node in self._node_by_path.items() if node == holder) + "/" + path
        return path

    def _bind(self, path: str, node: int | None) -> None:
        folder, _, name = path.rpartition("/")
        if folder in self._node_by_path:
            self.trace.changes.append(Bound(self._node_by_path[folder], name, node))
            if node is None:
                del self._node_by_path[path]
            else:
                self._node_by_path[path] = node

    def _new(self, path: str) -> int:
        node, self._next = self._next, self._next + 1
        self._bind(path, node)
        return node

    def _take_name(self, name: str, arguments: str, result: int) -> None:
        path = self._path(arguments)
        if path != self._root and not path.startswith(self._root + "/"):
            self._open.pop(result, None)
            return
        if name == "openat":
            if path not in self._node_by_path:
                assert "O_CREAT" in arguments, f"opened and never made: {path}"
                self._new(path)
            self._open[result] = _Open(self._node_by_path[path])
            assert "O_TRUNC" not in arguments, "a file cut by opening is not modelled"
        elif name == "mkdir":
            self.trace.folders.add(self._new(path))
        elif name == "rename":
            node = self._node_by_path[path]
            self._bind(path, None)
            self._bind(self._path(arguments, 1), node)
        else:
            self._bind(path, None)

    def _take_content(self, name: str, arguments: str, numbers: list[int], before: int) -> None:
        held = self._open.get(numbers[0])
        if held is None:
            return
        changes = self.trace.changes
        match name:
            case "close":
                del self._open[numbers[0]]
            case "write" | "pwrite64":
                data = _bytes(_TEXT.findall(arguments)[0])
                offset = numbers[-1] if name == "pwrite64" else held.position
                changes.append(Written(held.node, offset, data))
                held.position += len(data) if name == "write" else 0
            case "ftruncate":
                changes.append(Cut(held.node, numbers[1]))
            case "fsync" | "fdatasync":
                changes.append(Synced(held.node, before))
            case "lseek":
                assert ", 0, " in arguments, "only a seek to the start or by nothing is modelled"
            case _:
                raise AssertionError(f"{name} is not modelled")


def _plain(arguments: str) -> str:
    return _HEX.sub(lambda match: chr(int(match[1], 16)), arguments)


def record(
    module: str,
    root: Path,
    *arguments: str,
    found: Mapping[str, bytes] | None = None,
    acknowledged: Mapping[str, int] | None = None,
) -> Trace:
    """Run `python -m module ROOT ARGUMENTS…` under strace and return what it asked of the disk under `root`.

    It finds these files there, at most one folder deep, of which that much was acknowledged.
    """
    root.mkdir(parents=True)
    reader = _Reader(root)
    reader.find(found or {}, acknowledged or {})
    for name, content in (found or {}).items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content)
    listing = root.with_suffix(".strace")
    calls = f"trace={WRITE_CLASS},{NAMES},{NOT_UNDERSTOOD}"
    command = ["strace", "-f", "-xx", "-s", "100000000", "--seccomp-bpf", "-o", str(listing), "-e", calls]
    command += [sys.executable, "-m", module, str(root), *arguments]
    portions = environment()["PYTHONPATH"]
    here = str(Path(__file__).parents[2])
    variables = environment(PYTHONPATH=os.pathsep.join((portions, here)))
    done = subprocess.run(command, env=variables, capture_output=True, timeout=STARTED_S, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    try:
        with listing.open(encoding="ascii") as lines:
            return reader.read(lines)
    finally:
        listing.unlink()
