"""Measure N events of a pretend journal, the whole way and on loopback only: `python -m bench N [--json]`.

Each run checks itself: the second device must come to the expected state, with the state hash of the first.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn, TypeVar

from bench import child
from bench.carrying import ColdTask, PushTask, ReopenTask
from bench.device import new_device
from bench.floor import FloorTask
from bench.live import ListenTask, SpeakTask
from bench.recording import RecordTask
from bench.relay import Relay, running_relay
from bench.report import Figures, Profile, as_json, table
from bench.usage import Spread, spread

T = TypeVar("T")

_LIVE = 300
"""Events sent live, one by one."""

_GLANCE_S = 0.05


def main(arguments: Sequence[str]) -> int:
    """Run everything once and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("count", type=int, metavar="N", help="how many events, 100 or more")
    parser.add_argument("--json", action="store_true", help="print the figures as data")
    parser.add_argument(
        "--folder", type=Path, default=None, help="where to work; the system's temporary folder if not said"
    )
    given = parser.parse_args(arguments)
    if given.count < 100:  # noqa: PLR2004  # with fewer there is no median worth printing
        parser.error("100 events are the least")
    # Told to stop, it still ends what it started and takes its folder away.
    signal.signal(signal.SIGTERM, _stop)
    with tempfile.TemporaryDirectory(prefix="whyward-bench-", dir=given.folder) as folder:
        figures = _measured(given.count, Path(folder))
    print(as_json(figures) if given.json else table(figures))
    return 0


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    sys.exit(1)


def _measured(count: int, folder: Path) -> Figures:
    packed_home, acts_home, events = folder / "packed", folder / "acts", folder / "events"
    with running_relay(folder / "packed.relay") as relay:
        asyncio.run(new_device(packed_home, relay.url))
        bulk = _step("record in bulk", lambda: child.BULK.done(RecordTask(packed_home, events, count)))
        packed = _carried("1000 a segment", packed_home, relay, count, bulk.state_hash)
    with running_relay(folder / "acts.relay") as relay:
        asyncio.run(new_device(acts_home, relay.url))
        one = _step("record one by one", lambda: child.ONE_BY_ONE.done(RecordTask(acts_home, events, count)))
        acts = _carried("1 a segment", acts_home, relay, count, one.state_hash)
        joined = _joined(acts_home)
        reopened = _step("reopen", lambda: child.REOPEN.done(ReopenTask(joined, from_log=False)))
        from_log = _step("reopen without snapshot", lambda: child.REOPEN.done(ReopenTask(joined, from_log=True)))
        assert reopened.state_hash == from_log.state_hash == one.state_hash, "reopening led to another state"
        live, live_cpu_ms = _step("live", lambda: _live(acts_home, joined, folder / "ready"))
    floor = _step("floor", lambda: child.FLOOR.done(FloorTask(events, folder, acts.cold.snapshot_bytes)))
    return Figures(count, bulk, one, packed, acts, reopened, from_log, live, live_cpu_ms, floor)


def _carried(name: str, home: Path, relay: Relay, count: int, state_hash: bytes) -> Profile:
    """Push one device's log, let another in, and bring it to the same state."""
    joined = _joined(home)
    pushed = _step(f"{name}: push", lambda: child.PUSH.done(PushTask(home, joined, relay.url)))
    cold = _step(f"{name}: cold sync", lambda: child.COLD.done(ColdTask(joined, count)))
    assert cold.state_hash == state_hash, "the two devices differ"
    return Profile(pushed, cold, relay.stored_bytes())


def _live(speaker: Path, listener: Path, ready: Path) -> tuple[Spread, float]:
    """Return the time from the beginning of recording to folded elsewhere, and the listener's processor time."""
    listening = child.LISTEN.begun(ListenTask(listener, _LIVE, ready))
    while listening.poll() is None and not ready.exists():
        time.sleep(_GLANCE_S)
    said = child.SPEAK.done(SpeakTask(speaker, _LIVE))
    heard = child.LISTEN.ended(listening)
    return spread([there - here for here, there in zip(said.began_s, heard.at_s, strict=True)]), heard.cpu_ms


def _joined(home: Path) -> Path:
    return home.with_name(f"{home.name}-joined")


def _step(name: str, do: Callable[[], T]) -> T:
    """Do one step, saying so where a person may be waiting."""
    print(f"bench: {name}", file=sys.stderr, flush=True)
    return do()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
