"""What a lying relay has at hand, and the forms its lies take.

The lies themselves: `sim_frame_lies` and `sim_content_lies`.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import msgspec

from tests.support.sim_store import Shelf
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.frames import Kept, ToDevice

Said: TypeAlias = "ToDevice | bytes"
U64_MAX = (1 << 64) - 1
replaced = msgspec.structs.replace


class Knowing(Protocol):
    """What a liar has at hand."""

    @property
    def own(self) -> DeviceKeys:
        """Keys of its own: a device of nobody's."""
        ...

    @property
    def said_before(self) -> Sequence[ToDevice]:
        """Frames that it said before, to anybody."""
        ...

    def shelf(self) -> Shelf:
        """What it holds of the space it lies about."""
        ...

    def elsewhere(self) -> Shelf:
        """What it holds of another space, or of none."""
        ...

    def pick(self, below: int) -> int:
        """Roll a number below another one."""
        ...

    def stray(self) -> bytes:
        """Return 32 bytes that mean nothing."""
        ...

    def receipt(self, device: bytes, n: int, hash_: bytes) -> Kept:
        """Sign a receipt, whatever is stored."""
        ...


def flipped(raw: bytes, place: int) -> bytes:
    """Return bytes with one bit of one of them changed."""
    place %= len(raw)
    return raw[:place] + bytes([raw[place] ^ (1 << place % 8)]) + raw[place + 1 :]


Lie: TypeAlias = Callable[[Knowing, ToDevice], "list[Said] | None"]
"""What goes out instead of a frame: maybe nothing, several frames, or bytes that are none. None: it does not fit."""
