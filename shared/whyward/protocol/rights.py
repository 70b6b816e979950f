"""Who may do what to whom in a space: admit, remove, erase; by party, standing and kind of space, and by nothing else.

It changes nothing and asks nobody: `membership` does what is allowed here (in words: protocol reference §3).
"""

from whyward.protocol.members import Member
from whyward.protocol.statements import Party


def may_admit(author: Member, party: Party, *, is_share: bool, had_guests: bool) -> bool:
    """Whether this active author may let a device of that party in; `had_guests`: one is or ever was in the space.

    The first guest of a share is let in by the owner, who compared the words; every later one by a guest, for it is
    the guest who knows its own devices. A personal space has no guests.
    """
    if party is Party.OWNER:
        return author.party in {Party.OWNER, Party.RECOVERY}
    if party is not Party.GUEST or not is_share:
        return False
    return author.party is Party.GUEST or (author.party is Party.OWNER and not had_guests)


def may_remove(author: Member, member: Member) -> bool:
    """Whether this active author may shut that reader out: never itself, never a kit, and a guest only guests."""
    if member.device_id == author.device_id or member.party is Party.RECOVERY:
        return False
    return author.party in {Party.OWNER, Party.RECOVERY} or member.party is Party.GUEST


def may_erase(author: Member, series_of: Member) -> bool:
    """Whether this active author may erase bodies of that one's series: owners any, guests those of guests."""
    return author.party is Party.OWNER or (author.party is Party.GUEST and series_of.party is Party.GUEST)
