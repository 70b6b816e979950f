"""After the faults: everybody is brought together again.

No dice here: after the faults stop, a bounded number of rounds must do (I9).
"""

from tests.support.sim_device import Device, Process
from tests.support.sim_people import Person
from tests.support.sim_rights import Rights, rights_after
from tests.support.sim_world import SimWorld

FRAMES_MAX = 4000
ROUNDS_MAX = 3


def make_peace(world: SimWorld) -> None:
    """Stop all faults, then let everybody sync until nothing moves; a bounded number of rounds must do (I9)."""
    world.note("peace")
    for device in world.devices:
        device.disk.memory.crash_in = None
    world.fate.make_peace()
    world.gates.open_all()
    _quiet(world)
    _admit_all(world)
    for rounds in range(1, ROUNDS_MAX + 1):
        _all_connected(world)
        _quiet(world)
        _all_refreshed(world)
        if world.is_level():
            world.fire(f"peace after round {rounds}")
            break
        _all_synced_anew(world)
    else:
        world.fail("no convergence after the faults stopped (I9)")
    if is_synced_anew(world):
        _all_synced_anew(world)
        _all_refreshed(world)
        world.expect(world.is_level(), "a sync in peace parts those who were together")


def is_synced_anew(world: SimWorld) -> bool:
    """Whether everybody syncs once more at the end: not in every world, for it takes as long as all the rest."""
    return world.seed % 5 == 0


def _founded(world: SimWorld) -> list[Device]:
    return [device for device in world.devices if device.is_founded]


def _all_synced_anew(world: SimWorld) -> None:
    """A receipt that was lost while another session lived is asked for by the next session at the latest."""
    for device in _founded(world):
        device.processes[0].begin("sync", sync_once(device.processes[0]))
    _quiet(world)


def _all_connected(world: SimWorld) -> None:
    for device in _founded(world):
        if not device.processes:
            world.start_process(device, 0)
            world.run()
        for process in device.processes:
            assert process.journal is not None, "a process opens at once when no gate is closed"
            process.journal._woken.set()
        first = device.processes[0]
        assert first.journal is not None
        if not any(process.is_doing("stay") for process in device.processes):
            first.begin("stay", first.journal.stay_in_sync(lambda _: None))
    world.run()


def _all_refreshed(world: SimWorld) -> None:
    for device in world.devices:
        for process in device.processes:
            assert process.journal is not None
            process.begin("refresh", process.journal.refresh())
    world.run()


def _admit_all(world: SimWorld) -> None:
    """Let every newcomer in at last, in a deep world; in a quick one, what was begun has ended, and that is enough."""
    if world.scale.name != "deep":
        return
    for person in world.people:
        for device in list(person.devices):
            for _ in range(3):
                if device.is_founded:
                    break
                first = _sponsor(world, person)
                if not first.processes:
                    world.start_process(first, 0)
                    world.run()
                if world.can_join(device):
                    world.pair(first.processes[0], device)
                _quiet(world)
            if not device.is_founded:
                world.fail(f"{device.name} cannot be paired in peace")


def _sponsor(world: SimWorld, person: Person) -> Device:
    """Return a device that belongs, by what the relay holds and by what it knows itself."""
    shelf = world.fate.vault.shelf(person.space_id)
    for device in person.devices:
        known = rights_after(device.disk.memory.rows.statement_list) if device.is_founded else Rights()
        active = known.active() & (rights_after(shelf.statements).active() if shelf.statements else known.active())
        if device.keys is not None and device.keys.device_id in active:
            return device
    return world.fail("nobody is left who belongs")


def _quiet(world: SimWorld) -> None:
    world.run()
    for _ in range(FRAMES_MAX):
        if not world.carry():
            return
    world.fail("frames go back and forth for ever")


async def sync_once(process: Process) -> None:
    """Sync, and forget what was carried."""
    assert process.journal is not None
    await process.journal.sync()
