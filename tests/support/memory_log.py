"""A pretend log store: what is durable in plain dictionaries, turns that count whole or not at all, and crashes.

It keeps the port's promises exactly, so that a fault found with it is a fault of the journal.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass, field

from whyward.journal.device_keys import DeviceKeys
from whyward.journal.ports import RELAY_KEY, RELAY_URL, Ends, StoredAlarm, StoredSegment
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import Tail
from whyward.protocol.statements import SignedStatement


class Crash(BaseException):
    """The process is gone; only what was durable is left."""


@dataclass
class Rows:
    """The content of a log."""

    statement_list: list[SignedStatement] = field(default_factory=list[SignedStatement])
    series: dict[DeviceId, list[StoredSegment]] = field(default_factory=dict[DeviceId, list[StoredSegment]])
    named: dict[str, bytes] = field(default_factory=dict[str, bytes])
    kept_n: dict[DeviceId, int] = field(default_factory=dict[DeviceId, int])
    alarm_list: list[StoredAlarm] = field(default_factory=list[StoredAlarm])
    quarantine_set: set[tuple[bytes, int, str, bytes]] = field(default_factory=set[tuple[bytes, int, str, bytes]])

    def copied(self) -> "Rows":
        """Return rows of their own with the same content."""
        return Rows(
            copy(self.statement_list),
            {device: copy(run) for device, run in self.series.items()},
            copy(self.named),
            copy(self.kept_n),
            copy(self.alarm_list),
            copy(self.quarantine_set),
        )

    async def ends(self) -> Ends:
        """Return how far the log reaches."""
        tails = {device: Tail(run[-1].n, run[-1].hash) for device, run in self.series.items() if run}
        return Ends(len(self.statement_list), tails)

    async def statements(self, start: int) -> list[SignedStatement]:
        """Return the control log from `start` on."""
        return self.statement_list[start:]

    async def page(self, device: DeviceId, start: int, *, segments_max: int) -> list[StoredSegment]:
        """Return a page of a series."""
        return self.series.get(device, [])[start - 1 : start - 1 + segments_max]

    async def append(self, stored: Sequence[StoredSegment]) -> None:
        """Append; a number used twice or skipped is a bug, as a primary key would say."""
        for item in stored:
            run = self.series.setdefault(item.device, [])
            assert item.n == len(run) + 1, f"segment {item.n} after {len(run)}"
            run.append(item)

    async def append_statements(self, start: int, run: Sequence[SignedStatement]) -> None:
        """Append statements."""
        assert start == len(self.statement_list)
        self.statement_list += run

    async def put(self, name: str, value: bytes) -> None:
        """Set a named value."""
        self.named[name] = value

    async def set_kept(self, device: DeviceId, n: int) -> None:
        """Remember what was signed for."""
        self.kept_n[device] = max(self.kept_n.get(device, 0), n)

    async def forget_relay(self) -> None:
        """Forget the relay and its receipts."""
        for name in (RELAY_KEY, RELAY_URL):
            self.named.pop(name, None)
        self.kept_n.clear()

    async def quarantine(self, device: DeviceId, n: int, code: str, raw: bytes) -> None:
        """Keep refused bytes."""
        self.quarantine_set.add((device, n, code, raw))

    async def raise_alarm(self, code: str, about: bytes, at_ms: int) -> None:
        """Remember an alarm once."""
        if not any((alarm.code, alarm.about) == (code, about) for alarm in self.alarm_list):
            self.alarm_list.append(StoredAlarm(code, about, at_ms))


class MemoryLog:
    """A log store without a disk. `crash_in` set to k makes the k-th turn from now end in a crash."""

    def __init__(self) -> None:
        """Start empty."""
        self.rows = Rows()
        self.crash_in: int | None = None
        self.crash_after_commit = False
        self.turns = 0
        self.keys: DeviceKeys | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[Rows]:
        """Work on a copy that replaces the rows as a whole."""
        working = self.rows.copied()
        yield working
        self.turns += 1
        crashes = self._is_crash()
        if not crashes or self.crash_after_commit:
            self.rows = working
        if crashes:
            raise Crash

    def _is_crash(self) -> bool:
        if self.crash_in is None:
            return False
        self.crash_in -= 1
        if self.crash_in > 0:
            return False
        self.crash_in = None
        return True

    async def ends(self) -> Ends:
        """Return how far the log reaches."""
        return await self.rows.ends()

    async def statements(self, start: int) -> list[SignedStatement]:
        """Return the control log from `start` on."""
        return await self.rows.statements(start)

    async def page(self, device: DeviceId, start: int, *, segments_max: int) -> list[StoredSegment]:
        """Return a page of a series."""
        return await self.rows.page(device, start, segments_max=segments_max)

    async def get(self, name: str) -> bytes | None:
        """Return a named value."""
        return self.rows.named.get(name)

    async def kept(self) -> dict[DeviceId, int]:
        """Return what was signed for."""
        return dict(self.rows.kept_n)

    async def alarms(self) -> list[StoredAlarm]:
        """Return all alarms."""
        return list(self.rows.alarm_list)

    async def quarantined(self) -> int:
        """Return how many lie in quarantine."""
        return len(self.rows.quarantine_set)

    async def segment_hash(self, device: DeviceId, n: int) -> bytes | None:
        """Return the hash of a segment."""
        run = self.rows.series.get(device, [])
        return bytes(32) if n == 0 else run[n - 1].hash if n <= len(run) else None

    async def size(self) -> tuple[int, int]:
        """Return the number of segments, and no bytes: there is no file."""
        return sum(len(run) for run in self.rows.series.values()), 0

    async def check_structure(self) -> list[str]:
        """A dictionary is always sound."""
        return []

    async def close(self) -> None:
        """Nothing to let go of."""
