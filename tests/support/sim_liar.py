"""A relay that lies: it stands between the honest hub and the devices of one person, and says other things.

What it makes up, it makes from what it has seen: everything that was ever stored or said, and keys of its own.
"""

from random import Random

from tests.support.sim_wire import Wire
from whyward.protocol.frames import ToDevice, ToRelay, frame_bytes


class SimLiar:
    """See `Liar`."""

    def __init__(self, chance: float, dice: Random) -> None:
        self.chance = chance
        self._dice = dice

    def heard(self, wire: Wire, frame: ToRelay) -> list[ToDevice] | None:
        """Let the hub have everything."""
        del wire, frame
        return None

    def said(self, wire: Wire, frame: ToDevice) -> list[bytes]:
        """Say what the hub says."""
        del wire
        return [frame_bytes(frame)]
