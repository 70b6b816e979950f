"""A relay in a process of its own, on loopback, with a data file in the bench's temporary folder.

It is ended by the very process that was started.
"""

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_STOP_S = 10


class Relay(NamedTuple):
    """Where the relay listens, and where it keeps what it is given."""

    url: str
    data: Path

    def stored_bytes(self) -> int:
        """Return the size of all of its files."""
        return sum(file.stat().st_size for file in self.data.parent.glob(f"{self.data.name}*"))


@contextmanager
def running_relay(data: Path) -> Generator[Relay]:
    """Start a relay, and end it."""
    command = [sys.executable, "-m", "whyward.relay", "--port", "0", "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None, "it was asked for"
            yield Relay(json.loads(process.stdout.readline())["listening"], data)
        finally:
            process.terminate()
            try:
                process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
