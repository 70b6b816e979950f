"""What must hold when a schedule has come to peace: nothing lost, nothing invented, and one state everywhere.

The expected state is folded anew from the relay's own segments, in another order, and some of them twice.
"""

from random import Random

from tests.simulation.peace import is_synced_anew
from tests.support.sim_device import Device
from tests.support.sim_pages import LightPages
from tests.support.sim_people import DEEP, Person
from tests.support.sim_witness import look_for_canary
from tests.support.sim_world import SimWorld
from whyward.journal.events.catalogue import ENTRY
from whyward.journal.events.entries import EntryEdited
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.reading import body_of
from whyward.journal.log import Log
from whyward.journal.pages import Pages
from whyward.journal.ports import StoredSegment
from whyward.protocol.errors import Code


def check_endings(world: SimWorld, dice: Random) -> None:
    """Raise `Broken` if the end is not as it must be."""
    for person in world.people:
        for device in person.devices:
            if device.is_founded:
                person.witness.check_disk(device.name, device.disk.memory.rows)
                _check_quiet(world, person, device)
                _check_disk_is_sealed(device)
        shelf = world.fate.vault.shelf(person.space_id)
        person.witness.check_relay(shelf.segments(), shelf.statements)
        _check_state(world, person, dice)


def _check_state(world: SimWorld, person: Person, dice: Random) -> None:
    told = _all_told(world, person)
    _check_acknowledged(world, person, told)
    dice.shuffle(told)
    fresh = Pages() if world.scale is DEEP else LightPages()
    for start in range(0, len(told), 7):
        fresh.merge(told[start : start + 9])
    expected = fresh.state_hash()
    for device in person.devices:
        for process in device.processes:
            pages = process.log.pages
            world.expect(pages.count() == len(told), f"{process.name}: shows {pages.count()} of {len(told)} events")
            world.expect(pages.state_hash() == expected, f"{process.name}: another state than a fresh fold (I3)")
            world.expect(not process.log.unopened, f"{process.name}: something does not open")
    if world.scale is DEEP:
        _check_order(world, fresh)
        if _edited_at_once(told):
            world.fire("an entry was edited on two devices at once")


def _check_order(world: SimWorld, pages: Pages) -> None:
    """An entry's events are folded in their total order (protocol reference §6)."""
    for entry in pages.entries():
        happened = pages.happened(ENTRY + entry.entry_id)
        stamps = [(one.event.hlc, one.device, one.event.id) for one in happened]
        world.expect(stamps == sorted(stamps), "an entry's events are not folded in their total order")


def _check_quiet(world: SimWorld, person: Person, device: Device) -> None:
    """No alarm, no quarantine, nothing pending where relay and wires were honest: else a false alarm is a bug."""
    rows = device.disk.memory.rows
    assert device.keys is not None
    own = len(rows.series.get(device.keys.device_id, []))
    kept = rows.kept_n.get(device.keys.device_id, 0)
    world.expect(kept == own or not is_synced_anew(world), f"{device.name}: {own - kept} segments pending")
    codes = {alarm.code for alarm in rows.alarm_list}
    world.expect(codes <= set(Code), f"{device.name}: an alarm without a code that is known (I10)")
    if any(alarm.code == Code.RELAY_REGRESSED for alarm in rows.alarm_list):
        world.fire("a device notices that the relay went back")
    if device.is_lied_to:
        for code in codes:
            world.fire(f"alarm: {code}")
        return
    true = {Code.RELAY_REGRESSED, Code.WITHHELD} if person.witness.may_regress else set[Code]()
    world.expect(codes <= true, f"{device.name}: false alarms {codes - true}")
    world.expect(not rows.quarantine_set, f"{device.name}: honest segments in quarantine")


def _check_disk_is_sealed(device: Device) -> None:
    """Nothing readable lies on the disk beside what also travelled: no text, and no secret of this device (I6)."""
    rows, keys = device.disk.memory.rows, device.keys
    assert keys is not None
    stored = [*rows.named.values(), *(raw for _, _, _, raw in rows.quarantine_set)]
    if device.disk.snapshot is not None:
        stored.append(device.disk.snapshot)
    for raw in stored:
        look_for_canary(raw, f"{device.name}'s disk")
        if keys.sign_seed in raw or keys.kem_seed in raw:
            look_for_canary(raw, f"{device.name}'s disk")


def _log(person: Person) -> Log:
    return next(device for device in person.devices if device.processes).processes[0].log


def _all_told(world: SimWorld, person: Person) -> list[Recorded]:
    """Open every segment that the relay holds, with one device's keys."""
    log = _log(person)
    told: list[Recorded] = []
    for device, run in sorted(world.fate.vault.shelf(person.space_id).series.items()):
        for n, held in enumerate(run, 1):
            batch = log.opener.open_stored(StoredSegment(device, n, b"", held.segment), log.control)
            told += [Recorded(event, device) for event in batch.events]
    return told


def _check_acknowledged(world: SimWorld, person: Person, told: list[Recorded]) -> None:
    """I1: each event whose `record` returned is there, byte for byte; and no id is there twice."""
    by_id = {recorded.event.id: recorded.event for recorded in told}
    world.expect(len(by_id) == len(told), "an event is in two segments")
    for device in person.devices:
        for event in device.acknowledged:
            world.expect(by_id.get(event.id) == event, f"{device.name}: an acknowledged event is gone (I1)")


def _edited_at_once(told: list[Recorded]) -> bool:
    """Whether two devices changed the same version of an entry, each without knowing of the other."""
    device_by_base: dict[bytes, bytes] = {}
    for recorded in told:
        body = body_of(recorded.event.kind, recorded.event.body)
        if isinstance(body, EntryEdited):
            first = device_by_base.setdefault(body.base_event_id, recorded.device)
            if first != recorded.device:
                return True
    return False
