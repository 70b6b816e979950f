"""A process that has everything imported and forks children to be killed: a start costs milliseconds, not a second.

`python -m tests.support.kill_nursery FD` serves one socket. A child waits for a byte before it works, so that strace
can be put on it first; what it promises it writes into a pipe, which outlives it.
"""

import asyncio
import gc
import json
import os
import signal
import socket
import sys
import tempfile
from pathlib import Path

from tests.support.kill_relay import make_relay_template
from tests.support.kill_works import WORKS


def _child(work: str, folder: str, seed: str, go: int, promises: int) -> None:
    status = 1
    try:
        os.read(go, 1)
        asyncio.run(WORKS[work](Path(folder), seed, go, promises))
        status = 0
    finally:
        # Nothing of the nursery's own is to be run at the end of a child.
        os._exit(status)


def _warm_up() -> None:
    """Do once what is slower the first time: each child would do it anew, and strace slows every system call."""
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("wb") as nobody:
        for work in ("found", "record"):
            asyncio.run(WORKS[work](Path(folder), "warm", nobody.fileno(), nobody.fileno()))
        make_relay_template(Path(folder), "warm")


def main(number: int) -> None:
    """Fork a child for each request, or say how one ended."""
    _warm_up()
    gc.collect()
    gc.freeze()  # Else each child would copy what its first collection touches.
    with socket.socket(fileno=number) as tester:
        while True:
            raw, handles, _, _ = socket.recv_fds(tester, 4096, 2)
            if not raw:
                return
            asked = json.loads(raw)
            if "wait" in asked:
                _, status = os.waitpid(asked["wait"], 0)
                tester.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())
                continue
            child = os.fork()
            if child == 0:
                tester.close()
                _child(asked["work"], asked["folder"], asked["seed"], *handles)
            for handle in handles:
                os.close(handle)
            tester.send(json.dumps(child).encode())


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(int(sys.argv[1]))
