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
from whyward.journal.sharing.claims import claim, claimed, clearance, is_cleared
from whyward.journal.sharing.root import guest_root, guests_in
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.trust.changing import Put, change
from whyward.journal.trust.sayings import new_kit, removal
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.statements import Party

_ROUNDS_MAX = 8
"""A removal, a kit, and what was let in between: whoever lets in more than that meanwhile goes at the next sync."""


async def shut_out_lost(personal: Log, log: ShareLog, row: ShareRow, put: Put) -> None:
    """Follow each removal from the journal here: the device goes, and the kit that it knew is replaced.

    The new kit stands in the person's records first, and is carried before it is used: until then nothing is done here.
    Whoever took a device may have let in others by the kit, or made a kit: so all that no device of the journal answers
    for goes with it. A device of the person's own that went by mistake comes in again by the new kit.
    """
    space_id = SpaceId(row.space_id)
    await claim(personal, space_id, log.keys.device_id)
    kits = [recovery_keys(kit, log.world.crypto) for kit in row.kits]
    newest, is_pending = kits[-1], log.control.known(kits[-1].device_id) is None
    is_foreign = log.control.kit.device_id not in {kit.device_id for kit in kits}
    if not is_pending and (is_foreign or not is_cleared(personal, space_id)):
        fresh = ShareKitRenewed(share_id=row.share_id, kit=log.world.entropy.random_bytes(32))
        now_ms = personal.world.clock.now_ms()
        await record_facts(personal, [Fact(fresh, now_ms), Fact(clearance(personal, space_id), now_ms)])
    if not is_pending:
        return
    for _ in range(_ROUNDS_MAX):
        if lost := _unanswered(personal, log, space_id):
            await change(log, removal(log, lost), put)
        elif log.control.kit.device_id != newest.device_id:
            await change(log, new_kit(log, newest), put)
        else:
            return


def _unanswered(personal: Log, log: ShareLog, space_id: SpaceId) -> list[DeviceId]:
    """Return the owner's devices here that no device of the journal answers for."""
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
