"""The witness: sees every commit, every receipt and every frame of one person's simulated world, and keeps score.

It says `Broken` the moment that something happens which must never happen, whatever the schedule.
"""

from collections import Counter
from collections.abc import Sequence

from tests.support.memory_log import Rows
from whyward.journal.ports import StoredSegment
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code
from whyward.protocol.frames import Kept, Refused, Segments, ToDevice
from whyward.protocol.ids import CONTROL, DeviceId
from whyward.protocol.segments import EMPTY, Segment, Tail, decode_header, segment_hash
from whyward.protocol.statements import SignedStatement, statement_hash

CANARY = "zaunkönig"
"""Somewhere in every text that anybody writes in a simulated world, and nowhere else."""
CANARY_BYTES = CANARY.encode()


class Broken(AssertionError):
    """An invariant does not hold."""


class Witness:
    """Remembers what must stay true in one space; `fired` counts faults, for the whole world."""

    def __init__(self, fired: Counter[str]) -> None:
        self.fired = fired
        self.name_by_device: dict[DeviceId, str] = {}
        self.content: dict[tuple[DeviceId, int], tuple[bytes, bytes]] = {}
        self.control: list[set[bytes]] = []
        self.acknowledged: dict[str, dict[tuple[DeviceId, int], bytes]] = {}
        self.receipts: dict[DeviceId, Tail] = {}
        self.lied_receipts: dict[DeviceId, int] = {}
        self.may_regress = False
        self.may_fork = False

    # --- Devices ---

    def device_committed(self, name: str, before: Rows, after: Rows) -> None:
        """A turn of a device became durable: nothing of what was there may be gone or changed (I4, I5)."""
        for device, old in before.series.items():
            new = after.series.get(device, [])
            _expect(new[: len(old)] == old, f"{name}: a stored series changed or got shorter (I5)")
        for device, run in after.series.items():
            old = before.series.get(device, [])
            if len(run) > len(old):
                self._see_run(name, device, len(old), run[len(old) :], after.series)
        old_statements = len(before.statement_list)
        _expect(after.statement_list[:old_statements] == before.statement_list, f"{name}: the control log changed (I5)")
        self._see_statements(name, old_statements, after.statement_list[old_statements:])
        for device, n in after.kept_n.items():
            _expect(n >= before.kept_n.get(device, 0), f"{name}: what the relay signed for moved back (I5)")
            given = max(self.receipts.get(device, EMPTY).n, self.lied_receipts.get(device, 0))
            _expect(n <= given, f"{name}: notes a receipt that the relay never gave")

    def _see_run(
        self,
        name: str,
        device: DeviceId,
        after_n: int,
        run: Sequence[StoredSegment],
        series: dict[DeviceId, list[StoredSegment]],
    ) -> None:
        prev = series[device][after_n - 1].hash if after_n else EMPTY.hash
        for n, item in enumerate(run, after_n + 1):
            _expect(item.n == n, f"{name}: segment {item.n} stored where {n} is due")
            prev = self._see(name, device, Tail(n - 1, prev), item.segment)
            _expect(item.hash == prev, f"{name}: segment {n} stored under another hash")

    def _see(self, name: str, device: DeviceId, tail: Tail, segment: Segment) -> bytes:
        """Look at one stored segment: its place, the chain, who wrote it first, and that nobody writes a number twice.

        Whatever anybody stores must be what its own device committed before (I2), and that never changes (I4).
        """
        _, core = decode_header(segment.header)
        _expect(core.device_id == device and core.n == tail.n + 1, f"{name}: a segment at another place")
        _expect(core.prev == tail.hash, f"{name}: segment {core.n} does not follow segment {tail.n} (I4)")
        content = (segment.header, segment.body)
        if self.name_by_device.get(device) == name:
            known = self.content.setdefault((device, core.n), content)
        else:
            found = self.content.get((device, core.n))
            _expect(found is not None, f"{name}: stores a segment that its device never wrote (I2)")
            known = found or content
        _expect(known == content, f"{name}: number {core.n} of one device has two contents (I4)")
        return segment_hash(segment.header)

    def _see_statements(self, name: str, start: int, run: Sequence[SignedStatement]) -> None:
        for index, signed in enumerate(run, start):
            hash_ = statement_hash(signed.raw)
            if index == len(self.control):
                self.control.append(set())
            at_index = self.control[index]
            at_index.add(hash_)
            _expect(len(at_index) == 1 or self.may_fork, f"{name}: two statements stand at index {index}")

    def acknowledge(self, name: str, own: Sequence[StoredSegment], first: int) -> None:
        """`record` returned: from now on these segments are there, byte for byte, whatever happens (I1)."""
        kept = self.acknowledged.setdefault(name, {})
        for item in own[first:]:
            kept[item.device, item.n] = encoded(item.segment)

    def check_disk(self, name: str, rows: Rows) -> None:
        """After any crash: all that was acknowledged is still there (I1)."""
        for (device, n), raw in self.acknowledged.get(name, {}).items():
            run = rows.series.get(device, [])
            _expect(n <= len(run) and encoded(run[n - 1].segment) == raw, f"{name}: an acknowledged event is gone (I1)")

    def device_is_given(self, frame: ToDevice, rows: Rows) -> None:
        """Count pages that come before the statements they speak of, and proposals that lose."""
        if isinstance(frame, Refused) and frame.code == Code.CONTROL_MOVED:
            self.fired["a proposal loses to another statement"] += 1
        if isinstance(frame, Segments) and frame.run:
            _, core = decode_header(frame.run[-1].header)
            if core.control_index >= len(rows.statement_list):
                self.fired["a page speaks of statements that are not there yet"] += 1

    # --- The relay ---

    def relay_committed(self, device: DeviceId, tail: Tail, run: Sequence[Segment]) -> None:
        """The relay made a run durable right after `tail`."""
        prev = tail
        for segment in run:
            hash_ = self._see("relay", device, prev, segment)
            prev = Tail(prev.n + 1, hash_)

    def relay_statements(self, start: int, run: Sequence[SignedStatement]) -> None:
        """The relay made statements durable."""
        self._see_statements("relay", start, run)

    def relay_said(self, kept: Kept, durable: Tail, *, is_genuine: bool) -> None:
        """The relay answers `kept`: that must be durable by now, and signed (I1)."""
        _expect(is_genuine, "relay: a receipt does not verify")
        _expect(kept.n <= durable.n, "relay: says kept before the commit")
        device = DeviceId(kept.device_id)
        known = self.receipts.get(device, EMPTY)
        if kept.n > known.n:
            self.receipts[device] = Tail(kept.n, kept.hash)

    def check_relay(self, series: dict[DeviceId, list[Segment]], statements: Sequence[SignedStatement]) -> None:
        """After any crash: all that the relay ever signed for is still there (I1)."""
        if self.may_regress:
            return
        for device, tail in self.receipts.items():
            if device == CONTROL:
                held = statement_hash(statements[tail.n].raw) if tail.n < len(statements) else b""
            else:
                run = series.get(device, [])
                held = segment_hash(run[tail.n - 1].header) if tail.n <= len(run) else b""
            _expect(held == tail.hash, "relay: what it signed for is gone (I1)")


def look_for_canary(raw: bytes, where: str) -> None:
    """Nothing that anybody wrote is ever readable outside of a process (I6)."""
    if CANARY_BYTES in raw:
        raise Broken(f"{where}: something that a person wrote can be read there (I6)")


def _expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001  # an assertion reads like this
    if not holds:
        raise Broken(otherwise)
