"""Rotating: a new epoch is begun when it is due, by age or by how much was sealed (protocol reference §4).

The new epoch is a saying like any other; where another device was quicker, nothing more is done.
"""

from whyward.journal.epoch_age import epoch_started, note_epoch, total
from whyward.journal.errors import Refused
from whyward.journal.log import Log
from whyward.journal.trust.changing import Put, change
from whyward.journal.trust.sayings import rotation


async def rotate_if_due(log: Log, put: Put) -> bool:
    """Begin a new epoch if this device may and it is time; return whether it did."""
    me = log.control.members.get(log.keys.device_id)
    if me is None or not me.is_owner or not await _is_due(log):
        return False
    try:
        await change(log, rotation(log, only_after=log.control.epoch.body.epoch_id), put)
    except Refused:
        return False
    return True


async def _is_due(log: Log) -> bool:
    """Whether the current epoch has been used long enough, or for enough; begin to count if nobody did."""
    bounds, now_ms = log.world.epoch_bounds, log.world.clock.now_ms()
    started = await epoch_started(log.store, log.control)
    if started is None:
        async with log.store.turn() as turn:
            await note_epoch(turn, log.control, log.pages.heads, now_ms)
        return False
    sealed = total(log.pages.heads) - started.segments
    return sealed >= bounds.segments_due or now_ms - started.at_ms >= bounds.ms_max
