"""What this person's devices note for each other about a share: who each of them is there, and who was cleared out.

It stands in the person's own records and nowhere else: a share space knows none of it.
"""

from hashlib import sha256

from whyward.journal.decide.facts import Fact
from whyward.journal.events.plumbing import PreferenceSet
from whyward.journal.folding.nouns import PREFERENCES
from whyward.journal.log import Log
from whyward.journal.recording import record_facts
from whyward.protocol.ids import DeviceId, SpaceId

_SHARE_DEVICE = "share_device:"
_CLEARED = "share_cleared:"


async def claim(personal: Log, space_id: SpaceId, device: DeviceId) -> None:
    """Note for this person's other devices as what this one is in a share: so that it can be shut out there, too."""
    if claimed(personal, space_id, personal.keys.device_id) != device:
        noted = claim_of(space_id, personal.keys.device_id, device)
        await record_facts(personal, [Fact(noted, personal.world.clock.now_ms())])


def claim_of(space_id: SpaceId, of: DeviceId, device: DeviceId) -> PreferenceSet:
    """Return the note that the device `of` is `device` in a share."""
    return PreferenceSet(key=_claim_key(space_id, of), value=device.hex())


def claimed(personal: Log, space_id: SpaceId, of: DeviceId) -> DeviceId | None:
    """Return as what a device of this person is in a share, if it is."""
    row = personal.pages.one(PREFERENCES, _claim_key(space_id, of).encode())
    return None if row is None else DeviceId(bytes.fromhex(str(row.value)))


def _claim_key(space_id: SpaceId, of: DeviceId) -> str:
    return f"{_SHARE_DEVICE}{space_id.hex()}:{of.hex()}"


def clearance(personal: Log, space_id: SpaceId) -> PreferenceSet:
    """Return the note that every device that is out of the journal by now was cleared out of a share."""
    return PreferenceSet(key=_CLEARED + space_id.hex(), value=_former(personal))


def is_cleared(personal: Log, space_id: SpaceId) -> bool:
    """Whether nobody was removed from the journal since the share was made, or last cleared."""
    row = personal.pages.one(PREFERENCES, (_CLEARED + space_id.hex()).encode())
    return row is not None and str(row.value) == _former(personal)


def _former(personal: Log) -> str:
    return sha256(b"".join(sorted(personal.control.former))).hexdigest()
