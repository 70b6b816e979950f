"""One piece of work in a process of its own, so that its processor time and its memory are its own too.

The task comes as JSON on standard input, what was found leaves as JSON on standard output. The one argument names the
work: `python -m bench.child push`.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import msgspec

from bench.carrying import Cold, ColdTask, Pushed, PushTask, Reopened, ReopenTask, push, reopen, sync_cold
from bench.floor import Floor, FloorTask, measure_floor
from bench.live import Heard, ListenTask, Said, SpeakTask, listen, speak
from bench.recording import Bulk, OneByOne, RecordTask, record_in_bulk, record_one_by_one

T = TypeVar("T")
R = TypeVar("R")


class Work(Generic[T, R]):
    """A piece of work: what it takes, what it finds, and how to do it."""

    def __init__(self, task: type[T], found: type[R], do: Callable[[T], Coroutine[Any, Any, R]]) -> None:
        """Name the types here, so that both processes agree on them."""
        self.found = found
        self._task = task
        self._do = do

    def in_this_process(self, raw: bytes) -> bytes:
        """Do it here."""
        found = asyncio.run(self._do(msgspec.json.decode(raw, type=self._task, dec_hook=_path_from)))
        return msgspec.json.encode(found, enc_hook=_path_to)

    def begun(self, task: T) -> "subprocess.Popen[bytes]":
        """Begin it in a new process."""
        name = next(name for name, work in WORKS.items() if work is self)
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.child", name], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert process.stdin is not None, "it was asked for"
        process.stdin.write(msgspec.json.encode(task, enc_hook=_path_to))
        process.stdin.close()
        return process

    def ended(self, process: "subprocess.Popen[bytes]") -> R:
        """Wait for a begun process, and read what it found."""
        with process:
            assert process.stdout is not None, "it was asked for"
            try:
                raw = process.stdout.read()
            except BaseException:
                process.terminate()
                raise
        if process.returncode:
            raise SystemExit(f"bench: a piece of work ended with status {process.returncode}; its words are above")
        return msgspec.json.decode(raw, type=self.found)

    def done(self, task: T) -> R:
        """Do it in a new process, and wait for it."""
        return self.ended(self.begun(task))


def _path_from(type_: type, text: object) -> object:
    assert type_ is Path, "nothing else needs a hook"
    return Path(str(text))


def _path_to(path: object) -> str:
    return os.fspath(path) if isinstance(path, Path) else str(path)


BULK: Final = Work(RecordTask, Bulk, record_in_bulk)
ONE_BY_ONE: Final = Work(RecordTask, OneByOne, record_one_by_one)
PUSH: Final = Work(PushTask, Pushed, push)
COLD: Final = Work(ColdTask, Cold, sync_cold)
REOPEN: Final = Work(ReopenTask, Reopened, reopen)
LISTEN: Final = Work(ListenTask, Heard, listen)
SPEAK: Final = Work(SpeakTask, Said, speak)
FLOOR: Final = Work(FloorTask, Floor, measure_floor)

WORKS: Final[dict[str, Work[Any, Any]]] = {
    "bulk": BULK,
    "one-by-one": ONE_BY_ONE,
    "push": PUSH,
    "cold": COLD,
    "reopen": REOPEN,
    "listen": LISTEN,
    "speak": SPEAK,
    "floor": FLOOR,
}

if __name__ == "__main__":
    sys.stdout.buffer.write(WORKS[sys.argv[1]].in_this_process(sys.stdin.buffer.read()))
