"""Commands that run to their end as forks of a nursery, one nursery for each process that runs tests.

It takes only what a fork can be: the plain command line in the plain environment. All else is started anew.
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path

PLAIN = (sys.executable, "-m", "whyward.cli")
IN_WORLD = (sys.executable, str(Path(__file__).with_name("cli_world.py")))
"""How a command in another world begins; its settings come next, and then `--`."""

_PYTHONS_OWN = ("PYTHON", "LC_", "LANG", "LD_")
_FRAME_BYTES_MAX = 1 << 17


class Nursery:
    """The nursery's socket; one command at a time."""

    def __init__(self, wire: socket.socket) -> None:
        """Talk over this socket."""
        self._wire = wire
        self.lock = threading.Lock()

    def ran(
        self, command: list[str], environment: dict[str, str], typed: bytes, patience_s: float
    ) -> tuple[int, bytes, bytes]:
        """Run a command; return its status and what it printed; raise `TimeoutExpired` after having killed it."""
        question = {**_asked(command), "environment": environment, "cwd": str(Path.cwd())}
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            given.write(typed)
            given.seek(0)
            handles = [stream.fileno() for stream in (given, out, err)]
            self._wire.settimeout(patience_s)
            socket.send_fds(self._wire, [json.dumps(question).encode()], handles)
            (child,) = json.loads(self._wire.recv(64))
            try:
                (status,) = json.loads(self._wire.recv(64))
            except TimeoutError:
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
                self._wire.settimeout(None)
                self._wire.recv(64)
                raise subprocess.TimeoutExpired(command, patience_s) from None
            out.seek(0)
            err.seek(0)
            return status, out.read(), err.read()


def _asked(command: list[str]) -> dict[str, list[str]]:
    """Part a command that fits into the settings of its world and its arguments."""
    if tuple(command[: len(PLAIN)]) == PLAIN:
        return {"world": [], "arguments": command[len(PLAIN) :]}
    end = command.index("--")
    return {"world": command[len(IN_WORLD) : end], "arguments": command[end + 1 :]}


def fits(command: list[str], environment: dict[str, str], variables: dict[str, str]) -> bool:
    """Whether a fork is the same as a new process: our command line, and nothing that Python reads when it starts."""
    frame = len(json.dumps([command, environment]).encode())
    is_ours = tuple(command[: len(PLAIN)]) == PLAIN or tuple(command[: len(IN_WORLD)]) == IN_WORLD
    is_plain = is_ours and not any(name.startswith(_PYTHONS_OWN) for name in variables)
    return is_plain and frame < _FRAME_BYTES_MAX and os.environ.get("WHYWARD_TESTED_AS") != "wheel"


@cache
def nursery(pythonpath: str) -> Nursery:
    """Start the nursery of this process, once."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * _FRAME_BYTES_MAX)
    path = os.pathsep.join((pythonpath, str(Path(__file__).parents[2])))
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.cli_nursery", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
        )

    def end() -> None:
        ours.close()
        process.wait(timeout=60)

    atexit.register(end)
    return Nursery(ours)
