"""Rotating: when a new epoch is due by age or by how much was sealed (protocol reference §4).

It only says so; the new epoch is a saying like any other.
"""

from whyward.journal.epoch_age import epoch_started, note_epoch, total
from whyward.journal.log import Log


async def is_rotation_due(log: Log) -> bool:
    """Whether the current epoch has been used long enough, or for enough; begin to count if nobody did."""
    bounds, now_ms = log.world.epoch_bounds, log.world.clock.now_ms()
    started = await epoch_started(log.store, log.control)
    if started is None:
        async with log.store.turn() as turn:
            await note_epoch(turn, log.control, log.pages.heads, now_ms)
        return False
    sealed = total(log.pages.heads) - started.segments
    return sealed >= bounds.segments_due or now_ms - started.at_ms >= bounds.ms_max
