"""The witness: sees every commit, every receipt and every acknowledgement of a simulated world, and keeps score.

It says `Broken` the moment that something happens which must never happen, whatever the schedule.
"""

from collections import Counter
from collections.abc import Sequence

from tests.support.memory_log import Rows
from whyward.journal.ports import StoredSegment
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code
from whyward.protocol.frames import Kept, Refused, Segments, decode_to_device
from whyward.protocol.ids import CONTROL, DeviceId
from whyward.protocol.segments import EMPTY, Segment, Tail, decode_header, segment_hash
from whyward.protocol.statements import SignedStatement, statement_hash


class Broken(AssertionError):
    """An invariant does not hold."""


class Witness:
    """Remembers what must stay true."""

    def __init__(self) -> None:
        self.content: dict[tuple[DeviceId, int], tuple[bytes, bytes]] = {}
        self.control: list[bytes] = []
        self.acknowledged: dict[str, dict[tuple[DeviceId, int], bytes]] = {}
        self.receipts: dict[DeviceId, Tail] = {}
        self.fired: Counter[str] = Counter()
        self.may_regress = False

    # --- Devices ---

    def device_committed(self, name: str, before: Rows, after: Rows) -> None:
        """A turn of a device became durable: nothing of what was there may be gone or changed (I4, I5)."""
        for device, old in before.series.items():
            new = after.series.get(device, [])
            _expect(new[: len(old)] == old, f"{name}: a stored series changed or got shorter")
        for device, run in after.series.items():
            old = before.series.get(device, [])
            if len(run) > len(old):
                self._see_run(name, device, len(old), run[len(old) :], after.series)
        old_statements = len(before.statement_list)
        _expect(after.statement_list[:old_statements] == before.statement_list, f"{name}: the control log changed")
        self._see_statements(name, old_statements, after.statement_list[old_statements:])
        for device, n in after.kept_n.items():
            _expect(n >= before.kept_n.get(device, 0), f"{name}: what the relay signed for moved back")
            _expect(n <= self.receipts.get(device, EMPTY).n, f"{name}: notes a receipt that the relay never gave")

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
        """Look at one stored segment: its place, the chain, and that no number is ever used for two contents (I4)."""
        _, core = decode_header(segment.header)
        _expect(core.device_id == device and core.n == tail.n + 1, f"{name}: a segment at another place")
        _expect(core.prev == tail.hash, f"{name}: segment {core.n} does not follow segment {tail.n}")
        content = (segment.header, segment.body)
        known = self.content.setdefault((device, core.n), content)
        _expect(known == content, f"{name}: number {core.n} of one device has two contents")
        return segment_hash(segment.header)

    def _see_statements(self, name: str, start: int, run: Sequence[SignedStatement]) -> None:
        for index, signed in enumerate(run, start):
            hash_ = statement_hash(signed.raw)
            if index == len(self.control):
                self.control.append(hash_)
            _expect(self.control[index] == hash_, f"{name}: two statements stand at index {index}")

    def acknowledge(self, name: str, own: Sequence[StoredSegment], first: int) -> None:
        """`record` returned: from now on these segments are there, byte for byte, whatever happens (I1)."""
        kept = self.acknowledged.setdefault(name, {})
        for item in own[first:]:
            kept[item.device, item.n] = encoded(item.segment)

    def check_disk(self, name: str, rows: Rows) -> None:
        """After any crash: all that was acknowledged is still there (I1)."""
        for (device, n), raw in self.acknowledged.get(name, {}).items():
            run = rows.series.get(device, [])
            _expect(n <= len(run) and encoded(run[n - 1].segment) == raw, f"{name}: an acknowledged event is gone")

    def device_is_given(self, raw: bytes, rows: Rows) -> None:
        """Count pages that come before the statements they speak of, and proposals that lose."""
        frame = decode_to_device(raw)
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
            _expect(held == tail.hash, "relay: what it signed for is gone")


def _expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001  # an assertion reads like this
    if not holds:
        raise Broken(otherwise)
