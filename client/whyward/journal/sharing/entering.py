"""Entering: a device of either side comes into a share by itself, with the keys that were in from the start.

Its own keys are random and known to no other device. It refuses a relay that shows another space than the one named.
"""

from collections.abc import Iterator
from typing import Final

from whyward.journal.decide.facts import Fact
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.events.reading import body_of
from whyward.journal.events.shared import ItemShared, ItemWithdrawn, ShareDescribed
from whyward.journal.recording import record_facts
from whyward.journal.sharing.claims import claim
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.sharing.shelf import Door, Shelf
from whyward.journal.trust.changing import over
from whyward.journal.trust.recovering import come_back
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.statements import SignedStatement

_FILLED: Final = (ItemShared, ItemWithdrawn, ShareDescribed)
"""What follows from the owner's own records, each time anew: as it was, it could show what was taken away."""
_EVENTS_MAX: Final = 1 << 20


async def enter(shelf: Shelf, door: Door) -> ShareLog:
    """Come in by the word of the kit, or of the guest's root; one task at a time, and the next one finds it done.

    Raise `TheirFault` if the relay does not know the space (`no-such-space`) or not this side of it (`removed`).
    """
    async with shelf.entering(door.space_id):
        return await shelf.opened(door) or await _enter(shelf, door, after=None)


async def _enter(shelf: Shelf, door: Door, *, after: ControlLog | None) -> ShareLog:
    """Come in as a new device.

    With `after`, this device was in, and is not any more by that very control log: its log there makes room for a new
    one.
    """
    way_in, statements, control = await _way_in(shelf, door)
    if after is not None:
        if control.hashes[: len(after.hashes)] != after.hashes:
            raise TheirFault("the relay shows less of a share than before", code=Code.CONTROL_FORKED)
        await shelf.forget(door.space_id)
    keys = new_keys(shelf.world.entropy, shelf.world.crypto)
    await claim(shelf.personal, door.space_id, keys.device_id)
    # Should this device be lost, the others must know what to shut out: so they are told before it comes in.
    await shelf.carry()
    async with shelf.making(door, keys, statements) as store:
        log = ShareLog(store, way_in, control, shelf.world, door.side)
        line = await shelf.keeper(log, door).settled()
        try:
            await come_back(log, keys, over(line), party=door.side.party)
        finally:
            await line.close()
    entered = await shelf.opened(door)
    assert entered is not None, "a log that was made is there"
    return entered


async def come_back_in(shelf: Shelf, door: Door, log: ShareLog) -> ShareLog:
    """Come to terms with a relay that says that this device is not in; return the log of the device that is.

    Its bare word is no reason to forget what was known: the keys that were in from the start bring the log and the
    relay to one state, and only if this device is not in by that, it comes in once more as a new one.
    """
    async with shelf.entering(door.space_id):
        held = shelf.held(door.space_id)
        if held is not None and held is not log:
            return held  # Another task came in meanwhile.
        return await _come_back_in(shelf, door, log)


async def _come_back_in(shelf: Shelf, door: Door, log: ShareLog) -> ShareLog:
    way_in, _, _ = await _way_in(shelf, door)
    said = list(_own_words(log))
    bearer = ShareLog(log.store, way_in, log.control, shelf.world, door.side)
    await (await shelf.keeper(bearer, door).settled()).close()
    await log.catch_up()
    if log.keys.device_id in log.control.members:
        return log
    entered = await _enter(shelf, door, after=log.control)
    await record_facts(entered, said)
    return entered


def _own_words(log: ShareLog) -> Iterator[Fact]:
    """Yield what this device has said there, to be said once more where it got lost; what is shown is filled anew."""
    for event_id in log.pages.ids_between("id", bytes(16), b"\xff" * 16, _EVENTS_MAX):
        found = log.pages.event(event_id)
        body = None if found is None or found[1] != log.keys.device_id else body_of(found[0].kind, found[0].body)
        if found is not None and body is not None and not isinstance(body, _FILLED):
            yield Fact(body, found[0].at, event_id)


async def _way_in(shelf: Shelf, door: Door) -> tuple[DeviceKeys, list[SignedStatement], ControlLog]:
    """Return the keys that still open the door, the newest first: of two made at once, either may have been put in."""
    refused = TheirFault("the relay does not know this share", code=Code.NO_SUCH_SPACE)
    for way_in in reversed(door.side.spare):
        try:
            return way_in, *await _look_in(shelf, door, way_in)
        except TheirFault as fault:
            if fault.code not in {Code.REMOVED, Code.NO_SUCH_SPACE}:
                raise
            # A key that was in once tells more than one that never was.
            refused = fault if fault.code is Code.REMOVED else refused
    raise refused


async def _look_in(shelf: Shelf, door: Door, way_in: DeviceKeys) -> tuple[list[SignedStatement], ControlLog]:
    """Read the whole control log as the one who was in from the start."""
    async with shelf.asking(door.relay, door.relay_pk, way_in) as asking:
        await asking.prove(door.space_id)
        statements = [signed async for signed in asking.statements(door.space_id)]
    if not statements:
        raise TheirFault("the relay shows no control log", code=Code.CONTROL_FORKED)
    check = shelf.world.crypto.check
    control = found(statements[0], check)
    for signed in statements[1:]:
        control = control.follow(signed, check)
    if control.space_id != door.space_id or not control.is_share:
        raise TheirFault("the relay shows another space", code=Code.CONTROL_FORKED)
    return statements, control
