"""What must hold when a schedule has come to peace: nothing lost, nothing invented, and one state everywhere.

The expected state is folded anew from the relay's own segments, in another order, and some of them twice.
"""

from random import Random

from tests.simulation.peace import is_synced_anew
from tests.support.sim_device import Device
from tests.support.sim_pages import LightPages
from tests.support.sim_people import DEEP, Person
from tests.support.sim_rights import rights_after
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

ALL_CODES = frozenset(Code)


def check_endings(world: SimWorld, dice: Random) -> None:
    """Raise `Broken` if the end is not as it must be."""
    for person in world.people:
        shelf = world.fate.vault.shelf(person.space_id)
        active = rights_after(shelf.statements).active()
        belonging = [device for device in person.devices if device.keys and device.keys.device_id in active]
        for device in person.devices:
            if device.is_founded:
                person.witness.check_disk(device.name, device.disk.memory.rows)
                _check_quiet(world, person, device, belongs=device in belonging)
                _check_disk_is_sealed(device)
        person.witness.check_relay(shelf.segments(), shelf.statements)
        if person.is_past_healing:
            world.fire("only safety can be asked for at the end")
        else:
            _check_state(world, person, belonging, dice)


def _check_state(world: SimWorld, person: Person, belonging: list[Device], dice: Random) -> None:
    told = _all_told(world, person, belonging[0].processes[0].log)
    _check_acknowledged(world, belonging, told, has_copies=person.has_copies)
    dice.shuffle(told)
    count = len({recorded.event.id for recorded in told})
    fresh = Pages() if world.scale is DEEP else LightPages()
    for start in range(0, len(told), 7):
        fresh.merge(told[start : start + 9])
    expected = fresh.state_hash()
    for device in belonging:
        for process in device.processes:
            pages = process.log.pages
            world.expect(pages.count() == count, f"{process.name}: shows {pages.count()} of {count} events")
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


def _check_quiet(world: SimWorld, person: Person, device: Device, *, belongs: bool) -> None:
    """No alarm, no quarantine, nothing pending where relay and wires were honest: else a false alarm is a bug."""
    rows = device.disk.memory.rows
    assert device.keys is not None
    own = len(rows.series.get(device.keys.device_id, []))
    kept = rows.kept_n.get(device.keys.device_id, 0)
    # A copy that only read its own series has no receipt for it: the other one has.
    may_pend = not (belongs and is_synced_anew(world)) or person.has_copies
    world.expect(kept == own or may_pend, f"{device.name}: {own - kept} segments pending")
    codes = {alarm.code for alarm in rows.alarm_list}
    world.expect(codes <= ALL_CODES, f"{device.name}: an alarm without a code that is known (I10)")
    if any(alarm.code == Code.RELAY_REGRESSED for alarm in rows.alarm_list):
        world.fire("a device notices that the relay went back")
    if any(code == Code.LATE for _, _, code, _ in rows.quarantine_set):
        world.fire("late records wait in quarantine")
    if device.is_lied_to:
        for code in codes:
            world.fire(f"alarm: {code}")
        return
    true = set[Code]()
    if person.witness.may_regress:
        true |= {Code.RELAY_REGRESSED, Code.WITHHELD}
    if person.is_past_healing:
        true.add(Code.FORKED)
    if device.keys.device_id in person.witness.removed:
        true |= {Code.REMOVED, Code.BAD_EPOCH, Code.GAP}  # It is handed what it cannot open or place any more.
    if person.witness.has_recovered:
        true.add(Code.RECOVERY_USED)
    if person.witness.may_fork:
        # A branch that counts may be shorter than the one that the relay had signed for, and name other devices.
        true |= {Code.CONTROL_FORKED, Code.RELAY_REGRESSED, Code.NOT_ADMITTED}
        if not belongs:
            true |= {Code.REMOVED, Code.BAD_EPOCH, Code.GAP}  # It was let in on the losing branch only.
    world.expect(codes <= true, f"{device.name}: false alarms {codes - true}")
    set_aside = {code for _, _, code, _ in rows.quarantine_set} - {*true, Code.LATE}
    world.expect(not set_aside, f"{device.name}: honest segments in quarantine: {set_aside}")


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


def _all_told(world: SimWorld, person: Person, log: Log) -> list[Recorded]:
    """Open every segment that counts at the relay, with one device's keys."""
    shelf = world.fate.vault.shelf(person.space_id)
    cuts = rights_after(shelf.statements).cuts
    told: list[Recorded] = []
    for device, run in sorted(shelf.series.items()):
        for n, held in enumerate(run[: cuts.get(device, len(run))], 1):
            batch = log.opener.open_stored(StoredSegment(device, n, b"", held.segment), log.control)
            told += [Recorded(event, device) for event in batch.events]
    return told


def _check_acknowledged(world: SimWorld, belonging: list[Device], told: list[Recorded], *, has_copies: bool) -> None:
    """I1: each event whose `record` returned is there, byte for byte; and no id is there twice.

    What a removed device recorded beyond its cut is on its own disk, and was looked for there.
    """
    by_id = {recorded.event.id: recorded.event for recorded in told}
    world.expect(len(by_id) == len(told) or has_copies, "an event is in two segments")
    for device in belonging:
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
