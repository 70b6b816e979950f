"""The guest's root: the one device by which the owner knows whom it shares with, read from the control log alone.

It is the first guest that was let in. Should the guest shut its own root out, because the keys were stolen, the one
that it let in last before that takes its place, and the owner compares words again.
"""

from whyward.protocol.members import Member
from whyward.protocol.membership import ControlLog
from whyward.protocol.statements import Party


def guest_root(control: ControlLog) -> Member | None:
    """Return the root that counts now, or the last one if none is in any more; None before the first guest."""
    guests = sorted(
        (member for member in (*control.members.values(), *control.former.values()) if member.party is Party.GUEST),
        key=lambda member: member.since,
    )
    root = guests[0] if guests else None
    while root is not None and root.device_id not in control.members and root.until is not None:
        until = root.until
        left = [one for one in guests if one.since < until and (one.until is None or one.until > until)]
        if not left:
            break
        root = left[-1]
    return root


def guests_in(control: ControlLog) -> list[Member]:
    """Return the guest's devices that can read now, in the order they came in."""
    members = [member for member in control.members.values() if member.party is Party.GUEST]
    return sorted(members, key=lambda member: member.since)
