"""What a trusted device told a new one: how far every series reached when it joined.

Until the relay has handed over that much, it shows the past, and the person is told so.
"""

from whyward.journal.log import Log
from whyward.journal.plaintext import Head
from whyward.protocol.canonical import Shape
from whyward.protocol.errors import Code
from whyward.protocol.ids import DeviceId
from whyward.protocol.limits import MAIL_BYTES_MAX
from whyward.protocol.segments import EMPTY

TOLD_HEADS = "told_heads"

_HEADS = Shape(list[Head], name="told heads", bytes_max=MAIL_BYTES_MAX)


async def check_told(log: Log) -> None:
    """After a sync: raise `withheld` for each series that is behind what was told, or forget what was reached."""
    raw = await log.store.get(TOLD_HEADS)
    if not raw:
        return
    behind = [head for head in _HEADS.decode(raw) if log.pages.heads.get(DeviceId(head.device_id), EMPTY).n < head.n]
    async with log.store.turn() as turn:
        for head in behind:
            await turn.raise_alarm(Code.WITHHELD, head.device_id, log.world.clock.now_ms())
        if not behind:
            await turn.put(TOLD_HEADS, b"")
