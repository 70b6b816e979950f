"""A space with a device of every standing, for tests of the control log; its story is told once, in order.

A share has all of them; in a personal space whoever would be a guest is a stranger, for it has no guests.
"""

from dataclasses import dataclass

from tests.support.control_writing import Writing, new_writing
from tests.support.world import CRYPTO
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.members import CutAt
from whyward.protocol.statements import Party

RENEWED_AT = CutAt(3, b"r" * 32)
REMOVED_AT = CutAt(5, b"x" * 32)

_NAMED = (
    "other_owner",
    "renewed",
    "renewal",
    "removed",
    "guest",
    "other_guest",
    "renewed_guest",
    "removed_guest",
    "guest_renewal",
    "kit",
)


@dataclass
class Cast:
    """Everybody who can have anything to say: each name is a device's keys."""

    writing: Writing
    owner: DeviceKeys
    other_owner: DeviceKeys
    renewed: DeviceKeys
    renewal: DeviceKeys
    removed: DeviceKeys
    guest: DeviceKeys
    other_guest: DeviceKeys
    renewed_guest: DeviceKeys
    removed_guest: DeviceKeys
    kit: DeviceKeys
    old_kit: DeviceKeys
    stranger: DeviceKeys


def new_cast(*, is_share: bool = True) -> Cast:
    """Two owner's devices, one of which once removed another; guests; a renewed device of each; a second kit."""
    writing = new_writing("cast", CRYPTO, is_share=is_share)
    owner, old_kit = writing.first, writing.kit
    named = {name: writing.keys(name) for name in _NAMED}
    for name in ("other_owner", "renewed", "removed"):
        writing.admit(owner, named[name])
    guest_renewal = named.pop("guest_renewal")
    if is_share:
        writing.admit(owner, named["guest"], Party.GUEST)
        for name in ("other_guest", "renewed_guest", "removed_guest"):
            writing.admit(named["guest"], named[name], Party.GUEST)
        writing.renew(named["renewed_guest"], guest_renewal, RENEWED_AT)
    writing.renew(named["renewed"], named["renewal"], RENEWED_AT)
    gone = [named["removed"], *([named["removed_guest"]] if is_share else [])]
    writing.remove(owner, gone, {keys.device_id: REMOVED_AT for keys in gone})
    writing.set_kit(owner, named["kit"])
    return Cast(writing=writing, owner=owner, old_kit=old_kit, stranger=writing.keys("stranger"), **named)
