"""An event as it is sealed: what every event has, whatever its kind.

It knows nothing of any kind's fields: `body` stays bytes here, so that unknown kinds pass through untouched.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from whyward.protocol.canonical import Wire
from whyward.protocol.ids import U64, Bytes16, DeviceId

Kind = Annotated[str, Meta(min_length=3, max_length=48, pattern=r"^[a-z][a-z-]*\.[1-9][0-9]{0,2}\Z")]
"""A kind with its version, as on the wire: `goal-set.1`."""

OffsetMinutes = Annotated[int, Meta(ge=-1439, le=1439)]


class Event(Wire, frozen=True):
    """One thing that happened. `hlc` is its place in the order, `at` (ms since 1970) when it happened in life.

    `tz` is the offset from UTC in minutes where it was recorded; `act` groups what one action of the person did;
    `body` is a msgpack map of the kind's fields.
    """

    id: Bytes16
    kind: Kind
    hlc: U64
    at: U64
    tz: OffsetMinutes
    act: Bytes16
    body: bytes


class Recorded(msgspec.Struct, frozen=True, array_like=True):
    """An event and the device whose series it stands in: all that a fold may look at."""

    event: Event
    device: DeviceId

    @property
    def stamp(self) -> tuple[int, bytes, bytes]:
        """Its place in the total order of folding: `(hlc, device, id)` (protocol reference §6)."""
        return (self.event.hlc, self.device, self.event.id)
