"""What must hold of those who are gone: a lost device of the owner reads nothing more, an honest guest keeps nothing.

Both are reckoned from what the lost device, or the guest, had in hand.
"""

from tests.simulation.shares.opened import log_in
from tests.simulation.shares.peace import belonging
from tests.support.sim_device import Process
from tests.support.sim_rights import rights_after
from tests.support.sim_share_world import ShareProcess, ShareWorld
from tests.support.sim_witness import FOLDER_KEY
from whyward.journal.folding.nouns import CLIENTS
from whyward.journal.key_box import DEVICE_KEYS, opened_keys
from whyward.journal.recovery import recovery_keys
from whyward.journal.sharing import rows
from whyward.protocol.ids import SpaceId


def check_departed(world: ShareWorld, owners: list[ShareProcess], guests: list[ShareProcess]) -> None:
    """Raise `Broken` if somebody who is gone can read on, or has kept what was to be deleted."""
    for device in world.people[0].devices:
        if device not in belonging(world):
            _check_lost(world, device.processes[0], owners)
    for process in guests:
        _check_let_go(world, process)


def _check_lost(world: ShareWorld, lost: Process, owners: list[ShareProcess]) -> None:
    """Neither its own key in a share nor any kit that it knew opens what is sealed there now."""
    assert isinstance(lost, ShareProcess)
    crypto = world.scale.crypto
    for known in rows.shares(lost.log.pages):
        theirs = {recovery_keys(kit, crypto).device_id for kit in known.kits}
        disk = world.folders[lost.device].disk_of(SpaceId(known.space_id))
        if disk is not None:
            keys = opened_keys(disk.memory.rows.named[DEVICE_KEYS], FOLDER_KEY, crypto)
            assert keys is not None
            theirs.add(keys.device_id)
        for process in owners:
            row, log = rows.share(process.log.pages, known.share_id), log_in(process, known.space_id)
            if row is None or row.revoked or log is None:
                continue
            readers = log.control.epoch.wrap_by_device.keys()
            world.expect(not theirs & readers, f"{process.name}: a lost device reads on in a share")
            world.fire("a lost device of the owner opens nothing more")


def _check_let_go(world: ShareWorld, process: ShareProcess) -> None:
    """Whoever was sent away has deleted the copies, unless they said that they keep them."""
    for client in process.log.pages.all(CLIENTS):
        disk = world.folders[process.device].disk_of(SpaceId(client.space_id))
        if disk is None:
            continue
        world.expect(not client.purged, f"{process.name}: copies are here that were deleted elsewhere")
        keys = opened_keys(disk.memory.rows.named[DEVICE_KEYS], FOLDER_KEY, world.scale.crypto)
        assert keys is not None
        is_in = keys.device_id in rights_after(world.fate.vault.shelf(SpaceId(client.space_id)).statements).members
        may_keep = client.keeping.by_law or client.keeping.days > 0
        world.expect(is_in or may_keep or world.is_astray, f"{process.name}: was sent away, and keeps the copies")
