"""What people of a simulated world say of who belongs: a device out, a new key period, a new recovery kit.

By the product's own way: settle with the relay, say it on the common head, and anew if somebody was quicker.
"""

from collections.abc import Callable

from tests.support.sim_device import Process
from tests.support.sim_witness import Witness
from whyward.journal.log import Log
from whyward.journal.recovery import recovery_keys
from whyward.journal.refusals import in_plain_words
from whyward.journal.trust.changing import change, over
from whyward.journal.trust.sayings import Saying, new_kit, removal, rotation
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId

Wish = Callable[[Log], Saying]


async def say(process: Process, wish: Wish) -> None:
    """Bring a wish about who belongs before everybody, or be refused in plain words."""
    assert process.journal is not None
    log = process.log
    line = await (await process.journal.keeper()).settled()
    try:
        await change(log, wish(log), over(line))
    except TheirFault as fault:
        raise in_plain_words(fault) from fault
    finally:
        await line.close()


def without(device: DeviceId) -> Wish:
    """Shut a device out."""
    return lambda log: removal(log, [device])


def under_a_new_key() -> Wish:
    """Begin a new epoch."""
    return rotation


def with_new_words(witness: Witness) -> Wish:
    """Replace the recovery kit."""

    def wish(log: Log) -> Saying:
        kit = recovery_keys(log.world.entropy.random_bytes(32), log.world.crypto)
        witness.trusted.add(kit.device_id)
        return new_kit(log, kit)

    return wish
