"""What must hold when a schedule has come to peace: nothing lost, nothing invented, and one state everywhere.

The expected state is folded anew from the relay's own segments, in another order, and some of them twice.
"""

from random import Random

from tests.support.sim_device import Device
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
    for device in world.devices:
        world.witness.check_disk(device.name, device.disk.memory.rows)
        _check_quiet(world, device)
    world.witness.check_relay(world.shelf.segments(), world.shelf.statements)
    told = _all_told(world)
    _check_acknowledged(world, told)
    dice.shuffle(told)
    fresh = Pages()
    for start in range(0, len(told), 7):
        fresh.merge(told[start : start + 9])
    expected = fresh.state_hash()
    for device in world.devices:
        for process in device.processes:
            pages = process.log.pages
            world.expect(pages.count() == len(told), f"{process.name}: shows {pages.count()} of {len(told)} events")
            world.expect(pages.state_hash() == expected, f"{process.name}: another state than a fresh fold (I3)")
            world.expect(not process.log.unopened, f"{process.name}: something does not open")
    _check_order(world, fresh)
    if _edited_at_once(told):
        world.fire("an entry was edited on two devices at once")


def _check_order(world: SimWorld, pages: Pages) -> None:
    """An entry's events are folded in their total order (protocol reference §6)."""
    for entry in pages.entries():
        happened = pages.happened(ENTRY + entry.entry_id)
        stamps = [(one.event.hlc, one.device, one.event.id) for one in happened]
        world.expect(stamps == sorted(stamps), "an entry's events are not folded in their total order")


def _check_quiet(world: SimWorld, device: Device) -> None:
    """No alarm, no quarantine, nothing pending: the relay was honest, so a false alarm is a bug."""
    rows = device.disk.memory.rows
    true = {Code.RELAY_REGRESSED, Code.WITHHELD} if world.witness.may_regress else set[Code]()
    alarms = [alarm.code for alarm in rows.alarm_list if alarm.code not in true]
    world.expect(not alarms, f"{device.name}: false alarms {alarms}")
    world.expect(not rows.quarantine_set, f"{device.name}: honest segments in quarantine")
    assert device.keys is not None
    own = len(rows.series.get(device.keys.device_id, []))
    kept = rows.kept_n.get(device.keys.device_id, 0)
    world.expect(kept == own, f"{device.name}: {own - kept} segments pending")
    if any(alarm.code == Code.RELAY_REGRESSED for alarm in rows.alarm_list):
        world.fire("a device notices that the relay went back")


def _log(world: SimWorld) -> Log:
    return world.devices[0].processes[0].log


def _all_told(world: SimWorld) -> list[Recorded]:
    """Open every segment that the relay holds, with one device's keys."""
    log = _log(world)
    told: list[Recorded] = []
    for device, run in sorted(world.shelf.series.items()):
        for n, held in enumerate(run, 1):
            batch = log.opener.open_stored(StoredSegment(device, n, b"", held.segment), log.control)
            told += [Recorded(event, device) for event in batch.events]
    return told


def _check_acknowledged(world: SimWorld, told: list[Recorded]) -> None:
    """I1: each event whose `record` returned is there, byte for byte; and no id is there twice."""
    by_id = {recorded.event.id: recorded.event for recorded in told}
    world.expect(len(by_id) == len(told), "an event is in two segments")
    for device in world.devices:
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
