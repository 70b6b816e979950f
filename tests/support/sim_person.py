"""A person's devices in a test: logs in memory that share one control log, without a relay between them.

Everything is the real thing but the disks, the clocks and the kem's dice.
"""

from tests.support.memory_log import MemoryLog
from tests.support.sim_device import CRYPTO, DATA_KEY
from tests.support.world import HandClock, SeededEntropy
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.epochs import wrap_for
from whyward.journal.founding import found_space, load_keys, settle_in
from whyward.journal.log import Log, World, load_control
from whyward.journal.ports import LogStore
from whyward.protocol.bodies import DeviceAdmitted
from whyward.protocol.canonical import encoded
from whyward.protocol.segments import Segment
from whyward.protocol.statements import (
    Party,
    SignedStatement,
    StatementType,
    next_statement,
    possession_message,
    sign_statement,
)


def a_world(seed: str) -> World:
    """Return clock and dice of a device."""
    return World(CRYPTO, HandClock(), SeededEntropy(seed))


async def opened(store: LogStore, seed: str = "again") -> Log:
    """Open a filled log, as another process would."""
    keys = await load_keys(store, DATA_KEY, CRYPTO)
    log = Log(store, keys, await load_control(store, CRYPTO), a_world(seed))
    await log.catch_up()
    return log


async def founder(seed: str = "founder") -> tuple[Log, MemoryLog]:
    """Found a space on a fresh disk."""
    store = MemoryLog()
    await found_space(store, DATA_KEY, a_world(seed), None)
    return await opened(store, seed + " log"), store


def admission(log: Log, device: DeviceKeys) -> SignedStatement:
    """Make the statement that lets a device in."""
    control, keys = log.control, log.keys
    epoch = log.opener.epoch_key(control, control.epoch.body.epoch_id)
    body, space_id = control.epoch.body, control.space_id
    reader, kem_pk = device.device_id, device.kem_pk
    wrap = wrap_for(epoch, body, space_id, reader=reader, kem_pk=kem_pk, crypto=CRYPTO)
    proof = device.signer.sign(possession_message(control.space_id, device.device_id))
    admitted = DeviceAdmitted(Party.OWNER, device.sign_pk, device.kem_pk, epoch.epoch_id, [wrap], proof)
    place = (control.space_id, control.index + 1, control.head, keys.device_id)
    return sign_statement(next_statement(*place, StatementType.DEVICE_ADMITTED, encoded(admitted)), keys.signer)


async def joined(log: Log, seed: str = "second", *, is_known: bool = True) -> tuple[Log, MemoryLog]:
    """Let another device in; the first one learns of it only if `is_known`."""
    keys = new_keys(SeededEntropy(seed), CRYPTO)
    signed = admission(log, keys)
    store = MemoryLog()
    statements = [*await log.store.statements(0), signed]
    await settle_in(store, DATA_KEY, a_world(seed), keys, statements, None)
    if is_known:
        await log.take_statements(log.control.index + 1, [signed])
    return await opened(store, seed + " log"), store


def run_of(store: MemoryLog, log: Log, start: int = 1) -> list[Segment]:
    """Return a device's own series, as it would be pushed."""
    return [item.segment for item in store.rows.series.get(log.keys.device_id, [])][start - 1 :]
