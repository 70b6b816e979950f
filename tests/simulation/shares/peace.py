"""After the faults: both people are brought together again, and what one of them shows the other arrives.

No dice here: after the faults stop, a bounded number of rounds must do.
"""

from collections.abc import Mapping

from tests.support.sim_device import Device
from tests.support.sim_rights import rights_after
from tests.support.sim_share_disk import ShareFolder
from tests.support.sim_share_witness import ShareWitness
from tests.support.sim_share_world import ShareProcess, ShareWorld
from tests.support.sim_witness import FOLDER_KEY
from whyward.journal.errors import JournalError
from whyward.journal.folding.nouns import CLIENTS
from whyward.journal.key_box import DEVICE_KEYS, opened_keys
from whyward.journal.sharing import rows
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.statements import Party

FRAMES_MAX = 6000
ROUNDS_MAX = 6


def make_peace(world: ShareWorld) -> None:
    """Stop all faults, then let everybody sync until nothing moves; a bounded number of rounds must do."""
    world.note("peace")
    for device in world.devices:
        world.folders[device].doom.commits_left = None
        device.clock.ms = world.now_ms
    world.fate.make_peace()
    world.gates.open_all()
    quiet(world)
    for rounds in range(1, ROUNDS_MAX + 1):
        world.errors.clear()
        for process in one_each(world):
            world.act(process, "sync in peace", process.carried())
            quiet(world)
        _all_refreshed(world)
        if not any(_is_fault(world, error) for error in world.errors) and is_level(world):
            world.fire(f"peace after round {rounds}")
            return
    world.fail(f"no convergence after the faults stopped: {unlevel(world)} {world.errors}")


def _is_fault(world: ShareWorld, error: JournalError) -> bool:
    """Whether a sync in peace may not end with this: who came second with a link is told so while they wait."""
    cause = error.__cause__
    code = cause.code if isinstance(cause, TheirFault) else None
    is_second = code is Code.CODE_USED and len(world.people) > 2
    # Sent away on a branch that its device is not in: it has no proof of that, and keeps what it has.
    is_lost = code is Code.REMOVED and world.is_astray
    return not (is_second or is_lost)


def _all_refreshed(world: ShareWorld) -> None:
    for device in world.devices:
        for process in device.processes:
            assert process.journal is not None
            process.begin("refresh", process.journal.refresh())
    quiet(world)


def quiet(world: ShareWorld) -> None:
    """Let everything that is under way come to its end."""
    world.run()
    for _ in range(FRAMES_MAX):
        if not world.carry():
            return
    world.fail("frames go back and forth for ever")


def one_each(world: ShareWorld) -> list[ShareProcess]:
    """Return one open process of every device that belongs to its person's journal."""
    found: list[ShareProcess] = []
    for device in belonging(world):
        if not device.processes:
            world.start_process(device, 0)
            quiet(world)
        process = device.processes[0]
        assert isinstance(process, ShareProcess)
        found.append(process)
    return found


def belonging(world: ShareWorld) -> list[Device]:
    """Return the devices that were not shut out of their person's journal."""
    every: list[Device] = []
    for person in world.people:
        active = rights_after(world.fate.vault.shelf(person.space_id).statements).active()
        every += [one for one in person.devices if one.keys is not None and one.keys.device_id in active]
    return every


def is_level(world: ShareWorld) -> bool:
    """Whether every device that belongs holds exactly what counts at the relay, of every space it is in."""
    return not unlevel(world)


def unlevel(world: ShareWorld) -> str:
    """Say what is not level, or nothing."""
    if not world.is_level():
        return "the people's own records are not level"
    for device in belonging(world):
        (process, *_) = device.processes
        shares = {SpaceId(row.space_id) for row in rows.shares(process.log.pages) if not row.revoked}
        shares |= {SpaceId(row.space_id) for row in process.log.pages.all(CLIENTS) if not row.purged}
        for space_id in shares:
            found = _unlevel_in(world, world.folders[device], space_id)
            if found:
                return f"{device.name}: {found}"
    return ""


def _unlevel_in(world: ShareWorld, folder: ShareFolder, space_id: SpaceId) -> str:
    shelf = world.fate.vault.shelf(space_id)
    rights = rights_after(shelf.statements)
    disk = folder.disk_of(space_id)
    if disk is None:
        witness = world.witnesses[space_id]
        assert isinstance(witness, ShareWitness)
        side = witness.sides[Party.OWNER if folder.name.startswith("owner") else Party.GUEST]
        is_theirs = shelf.statements and not folder.name.startswith("stranger") and side & rights.members
        return "is not in a share" if is_theirs else ""
    keys = opened_keys(disk.memory.rows.named[DEVICE_KEYS], FOLDER_KEY, world.scale.crypto)
    if keys is None or keys.device_id not in rights.members:
        return ""  # It was sent away, and hears nothing more.
    held = {name: run[-1].n for name, run in disk.memory.rows.series.items() if run}
    false = world.false_from.get(space_id, {})
    ends = {
        device: min(len(run), rights.cuts.get(device, len(run)), false.get(device, len(run) + 1) - 1)
        for device, run in shelf.series.items()
    }
    if held != {device: n for device, n in ends.items() if n}:
        return f"holds other words of a share than the relay: {_told(held)}, not {_told(ends)}"
    if len(disk.memory.rows.statement_list) != len(shelf.statements):
        return "knows other members of a share than the relay"
    return ""


def _told(ends: Mapping[DeviceId, int]) -> str:
    return ", ".join(f"{device.hex()[:6]} up to {n}" for device, n in sorted(ends.items()))
