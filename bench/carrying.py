"""Carrying: the first push, a new device let in, its cold sync, and opening it again.

Cold means: the device has joined and holds nothing; the clock runs from opening its log until it can say what the
values and goals are.
"""

import asyncio
from pathlib import Path

import msgspec

from bench.device import LOCK, PAGES, log_bytes, opened
from bench.usage import Stopwatch, Usage
from bench.workload import Workload, reached
from whyward.adapters.home import join_home
from whyward.journal.folding.nouns import GOALS, VALUES
from whyward.journal.pages import Pages


class PushTask(msgspec.Struct):
    """Whose log to push, and the folder of a device to let in afterwards."""

    home: Path
    new_home: Path
    relay: str


class Pushed(msgspec.Struct):
    """What the first push took, and what it put on the wire, frames without their WebSocket heads."""

    usage: Usage
    segments: int
    wire_bytes: int


class ColdTask(msgspec.Struct):
    """A device that has joined, and the workload that it must come to."""

    home: Path
    count: int


class Cold(msgspec.Struct):
    """What a cold sync took; `state_hash` is compared with the one who recorded."""

    usage: Usage
    wire_bytes: int
    state_hash: bytes
    log_bytes: int
    snapshot_bytes: int


class ReopenTask(msgspec.Struct):
    """A device to open; without its snapshot, if so wished."""

    home: Path
    from_log: bool


class Reopened(msgspec.Struct):
    """What opening took."""

    usage: Usage
    state_hash: bytes


async def push(task: PushTask) -> Pushed:
    """Push everything to an empty relay, then let the new device in."""
    async with opened(task.home) as device:
        watch = Stopwatch()
        carried = await device.journal.sync()
        usage = watch.usage()
        wire_bytes = device.wire.sent
        loop = asyncio.get_running_loop()
        code: asyncio.Future[str] = loop.create_future()
        words: asyncio.Future[list[str]] = loop.create_future()

        async def ask_words() -> str:
            return " ".join(await words)

        linking = asyncio.create_task(device.journal.link(show_code=code.set_result, ask_words=ask_words))
        await join_home(task.new_home, LOCK, await code, relay=task.relay, show_words=words.set_result)
        await linking
    return Pushed(usage, carried.sent, wire_bytes)


async def sync_cold(task: ColdTask) -> Cold:
    """Sync a device that holds nothing, up to knowing values and goals, and check that they are right."""
    watch = Stopwatch()
    async with opened(task.home) as device:
        await device.journal.sync()
        _know(device.journal.pages)
        usage = watch.usage()
        workload = Workload(task.count)
        for _ in workload:
            pass
        assert reached(device.journal.pages) == workload.expected, "the second device came to another state"
        state_hash = device.journal.pages.state_hash()
        device.journal.save_snapshot()
    snapshot_bytes = (task.home / PAGES).stat().st_size
    return Cold(usage, device.wire.received, state_hash, log_bytes(task.home), snapshot_bytes)


async def reopen(task: ReopenTask) -> Reopened:
    """Open a device, up to knowing values and goals; what it saves at its end is put back as it was."""
    saved = (task.home / PAGES).read_bytes()
    if task.from_log:
        (task.home / PAGES).unlink()
    watch = Stopwatch()
    async with opened(task.home) as device:
        _know(device.journal.pages)
        usage = watch.usage()
        state_hash = device.journal.pages.state_hash()
    (task.home / PAGES).write_bytes(saved)
    return Reopened(usage, state_hash)


def _know(pages: Pages) -> None:
    """Fold and read what a first screen shows."""
    pages.all(VALUES)
    pages.all(GOALS)
    pages.progress()
