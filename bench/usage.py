"""What a piece of work took of this process: wall time, processor time of all its threads, memory at its peak.

It refuses to guess about other processes: whatever is to be told apart runs in one of its own.
"""

import resource
import sys
import time
from collections.abc import Sequence

import msgspec

_MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in."""


class Usage(msgspec.Struct):
    """Seconds, and the peak of resident memory since the process began, in MB."""

    wall_s: float
    cpu_s: float
    peak_mb: float


class Spread(msgspec.Struct):
    """Of many measured times, in ms: the median, and what 99 of 100 stay under."""

    p50_ms: float
    p99_ms: float
    count: int


def cpu_s() -> float:
    """Return the processor time of this process so far, all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Stopwatch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        """Start."""
        self._wall, self._cpu = time.perf_counter(), cpu_s()

    def usage(self) -> Usage:
        """Return what this process has used since the start."""
        wall, cpu = time.perf_counter() - self._wall, cpu_s() - self._cpu
        return Usage(wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_BYTES / 1e6)


def spread(times_s: Sequence[float]) -> Spread:
    """Return the median and the 99th percentile."""
    ordered = sorted(times_s)
    return Spread(
        p50_ms=ordered[len(ordered) // 2] * 1e3,
        p99_ms=ordered[min(len(ordered) * 99 // 100, len(ordered) - 1)] * 1e3,
        count=len(ordered),
    )
