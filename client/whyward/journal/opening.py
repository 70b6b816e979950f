"""Opening: sealed segments of this space become recorded events, with the epoch keys that this device can unwrap.

It refuses to skip silently: what does not open is reported, segment by segment, and the rest goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from whyward.journal.device_keys import DeviceKeys
from whyward.journal.epochs import epoch_before, unwrap
from whyward.journal.events.envelope import Recorded
from whyward.journal.plaintext import Batch
from whyward.journal.ports import Crypto, StoredSegment
from whyward.journal.seal import EpochKey, open_sealed
from whyward.journal.sharing.kinds import is_share_kind, may_say
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.members import EpochSeen
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import Placed, SegmentKind, decode_header


@dataclass(frozen=True, slots=True)
class Unopened:
    """A segment that did not open, and why."""

    device: DeviceId
    n: int
    code: Code


class Opener:
    """Opens segments of one space for one device; unwraps each epoch once."""

    def __init__(self, keys: DeviceKeys, crypto: Crypto, *, spare: Sequence[DeviceKeys] = ()) -> None:
        """Open with these keys; with `spare` ones what is not wrapped for them."""
        self._keys = keys
        self._spare = spare
        self._crypto = crypto
        self._key_by_epoch: dict[bytes, EpochKey] = {}

    def epoch_key(self, control: ControlLog, epoch_id: bytes) -> EpochKey:
        """Return an epoch's opened key; raise `TheirFault` for an epoch unknown here or not wrapped for us."""
        known = self._key_by_epoch.get(epoch_id)
        return self._opened(control, epoch_id) if known is None else known

    def _opened(self, control: ControlLog, epoch_id: bytes) -> EpochKey:
        """Unwrap an epoch, or the first one after it that is wrapped for us, and go back by history if there is any."""
        epochs = control.epochs
        place = next((number for number, seen in enumerate(epochs) if seen.body.epoch_id == epoch_id), None)
        if place is None:
            raise TheirFault("the segment's epoch is not in the control log", code=Code.BAD_EPOCH)
        within = range(place, place + 1 if control.is_share else len(epochs))
        start = next((n for n in within if self._reader_of(epochs[n]) is not None), place)
        known = unwrap(epochs[start], control.space_id, self._reader_of(epochs[start]) or self._keys, self._crypto)
        self._key_by_epoch[known.epoch_id] = known
        for number in range(start - 1, place - 1, -1):
            later, before = epochs[number + 1].body, epochs[number].body
            known = epoch_before(later, known, before, control.space_id, self._crypto)
            self._key_by_epoch[known.epoch_id] = known
        return known

    def _reader_of(self, epoch: EpochSeen) -> DeviceKeys | None:
        """Return those of our keys that an epoch is wrapped for."""
        return next((keys for keys in (self._keys, *self._spare) if keys.device_id in epoch.wrap_by_device), None)

    def become(self, keys: DeviceKeys) -> None:
        """Go on with other keys: what was opened before stays open."""
        self._keys = keys

    def know(self, spare: Sequence[DeviceKeys]) -> None:
        """Take these for spare keys from now on."""
        self._spare = spare

    def open(self, placed: Placed, control: ControlLog) -> Batch:
        """Open one segment; kinds that are not events are kept closed, and erased bodies are gone: an empty batch."""
        if placed.core.kind != SegmentKind.EVENTS or not placed.segment.body:
            return Batch((), ())
        batch = open_sealed(placed, self.epoch_key(control, placed.core.epoch_id), self._crypto)
        _refuse_out_of_place(batch, DeviceId(placed.core.device_id), control)
        return batch

    def open_stored(self, stored: StoredSegment, control: ControlLog) -> Batch:
        """Open a segment from this device's own log, whose place was checked when it was stored."""
        header, core = decode_header(stored.segment.header)
        if (core.device_id, core.n) != (stored.device, stored.n):
            raise TheirFault("the stored segment stands at another place", code=Code.WRONG_PLACE)
        return self.open(Placed(core, header.core, header.commit, stored.hash, stored.segment), control)


def _refuse_out_of_place(batch: Batch, author: DeviceId, control: ControlLog) -> None:
    """Raise `TheirFault` for words that are not the author's to say here, or that belong into the other kind of log."""
    member = control.known(author)
    for event in batch.events:
        is_allowed = (
            member is not None and may_say(member.party, event.kind)
            if control.is_share
            else not is_share_kind(event.kind)
        )
        if not is_allowed:
            raise TheirFault("the segment says what is not its author's to say here", code=Code.NOT_ALLOWED)


def recorded(batches: Sequence[Batch], device: DeviceId) -> list[Recorded]:
    """Join the events of several batches of one series."""
    return [Recorded(event, device) for batch in batches for event in batch.events]
