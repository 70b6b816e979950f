"""The witness: sees every commit, every receipt and every frame of one person's simulated world, and keeps score.

It says `Broken` the moment that something happens which must never happen, whatever the schedule.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from tests.support.memory_log import Rows
from tests.support.sim_rights import rights_after, said
from whyward.journal.key_box import DEVICE_KEYS, NEXT_KEYS, opened_keys
from whyward.journal.ports import Crypto, Receipt, StoredSegment
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code
from whyward.protocol.frames import Kept, Refused, Segments, ToDevice, kept_message
from whyward.protocol.ids import CONTROL, DeviceId
from whyward.protocol.segments import EMPTY, Segment, Tail, decode_header, segment_hash
from whyward.protocol.statements import SignedStatement, statement_hash

FOLDER_KEY = bytes(32)
"""Of every simulated folder."""
CANARY = "zaunkönig"
"""Somewhere in every text that anybody writes in a simulated world, and nowhere else."""
CANARY_BYTES = CANARY.encode()


Content: TypeAlias = tuple[bytes, bytes]
"""A segment's header and body: what may not change. Signatures may differ in a run that a later one covers."""


class Broken(AssertionError):
    """An invariant does not hold."""


class Witness:
    """Remembers what must stay true in one space; `fired` counts faults, for the whole world."""

    def __init__(self, fired: Counter[str], crypto: Crypto) -> None:
        self.fired = fired
        self.space_id = self.relay_pk = b""
        self._crypto = crypto
        self.names_by_device: dict[DeviceId, set[str]] = {}
        self.content: dict[tuple[DeviceId, int], list[Content]] = {}
        self.signatures: dict[bytes, bytes] = {}
        """By header, as its author signed it."""
        self.published: dict[tuple[DeviceId, int], Content] = {}
        self.control: list[set[bytes]] = []
        self.copies: Counter[DeviceId] = Counter()
        """How many more folders than one held a device's keys at some time."""
        self.removed: set[bytes] = set()
        """Every device that some statement shut out."""
        self.trusted: set[bytes] = set()
        """Every device and kit that honest people let in, by what they did and not by what any statement says."""
        self.acknowledged: dict[str, dict[tuple[DeviceId, int], bytes]] = {}
        self.receipts: dict[DeviceId, Tail] = {}
        self.lied_receipts: dict[DeviceId, int] = {}
        self.has_recovered = False
        self.copies_have_parted = False
        self.may_regress = False
        self.may_fork = False

    def is_of(self, device: DeviceId, name: str) -> None:
        """Note that a device's keys are held under this name, and by no stranger."""
        self.names_by_device.setdefault(device, set()).add(name)
        self.trusted.add(device)

    # --- Devices ---

    def device_committed(self, name: str, before: Rows, after: Rows) -> None:
        """A turn of a device became durable: nothing of what was there may be gone or changed (I4, I5)."""
        self._see_keys(name, before, after)
        self._see_statements_of(name, before, after)
        for device, old in before.series.items():
            new = after.series.get(device, [])
            if new[: len(old)] != old:
                self._check_cut_short(name, device, new, before, after)
        for device, run in after.series.items():
            same = len(before.series.get(device, []))
            if len(run) > same:
                self._see_run(name, device, same, run[same:], after)
        for device, receipt in after.receipt_by_device.items():
            given = max(self.receipts.get(device, EMPTY).n, self.lied_receipts.get(device, 0))
            _expect(receipt.n <= given, f"{name}: notes a receipt that the relay never gave")
            if before.receipt_by_device.get(device) != receipt and self.relay_pk:
                _expect(self._is_signed(receipt), f"{name}: notes a receipt that the relay never signed")
        for device, receipt in before.receipt_by_device.items():
            moved = after.receipt_by_device.get(device)
            is_back = moved is None or moved.n < receipt.n
            shrunk = len(after.series.get(device, [])) < len(before.series.get(device, []))
            _expect(not is_back or shrunk, f"{name}: what the relay signed for moved back (I5)")

    def _check_cut_short(
        self, name: str, device: DeviceId, new: Sequence[StoredSegment], before: Rows, after: Rows
    ) -> None:
        """Only a cut, or a renewal of the device itself, makes a series shorter; what falls away goes to quarantine."""
        old = before.series[device]
        _expect(new == old[: len(new)], f"{name}: a stored series changed (I5)")
        if name in self.names_by_device.get(device, ()):
            has_renewed = before.named.get(DEVICE_KEYS) != after.named.get(DEVICE_KEYS)
            _expect(has_renewed, f"{name}: its own series got shorter, and it did not become another device (I5)")
            for key in [key for key in self.acknowledged.get(name, {}) if key[0] == device and key[1] > len(new)]:
                del self.acknowledged[name][key]  # Sealed anew: the end looks for the events.
            return
        set_aside = {(row[0], row[1]) for row in after.quarantine_set}
        for item in old[len(new) :]:
            _expect((device, item.n) in set_aside, f"{name}: a stored series got shorter (I5)")

    def _is_signed(self, receipt: Receipt) -> bool:
        message = kept_message(
            space_id=self.space_id,
            device_id=receipt.device,
            n=receipt.n,
            hash_=receipt.hash,
            relay_seq=receipt.relay_seq,
        )
        return self._crypto.check(self.relay_pk, message, receipt.signature)

    def _see_keys(self, name: str, before: Rows, after: Rows) -> None:
        """Note the keys that a device is about to go on with: whoever bears them is that device."""
        raw = after.named.get(NEXT_KEYS)
        if raw and raw != before.named.get(NEXT_KEYS):
            keys = opened_keys(raw, FOLDER_KEY, self._crypto)
            _expect(keys is not None, f"{name}: puts keys by that do not open")
            if keys is not None:
                self.fired["a device puts new keys by"] += 1
                self.is_of(keys.device_id, name)

    def _see_run(self, name: str, device: DeviceId, after_n: int, run: Sequence[StoredSegment], rows: Rows) -> None:
        prev = rows.series[device][after_n - 1].hash if after_n else EMPTY.hash
        for n, item in enumerate(run, after_n + 1):
            _expect(item.n == n, f"{name}: segment {item.n} stored where {n} is due")
            prev = self._see(name, device, Tail(n - 1, prev), item.segment, rows)
            _expect(item.hash == prev, f"{name}: segment {n} stored under another hash")
        closing = run[-1].segment
        genuine = self.signatures.get(closing.header, closing.signature)
        _expect(closing.signature == genuine, f"{name}: the end of a run is stored with another signature (I2)")

    def _see(self, name: str, device: DeviceId, tail: Tail, segment: Segment, rows: Rows | None = None) -> bytes:
        """Look at one stored segment: its place, the chain, who wrote it first, and that nobody writes a number twice.

        Whatever anybody stores must be what its own device committed before (I2), and that never changes (I4). Of two
        copies of one device both may write; but only what one of them wrote is ever seen by others.
        """
        _, core = decode_header(segment.header)
        _expect(core.device_id == device and core.n == tail.n + 1, f"{name}: a segment at another place")
        _expect(core.prev == tail.hash, f"{name}: segment {core.n} does not follow segment {tail.n} (I4)")
        content, place = (segment.header, segment.body), (device, core.n)
        names = self.names_by_device.get(device, set())
        if name in names:
            written = self.content.setdefault(place, [])
            if content not in written and rows is not None:
                written.append(content)
                self.signatures[segment.header] = segment.signature
                self._check_seal(name, core.epoch_id, rows)
            may_be = len(names) + self.copies[device]
            _expect(len(written) <= may_be, f"{name}: number {core.n} of one device has two contents (I4)")
        else:
            known = any(content == one or _is_erased(content, one) for one in self.content.get(place, ()))
            _expect(known, f"{name}: stores a segment that its device never wrote (I2)")
            first = self.published.setdefault(place, content)
            is_same = content == first or first[0] == content[0]
            if not is_same and self.copies[device] > 0:
                # One copy spoke over a folder and another to the relay: neither could hear of the other in time.
                self.copies_have_parted = self.may_regress or self.may_fork
                is_same = self.copies_have_parted
            _expect(is_same, f"{name}: two contents of one number are published (I4)")
        return segment_hash(segment.header)

    def _check_seal(self, name: str, epoch_id: bytes, rows: Rows) -> None:
        """What a device seals, nobody can read whose removal it knows (I7)."""
        rights = rights_after(rows.statement_list)
        readers = rights.readers.get(epoch_id, set())
        _expect(bool(readers), f"{name}: seals under an epoch that is in no statement it knows")
        _expect(not readers & rights.gone, f"{name}: seals for a reader whose removal it knows (I7)")

    def _see_statements_of(self, name: str, before: Rows, after: Rows) -> None:
        old, new = before.statement_list, after.statement_list
        if new[: len(old)] == old:
            self._see_statements(name, len(old), new[len(old) :])
            return
        _expect(self.may_fork, f"{name}: the control log changed (I5)")
        same = next(index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a.raw != b.raw)
        set_aside = {(row[0], row[1]) for row in after.quarantine_set}
        for index in range(same, len(old)):
            _expect((CONTROL, index) in set_aside, f"{name}: a statement is gone, and is not set aside (I5)")
        self._see_statements(name, same, new[same:])

    def _see_statements(self, name: str, start: int, run: Sequence[SignedStatement]) -> None:
        for index, signed in enumerate(run, start):
            hash_ = statement_hash(signed.raw)
            while index >= len(self.control):
                self.control.append(set())
            at_index = self.control[index]
            if hash_ not in at_index:
                at_index.add(hash_)
                one = said(signed.raw)
                self.check_trusted(name, signed)
                self.removed |= one.goes
                self.fired[f"control: {one.type}"] += 1
            _expect(len(at_index) == 1 or self.may_fork, f"{name}: two statements stand at index {index}")

    def check_trusted(self, name: str, signed: SignedStatement) -> None:
        """Nobody comes in and nobody is given a key but those whom people let in, by what they did (I7)."""
        one = said(signed.raw)
        _expect(one.wrapped_to <= self.trusted, f"{name}: a key is wrapped for a stranger (I7)")
        _expect(one.comes <= self.trusted, f"{name}: somebody is let in whom nobody let in (I7)")

    def acknowledge(self, name: str, own: Sequence[StoredSegment]) -> None:
        """`record` returned: from now on these segments are there, byte for byte, whatever happens (I1)."""
        kept = self.acknowledged.setdefault(name, {})
        for item in reversed(own):
            if (item.device, item.n) in kept:
                break
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
        if self.may_regress or self.may_fork:
            return  # Another branch may have taken the place of what was signed for; its author seals it anew.
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


def _is_erased(content: Content, whole: Content) -> bool:
    return not content[1] and content[0] == whole[0]


def _expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001  # an assertion reads like this
    if not holds:
        raise Broken(otherwise)
