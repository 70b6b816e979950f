"""How long the current epoch has been used on this device, and how much was sealed under it: when a new one is due.

Statements carry no time, so each device counts from when it learned of the epoch (protocol reference §4).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from whyward.journal.ports import LogReader, LogTransaction
from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.ids import U64, Bytes32, DeviceId
from whyward.protocol.limits import EPOCH_DAYS_MAX, EPOCH_SEGMENTS_MAX
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import Tail

_DAY_MS = 24 * 60 * 60 * 1000
_EPOCH_STARTED = "epoch_started"


@dataclass(frozen=True, slots=True)
class EpochBounds:
    """How much one epoch may seal, in segments and milliseconds; a rotation is asked for some way before the end."""

    segments_max: int = EPOCH_SEGMENTS_MAX
    ms_max: int = EPOCH_DAYS_MAX * _DAY_MS

    @property
    def segments_due(self) -> int:
        """From how many segments on a new epoch is due: the rest is room to go on without a relay."""
        return self.segments_max - self.segments_max // 4


class EpochStarted(Wire, frozen=True):
    """When an epoch began here (ms since 1970), and how many segments there were in all by then."""

    epoch_id: Bytes32
    at_ms: U64
    segments: U64


_STARTED = Shape(EpochStarted, name="epoch started", bytes_max=256)


async def note_epoch(
    turn: LogTransaction, control: ControlLog, tails: Mapping[DeviceId, Tail], now_ms: int
) -> EpochStarted:
    """Begin to count for the current epoch."""
    started = EpochStarted(control.epoch.body.epoch_id, max(now_ms, 0), total(tails))
    await turn.put(_EPOCH_STARTED, encoded(started))
    return started


async def epoch_started(reader: LogReader, control: ControlLog) -> EpochStarted | None:
    """Return what is known of the current epoch's beginning; None if nothing was noted yet."""
    raw = await reader.get(_EPOCH_STARTED)
    started = _STARTED.decode(raw) if raw else None
    return started if started is not None and started.epoch_id == control.epoch.body.epoch_id else None


def total(tails: Mapping[DeviceId, Tail]) -> int:
    """Return how many segments all series hold together."""
    return sum(tail.n for tail in tails.values())
