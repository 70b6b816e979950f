"""Copies of a device's folder in a simulated world: backups that are put back, and clones that go on beside the device.

What a restored device had recorded since, and nobody else holds, is gone with the folder: no program can help that.
"""

from tests.support.memory_log import Rows
from tests.support.sim_device import Device
from tests.support.sim_people import Person
from tests.support.sim_world import SimWorld
from whyward.journal.events.envelope import Event


class Backup:
    """A device's folder as it was once."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.rows: Rows = device.disk.memory.rows.copied()
        self.snapshot = device.disk.snapshot
        self.acknowledged: list[Event] = list(device.acknowledged)


def put_back(world: SimWorld, person: Person, backup: Backup) -> None:
    """Stop the device, and let its folder be as it was."""
    device, witness = backup.device, person.witness
    for process in list(device.processes):
        world.kill(process)
    world.fire("device: its folder goes back to a backup")
    _copied(person, device)
    device.disk.memory.rows = backup.rows.copied()
    device.disk.snapshot = backup.snapshot
    device.acknowledged = list(backup.acknowledged)
    kept = witness.acknowledged.get(device.name, {})
    held = {(item.device, item.n) for run in backup.rows.series.values() for item in run}
    witness.acknowledged[device.name] = {place: raw for place, raw in kept.items() if place in held}


def clone(world: SimWorld, person: Person, backup: Backup) -> Device:
    """Let a copy of a device's folder go on as if it were the device."""
    world.fire("device: a copy of its folder goes on beside it")
    original = backup.device
    name = f"copy {len(person.devices)} of {original.name}"
    copy = Device(name, f"{world.seed} {name}", world.scale.crypto, person.witness)
    copy.is_lied_to = original.is_lied_to
    copy.clock.ms = original.clock.ms
    copy.disk.memory.rows = backup.rows.copied()
    copy.disk.snapshot = backup.snapshot
    _copied(person, copy)
    person.devices.append(copy)
    return copy


def _copied(person: Person, device: Device) -> None:
    """Note that the keys in a folder are in two places now, and may both be written with."""
    person.has_copies = True
    keys = device.keys
    if keys is not None:
        person.witness.is_of(keys.device_id, device.name)
        person.witness.copies[keys.device_id] += 1
