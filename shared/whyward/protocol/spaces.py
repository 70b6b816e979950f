"""What a relay holds of one space, by its ends: the verified control log, the tail of every series, a letter.

It says only what is durable: whoever stores takes one push of a space at a time, and moves the view after the commit.
"""

from dataclasses import dataclass, field

from whyward.protocol.frames import State, TailEntry
from whyward.protocol.ids import DeviceId
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import EMPTY, Tail


@dataclass(slots=True)
class SpaceView:
    """One space as the relay's sessions see it; shared by all sessions of the space."""

    control: ControlLog
    tail_by_device: dict[DeviceId, Tail] = field(default_factory=dict[DeviceId, Tail])
    letter: bytes = field(default=b"", repr=False)

    def tail(self, device: DeviceId) -> Tail:
        """Return the end of a device's series."""
        return self.tail_by_device.get(device, EMPTY)

    def state(self) -> State:
        """Return the frame that tells a device all of this."""
        tails = [TailEntry(device, tail.n, tail.hash) for device, tail in sorted(self.tail_by_device.items())]
        return State(self.control.space_id, self.control.index, self.control.head, tails)
