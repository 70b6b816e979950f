"""Live: two devices stay in sync through a relay; how long from recording on one until the other has folded it.

Each is a process of its own. They time by one monotonic clock, which on one machine all processes share.
"""

import asyncio
import time
from pathlib import Path

import msgspec

from bench.device import opened
from bench.usage import cpu_s
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.syncing import Carried

_PAUSE_S = 0.02
"""A person does not write faster; so each event travels alone."""

_TRIES = 500


class ListenTask(msgspec.Struct):
    """Who listens, for how many events, and the file that says it has begun."""

    home: Path
    count: int
    ready: Path


class Heard(msgspec.Struct):
    """When each event was folded here, and what one took of this process."""

    at_s: list[float]
    cpu_ms: float


class SpeakTask(msgspec.Struct):
    """Who records, and how many events."""

    home: Path
    count: int


class Said(msgspec.Struct):
    """When recording each event began and when it was durable here."""

    began_s: list[float]
    durable_s: list[float]


async def listen(task: ListenTask) -> Heard:
    """Note when each event is here; end after the last."""
    at_s: list[float] = []
    done = asyncio.Event()

    def note(carried: Carried) -> None:
        now = time.monotonic()
        at_s.extend([now] * (carried.received - len(at_s)))
        if len(at_s) >= task.count:
            done.set()

    async with opened(task.home) as device:
        await device.journal.sync()
        staying = asyncio.create_task(device.journal.stay_in_sync(note, task.ready.touch))
        cpu = cpu_s()
        await _whichever(done, staying)
        cpu = cpu_s() - cpu
    return Heard(at_s, cpu * 1e3 / task.count)


async def speak(task: SpeakTask) -> Said:
    """Record events with a pause between them, while staying in sync; end when all are kept."""
    said = Said([], [])
    kept = asyncio.Event()
    async with opened(task.home) as device:
        settled = asyncio.Event()
        staying = asyncio.create_task(device.journal.stay_in_sync(lambda _: None, settled.set))
        await _whichever(settled, staying, end=False)
        for number in range(task.count):
            said.began_s.append(time.monotonic())
            await device.journal.record(WriteEntry(body=f"One more line, the {number + 1}th, while both are here."))
            said.durable_s.append(time.monotonic())
            await asyncio.sleep(_PAUSE_S)
        for _ in range(_TRIES):
            if not (await device.journal.status()).pending:
                break
            await asyncio.sleep(_PAUSE_S)
        kept.set()
        await _whichever(kept, staying)
    return said


async def _whichever(event: asyncio.Event, staying: asyncio.Task[None], *, end: bool = True) -> None:
    """Wait for an event, and hear of it if the connection breaks before; then, if so wished, end the connection."""
    waiting = asyncio.ensure_future(event.wait())
    await asyncio.wait({waiting, staying}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if staying.done():
        staying.result()
    if end:
        staying.cancel()
        await asyncio.gather(staying, return_exceptions=True)
