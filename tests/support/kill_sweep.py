"""The kill sweep: the same work again and again, each time killed one write-class system call later.

strace kills with SIGKILL when the call is begun, so the call itself is not done. The sweep of a call is over with the
first run that ends by itself; K counts in each thread of its own, as strace does.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.support.cli_process import environment

CALLS = (
    "pwrite64",
    "write",
    "fdatasync",
    "fsync",
    "ftruncate",
    "rename",
    "unlink",
    "unlinkat",
    "mkdir",
    "rmdir",
    "sendto",
    "sendmsg",
)
K_MAX = 400
LOST_S = 60


@dataclass
class Child:
    """A child of the nursery, held until it is told to go."""

    pid: int
    go: int
    promises: Iterator[str]

    def let_go(self) -> None:
        """Let it work; said again, let it stop."""
        with suppress(BrokenPipeError):
            os.write(self.go, b"!")


class Nursery:
    """Asks the nursery process for children."""

    def __init__(self, wire: socket.socket) -> None:
        self._wire = wire

    def _asked(self, question: dict[str, object], handles: list[int]) -> int:
        socket.send_fds(self._wire, [json.dumps(question).encode()], handles)
        return int(json.loads(self._wire.recv(4096)))

    @contextmanager
    def child(self, work: str, folder: Path, seed: str) -> Generator[Child]:
        """Fork a child; when the block ends, its pipes are gone."""
        (go_end, go), (promises, promises_end) = os.pipe(), os.pipe()
        pid = self._asked({"work": work, "folder": str(folder), "seed": seed}, [go_end, promises_end])
        os.close(go_end)
        os.close(promises_end)
        try:
            with os.fdopen(promises, encoding="ascii") as lines:
                yield Child(pid, go, iter(lines))
        finally:
            os.close(go)

    def ended(self, child: Child) -> int:
        """Wait until a child is gone, and return its status; minus the signal, if one killed it."""
        return self._asked({"wait": child.pid}, [])


@contextmanager
def nursery() -> Generator[Nursery]:
    """Run a nursery process while the block lasts."""
    ours, theirs = socket.socketpair()
    portions = environment()["PYTHONPATH"]
    variables = environment(PYTHONPATH=os.pathsep.join((portions, str(Path(__file__).parents[2]))))
    with theirs:
        command = [sys.executable, "-m", "tests.support.kill_nursery", str(theirs.fileno())]
        process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=variables)
    with process, ours:
        ours.settimeout(LOST_S)
        yield Nursery(ours)


@contextmanager
def _watched(pid: int, call: str, count: int) -> Generator[None]:
    """Put strace on a process, to kill it when it begins its `count`th such call."""
    rules = ["-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={count}"]
    command = ["strace", "-f", "-o", "/dev/null", *rules, "-p", str(pid)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr is not None
        said = strace.stderr.readline()
        assert "attached" in said, said
        yield
        strace.stderr.read()


@dataclass(frozen=True)
class Kill:
    """What was killed at which call, the folder that it left, and what it had promised."""

    what: str
    call: str
    left: Path
    promised: list[str]


Meet = Callable[[Child], list[str]]


def listen(child: Child) -> list[str]:
    """Return all that a child promises until it is gone."""
    return [line for line in child.promises if line.endswith("\n")]


def sweep(
    keeper: Nursery, work: str, seed: str, *, prepare: Callable[[], Path], meet: Meet = listen
) -> Generator[Kill]:
    """Yield every kill of this work, once its process is gone."""
    for call in CALLS:
        for count in range(1, K_MAX):
            folder = prepare()
            with keeper.child(work, folder, seed) as child, _watched(child.pid, call, count):
                child.let_go()
                promised = meet(child)
                status = keeper.ended(child)
            if status == 0:
                break
            assert status == -signal.SIGKILL, f"{work} {seed}, {call} {count}: ended with {status}"
            yield Kill(f"{work} {seed}, {call} number {count}", call, folder, promised)
        else:
            raise AssertionError(f"{work} {seed}: more than {K_MAX} times {call}")
