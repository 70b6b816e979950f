"""What a device's session asks its shell to do: one small value for each kind of effect, performed in order.

Nothing here does anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from whyward.protocol.errors import Code
from whyward.protocol.frames import Kept, ToRelay
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement


@dataclass(frozen=True, slots=True)
class Send:
    """Send this frame to the relay."""

    frame: ToRelay


@dataclass(frozen=True, slots=True)
class MetRelay:
    """The relay named its key for the first time: remember it, and believe no other from now on."""

    relay_pk: bytes


@dataclass(frozen=True, slots=True)
class TakeStatements:
    """Check and store these statements, the first at `start`; then call `took_statements`."""

    start: int
    run: Sequence[SignedStatement]


@dataclass(frozen=True, slots=True)
class TakeSegments:
    """Check and store this run of a series; then call `took_segments`, `held_back` or `put_aside`."""

    device_id: DeviceId
    start: int
    run: Sequence[Segment]


@dataclass(frozen=True, slots=True)
class OfferStatements:
    """Read a page of my control log from `start` on; then call `offer_statements`."""

    start: int


@dataclass(frozen=True, slots=True)
class BringStatements:
    """Read my control log from index 1 on, as much as one frame takes; then call `bring_statements`."""


@dataclass(frozen=True, slots=True)
class OfferSegments:
    """Read a page of a series from `start` on; then call `offer_segments`."""

    device_id: DeviceId
    start: int


@dataclass(frozen=True, slots=True)
class RecordKept:
    """Remember the relay's receipt: it holds that series, or the control log, durable and signed for."""

    receipt: Kept


@dataclass(frozen=True, slots=True)
class ProposalKept:
    """The proposed statement stands at its index: store it here too; then call `took_statements`."""

    signed: SignedStatement


@dataclass(frozen=True, slots=True)
class Diverged:
    """The relay has this device's own series go on otherwise: a copy of this device writes too, or the relay lies."""


@dataclass(frozen=True, slots=True)
class ControlDiverged:
    """The relay shows another control log: one of them is a branch, or the relay lies."""


@dataclass(frozen=True, slots=True)
class ProposalLost:
    """Another statement got the index first: read it (it comes by itself), think again, sign anew."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something no honest relay or device does: remember it and tell the person; the rest goes on."""

    code: Code
    about: bytes


Step: TypeAlias = TakeStatements | TakeSegments | OfferStatements | BringStatements | OfferSegments | ProposalKept
"""What is done with the log, and then reported back to the session."""

Note: TypeAlias = MetRelay | RecordKept | ProposalLost | Diverged | ControlDiverged | Alarm
"""What is only to be remembered."""

Effect: TypeAlias = Send | Step | Note
