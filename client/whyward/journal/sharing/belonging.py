"""Who belongs to a share, on the owner's side: the guest let in, lost devices shut out, everybody sent away at the end.

All of it follows from what this person's own records say, so any of the person's devices can do it, in any order and
as often as it likes. It refuses to let in anybody whose words were not compared.
"""

from whyward.journal.decide.facts import Fact
from whyward.journal.errors import Refused
from whyward.journal.events.shares import ContactKeysChanged, ShareKitRenewed
from whyward.journal.folding.shares import ShareRow
from whyward.journal.log import Log
from whyward.journal.recording import record_facts
from whyward.journal.recovery import recovery_keys
from whyward.journal.sharing.entering import claim, claimed
from whyward.journal.sharing.root import guest_root, guests_in
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.trust.changing import Put, change
from whyward.journal.trust.sayings import new_kit, removal
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.statements import Party


async def shut_out_lost(personal: Log, log: ShareLog, row: ShareRow, put: Put) -> bool:
    """Follow a removal from the journal here: that device goes out, and the kit that it knew is replaced.

    The new kit stands in the person's records first. Returns whether one was made: the rest is for the next round then,
    once those records have been carried.
    """
    space_id = SpaceId(row.space_id)
    await claim(personal, space_id, log.keys.device_id)
    kit = recovery_keys(row.kits[-1], log.world.crypto)
    lost = _lost(personal, log, space_id)
    is_pending = log.control.known(kit.device_id) is None
    if lost and not is_pending:
        fresh = ShareKitRenewed(share_id=row.share_id, kit=log.world.entropy.random_bytes(32))
        await record_facts(personal, [Fact(fresh, personal.world.clock.now_ms())])
        return True
    if lost:
        await change(log, removal(log, lost), put)
    if is_pending:
        await change(log, new_kit(log, kit), put)
    return False


def _lost(personal: Log, log: ShareLog, space_id: SpaceId) -> list[DeviceId]:
    """Return the owner's devices here that no device of the journal answers for, once one was removed from it.

    Whoever took a device may have let in others by the kit, before it was replaced: so those go with it. A device of
    the person's own that is not known here yet comes in again by the new kit.
    """
    former = {claimed(personal, space_id, device) for device in personal.control.former}
    if not former & log.control.members.keys():
        return []
    answered_for = {claimed(personal, space_id, device) for device in personal.control.members}
    owners = [member.device_id for member in log.control.members.values() if member.party is Party.OWNER]
    return sorted(device for device in owners if device not in answered_for and device != log.keys.device_id)


async def send_away(log: ShareLog, put: Put) -> None:
    """Shut every device of the guest out, in one statement: what is sealed from then on opens for none of them."""
    while guests := [member.device_id for member in guests_in(log.control)]:
        try:
            await change(log, removal(log, guests), put)
        except Refused:
            # Another device of the owner, or the guest, was quicker with some of them: look again.
            if [member.device_id for member in guests_in(log.control)] == guests:
                raise


async def note_other_keys(personal: Log, log: ShareLog, row: ShareRow) -> None:
    """Record that the guest came with another root than the one that was made sure of; nothing goes out then."""
    root = guest_root(log.control)
    is_known = root is None or root.device_id in {row.verified_root, row.changed_root}
    if root is None or row.verified_root is None or is_known:
        return
    changed = ContactKeysChanged(contact_id=row.contact_id, share_id=row.share_id, root=bytes(root.device_id))
    await record_facts(personal, [Fact(changed, personal.world.clock.now_ms())])


def is_sure_of(log: ShareLog, row: ShareRow) -> bool:
    """Whether the guest's root that is in is the one whose words were compared."""
    root = guest_root(log.control)
    return root is not None and root.device_id == row.verified_root and root.device_id in log.control.members
