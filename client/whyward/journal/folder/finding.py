"""Which spaces a carrier folder holds, by their control logs: what somebody needs who has the recovery words alone.

It opens nothing: a control log is public keys and random ids, verified from its genesis.
"""

from dataclasses import dataclass

from whyward.journal.folder.layout import space_folder, space_folders
from whyward.journal.folder.membership_files import ControlFiles, look_at_control
from whyward.journal.folder.ports import CarrierFolder
from whyward.journal.folder.shelf import Shelf
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.signatures import Check
from whyward.protocol.statements import Party, SignedStatement


@dataclass(frozen=True, slots=True)
class FoundSpace:
    """A space in a folder: its statements, as far as they follow from genesis, and what they fold to."""

    statements: list[SignedStatement]
    control: ControlLog


async def spaces_in(folder: CarrierFolder, check: Check) -> list[FoundSpace]:
    """Return every space whose genesis is in the folder; raise `JournalError` if it cannot be read."""
    found_spaces: list[FoundSpace] = []
    for root in space_folders(await folder.entries("")):
        space = await _space(await look_at_control(Shelf(folder, root)), root, check)
        if space is not None:
            found_spaces.append(space)
    return found_spaces


async def space_of_kit(folder: CarrierFolder, kit: DeviceId, check: Check) -> FoundSpace | None:
    """Return the space whose recovery kit is this device now, or None."""
    for space in await spaces_in(folder, check):
        member = space.control.members.get(kit)
        if member is not None and member.party is Party.RECOVERY and kit in space.control.readers():
            return space
    return None


async def _space(files: ControlFiles, root: str, check: Check) -> FoundSpace | None:
    for genesis in await files.candidates(0):
        try:
            control = found(genesis, check)
        except TheirFault:
            continue
        if space_folder(SpaceId(control.space_id)) == root:
            return await _followed(files, FoundSpace([genesis], control), check)
    return None


async def _followed(files: ControlFiles, space: FoundSpace, check: Check) -> FoundSpace:
    """Follow the first candidate of each index that holds, to the last one."""
    statements, control = list(space.statements), space.control
    while True:
        after = None
        for signed in await files.candidates(len(statements)):
            try:
                after = control.follow(signed, check)
            except TheirFault:
                continue
            statements.append(signed)
            break
        if after is None:
            return FoundSpace(statements, control)
        control = after
