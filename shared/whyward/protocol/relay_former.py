"""Guests whom the owner of a share sent away, at the relay: each may still read the statement that says so.

It refuses all else: no segment, no letter, and no statement that came after. Without it a guest would have to believe
the bare word of a relay, and would delete by it what it promised to delete.
"""

from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Want
from whyward.protocol.ids import CONTROL, SpaceId
from whyward.protocol.members import Member
from whyward.protocol.membership import ControlLog
from whyward.protocol.relay_effects import ReadStatements
from whyward.protocol.statements import Party


class FormerGuests:
    """Of one connection: up to which statement it may read in which share."""

    def __init__(self) -> None:
        """Nobody has proven to be one yet."""
        self._end_by_space: dict[SpaceId, int] = {}

    def met(self, control: ControlLog, member: Member) -> TheirFault:
        """Note who has proven to be a removed device, and return what it is told."""
        if control.is_share and member.party is Party.GUEST and member.until is not None:
            self._end_by_space[control.space_id] = member.until
        return removed(control.space_id)

    def wanted(self, frame: Want) -> list[ReadStatements]:
        """Return what to read for one of them; nothing for anybody else, or for anything but the control log."""
        space_id = SpaceId(frame.space_id)
        if frame.device_id != CONTROL or space_id not in self._end_by_space:
            return []
        return [ReadStatements(space_id, frame.start, self._end_by_space[space_id])]


def removed(space_id: SpaceId) -> TheirFault:
    """Return what a device is told that another one removed."""
    return TheirFault("another device removed this one", code=Code.REMOVED, about=space_id)
