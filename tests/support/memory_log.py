"""A pretend log store: what is durable in plain dictionaries, turns that count whole or not at all, and crashes.

It keeps the port's promises exactly, so that a fault found with it is a fault of the journal.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from whyward.journal.device_keys import DeviceKeys
from whyward.journal.ports import RELAY_KEY, RELAY_URL, Ends, Quarantined, Receipt, StoredAlarm, StoredSegment
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code
from whyward.protocol.ids import CONTROL, DeviceId
from whyward.protocol.segments import Segment, Tail
from whyward.protocol.statements import SignedStatement


class Crash(BaseException):
    """The process is gone; only what was durable is left."""


@dataclass
class Rows:
    """The content of a log."""

    statement_list: list[SignedStatement] = field(default_factory=list[SignedStatement])
    series: dict[DeviceId, list[StoredSegment]] = field(default_factory=dict[DeviceId, list[StoredSegment]])
    named: dict[str, bytes] = field(default_factory=dict[str, bytes])
    receipt_by_device: dict[DeviceId, Receipt] = field(default_factory=dict[DeviceId, Receipt])
    alarm_list: list[StoredAlarm] = field(default_factory=list[StoredAlarm])
    quarantine_set: set[tuple[bytes, int, str, bytes]] = field(default_factory=set[tuple[bytes, int, str, bytes]])

    def copied(self) -> "Rows":
        """Return rows of their own with the same content."""
        return Rows(
            self.statement_list[:],
            {device: run[:] for device, run in self.series.items()},
            self.named.copy(),
            self.receipt_by_device.copy(),
            self.alarm_list[:],
            self.quarantine_set.copy(),
        )

    @property
    def kept_n(self) -> dict[DeviceId, int]:
        """Return what was signed for, by series and for the control log."""
        return {device: receipt.n for device, receipt in self.receipt_by_device.items()}

    async def ends(self) -> Ends:
        """Return how far the log reaches."""
        tails = {device: Tail(run[-1].n, run[-1].hash) for device, run in self.series.items() if run}
        return Ends(len(self.statement_list), self.statement_list[-1].raw if self.statement_list else b"", tails)

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

    async def get(self, name: str) -> bytes | None:
        """Return a named value."""
        return self.named.get(name)

    async def set_receipt(self, receipt: Receipt) -> None:
        """Remember what was signed for."""
        held = self.receipt_by_device.get(receipt.device)
        if held is None or receipt.n >= held.n:
            self.receipt_by_device[receipt.device] = receipt

    async def truncate(self, device: DeviceId, after_n: int, code: str) -> None:
        """Move the end of a series into quarantine."""
        for item in self.series.get(device, [])[after_n:]:
            await self.quarantine(device, item.n, code, encoded(item.segment))
        await self.discard(device, after_n)

    async def discard(self, device: DeviceId, after_n: int) -> None:
        """Drop the end of a series."""
        if device in self.series:
            self.series[device] = self.series[device][:after_n]
        if device in self.receipt_by_device and self.receipt_by_device[device].n > after_n:
            del self.receipt_by_device[device]

    async def drop_bodies(self, device: DeviceId, numbers: Sequence[int]) -> None:
        """Empty bodies."""
        run = self.series.get(device, [])
        for n in numbers:
            if n <= len(run):
                segment = Segment(run[n - 1].segment.header, run[n - 1].segment.signature, b"")
                run[n - 1] = run[n - 1]._replace(segment=segment)

    async def replace_statements(self, start: int, run: Sequence[SignedStatement]) -> None:
        """Put another branch in."""
        for index, signed in enumerate(self.statement_list[start:], start):
            await self.quarantine(CONTROL, index, Code.CONTROL_FORKED, encoded(signed))
        self.statement_list = [*self.statement_list[:start], *run]

    async def quarantined(self, code: str) -> list[Quarantined]:
        """Return what lies in quarantine for one reason."""
        return sorted(Quarantined(DeviceId(row[0]), row[1], row[2]) for row in self.quarantine_set if row[2] == code)

    async def quarantined_bytes(self, device: DeviceId, n: int, code: str) -> bytes | None:
        """Return refused bytes."""
        return next((row[3] for row in self.quarantine_set if row[:3] == (device, n, code)), None)

    async def release(self, device: DeviceId, code: str) -> None:
        """Drop refused bytes that are recorded elsewhere now."""
        self.quarantine_set = {row for row in self.quarantine_set if (row[0], row[2]) != (device, code)}

    async def forget_relay(self) -> None:
        """Forget the relay and its receipts."""
        for name in (RELAY_KEY, RELAY_URL):
            self.named.pop(name, None)
        self.receipt_by_device.clear()

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
        return self.rows.kept_n

    async def receipts(self) -> list[Receipt]:
        """Return all receipts."""
        return [self.rows.receipt_by_device[device] for device in sorted(self.rows.receipt_by_device)]

    async def alarms(self) -> list[StoredAlarm]:
        """Return all alarms."""
        return list(self.rows.alarm_list)

    async def quarantine_list(self) -> list[Quarantined]:
        """Return all that lies in quarantine."""
        return sorted(Quarantined(DeviceId(row[0]), row[1], row[2]) for row in self.rows.quarantine_set)

    async def quarantined(self, code: str) -> list[Quarantined]:
        """Return what lies in quarantine for one reason."""
        return await self.rows.quarantined(code)

    async def quarantined_bytes(self, device: DeviceId, n: int, code: str) -> bytes | None:
        """Return refused bytes."""
        return await self.rows.quarantined_bytes(device, n, code)

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
