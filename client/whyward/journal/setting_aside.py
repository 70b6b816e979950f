"""Setting aside: a run that was refused goes into quarantine with its reason, as a sample: not all of it.

What was refused can be asked for again at any time; so a relay must not be able to fill the disk with it.
"""

from collections.abc import Sequence

from whyward.journal.ports import LogTransaction
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code
from whyward.protocol.ids import DeviceId
from whyward.protocol.limits import BODY_BYTES_MAX, HEADER_BYTES_MAX
from whyward.protocol.segments import Segment

_OF_EACH_REASON_MAX = 16
"""Segments kept as a sample of one reason: with the greatest of bodies and all reasons there are, under 200 MiB."""

_SEGMENT_BYTES_MAX = HEADER_BYTES_MAX + BODY_BYTES_MAX + 100
"""A header, a body, a signature and their lengths; what is larger is no segment."""


async def set_aside(
    turn: LogTransaction, device: DeviceId, run: Sequence[Segment], *, after_n: int, code: Code
) -> None:
    """Keep the start of a refused run, numbered from after `after_n` on, while there is room for its reason."""
    room = max(_OF_EACH_REASON_MAX - len(await turn.quarantined(code)), 0)
    for n, segment in enumerate(run[:room], after_n + 1):
        raw = encoded(segment)
        if len(raw) <= _SEGMENT_BYTES_MAX:
            await turn.quarantine(device, n, code, raw)
