"""The processes of the demo: a relay, and commands of devices; each is ended by its own handle.

What a process prints on standard output is read; everything else goes to a file of the demo's folder.
"""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from whyward.journal.errors import Refused

_PATIENCE_S = 60
_STOP_S = 10


class DemoStopped(Refused):
    """A part of the demo did not do what it should."""


class Listening(msgspec.Struct, frozen=True):
    """The line that a relay prints when it is ready."""

    listening: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A command that ended well, and what it printed."""

    printed: bytes


def _environment() -> dict[str, str]:
    """Return this process's environment without what would lead the demo to the person's own journal or relay."""
    return {name: value for name, value in os.environ.items() if not name.startswith("WHYWARD_")}


@asynccontextmanager
async def started(
    module: str, arguments: Sequence[str], errors: Path, *, cwd: Path | None = None
) -> AsyncGenerator[Process]:
    """Run a module of ours while the block lasts; end the process with it."""
    with errors.open("ab") as file:
        command = (sys.executable, "-m", module, *arguments)
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=file, env=_environment(), cwd=cwd
        )
    try:
        yield process
    finally:
        await _ended(process)


async def _ended(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(_STOP_S):
            await process.wait()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def line_from(process: Process, who: str, errors: Path) -> bytes:
    """Return the next line that a process prints; raise `DemoStopped` if none comes."""
    assert process.stdout is not None
    try:
        async with asyncio.timeout(_PATIENCE_S):
            line = await process.stdout.readline()
    except TimeoutError:
        raise DemoStopped(f"{who} said nothing for {_PATIENCE_S} seconds") from None
    if not line:
        raise _stopped(who, errors)
    return line


async def run(who: str, arguments: Sequence[str], errors: Path) -> Finished:
    """Run one command of `whyward` to its end; raise `DemoStopped` if it does not end well."""
    async with started("whyward.cli", arguments, errors) as process:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                printed, _ = await process.communicate()
        except TimeoutError:
            raise DemoStopped(f"{who} took longer than {_PATIENCE_S} seconds") from None
        if process.returncode != 0:
            raise _stopped(who, errors)
        return Finished(printed)


def _stopped(who: str, errors: Path) -> DemoStopped:
    said = errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return DemoStopped(f"{who} stopped", hint=f"Its last words: {said[-1]}" if said else "It said nothing.")


@dataclass(slots=True)
class RelayProcess:
    """A relay over one file, which can go away and come back at the same address."""

    folder: Path
    port: int = 0

    @property
    def url(self) -> str:
        """Return the address, once it has been started."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """Return the file that the relay's log goes to."""
        return self.folder / "relay.log"

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Run it while the block lasts; the second time at the port of the first."""
        errors = self.log
        options = ("--host", "127.0.0.1", "--port", str(self.port), "--data", str(self.folder / "relay.sqlite3"))
        async with started("whyward.relay", options, errors) as process:
            said = msgspec.json.decode(await line_from(process, "the relay", errors), type=Listening)
            self.port = int(said.listening.rpartition(":")[2])
            yield
