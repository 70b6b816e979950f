"""What must hold of secrets in a world of sharing: nothing leaves but what was granted, nothing opens after the end.

The owner's share words are all opened, those too that never left a device, and each marked word in them is asked for
the grant that lets it out.
"""

from collections.abc import Iterator
from itertools import combinations

from tests.simulation.shares.opened import every_record, log_in
from tests.simulation.shares.scene import MARK
from tests.support.sim_share_witness import ShareWitness
from tests.support.sim_share_world import ShareProcess, ShareWorld
from tests.support.sim_thief import Thief
from tests.support.sim_witness import look_for_canary
from whyward.journal.decide.facts import Fact
from whyward.journal.device_keys import DeviceKeys, keys_from_seeds
from whyward.journal.events.catalogue import GOAL, SHARE, entity_of_ref
from whyward.journal.events.envelope import Event
from whyward.journal.events.goals import GoalSet
from whyward.journal.events.shared import ItemShared, SharedGoal
from whyward.journal.events.shares import ShareGranted, ShareWidened
from whyward.journal.folding.nouns import CLIENTS, GOALS
from whyward.journal.folding.shares import ShareRow
from whyward.journal.opening import Opener
from whyward.journal.pages import Pages
from whyward.journal.ports import StoredSegment
from whyward.journal.recording import record_facts
from whyward.journal.sharing import rows
from whyward.journal.sharing.share_log import ShareLog
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import SpaceId
from whyward.protocol.segments import Segment, decode_header, segment_hash
from whyward.protocol.statements import Party, StatementType

TOLD = "told"
_WINDOW = 14
_STRIDE = 2
"""Whatever two spaces have in common for 16 bytes on end shows one of these windows."""
_WORDS = {type_.encode()[start : start + 4] for type_ in StatementType for start in range(len(type_) - 3)}
"""Parts of what statements are called: these are common to all spaces, and tell nothing."""


def check_secrets(
    world: ShareWorld, thief: Thief | None, owners: list[ShareProcess], guests: list[ShareProcess]
) -> None:
    """Raise `Broken` if a secret got out."""
    records = every_record(world)
    for process in owners:
        for row in rows.shares(process.log.pages):
            log = log_in(process, row.space_id)
            if log is not None:
                _check_granted(world, process, row, log, records)
    _check_disks(world)
    keys = _keys_of_guests(world, thief, guests)
    for row in rows.shares(owners[0].log.pages):
        log = log_in(owners[0], row.space_id)
        if log is not None and row.revoked and keys.get(row.space_id):
            _check_after_the_end(world, owners[0], row, log, keys[row.space_id])
    if world.seed % 10 == 0:
        _check_unlinkable(world)


# --- Nothing leaves but what was granted ---


def _check_granted(
    world: ShareWorld, process: ShareProcess, row: ShareRow, log: ShareLog, records: list[Pages]
) -> None:
    # A device that was shut out since may have granted what no other one heard of in time.
    allowed = {part for pages in records for part in _ever_granted(pages, row)}
    goals = [goal.goal_id for goal in process.log.pages.all(GOALS)]
    for event in _said_by_owners(world, row, log):
        names_one = any(goal in event.body for goal in goals)
        world.expect(not names_one, f"{process.name}: {event.kind} holds a name from the owner's own records")
        for number, part in MARK.findall(event.body):
            marked = (int(number), part.decode())
            is_allowed = marked in allowed or marked[1] == TOLD
            world.expect(is_allowed, f"{process.name}: {event.kind} holds {marked[1]} of goal {marked[0]}, not granted")
            if marked[1] != TOLD:
                world.fire(f"granted, and out: {marked[1]}")


def _ever_granted(pages: Pages, row: ShareRow) -> set[tuple[int, str]]:
    """Return each part of each goal that was ever granted in a share, whatever came of it."""
    found: set[tuple[int, str]] = set()
    for one in pages.happened(SHARE + row.share_id):
        if isinstance(one.body, ShareGranted | ShareWidened):
            for item in one.body.items:
                found |= {(_number(pages, item.ref), field) for field in item.fields}
    return found


def _number(pages: Pages, ref: str) -> int:
    """Return the number in a goal's marks; 0 for one that came from a proposal."""
    entity = entity_of_ref(ref)
    assert entity.startswith(GOAL)
    first = next(one.body for one in pages.happened(entity) if isinstance(one.body, GoalSet))
    mark = MARK.search(first.statement.encode())
    return int(mark[1]) if mark else 0


def _said_by_owners(world: ShareWorld, row: ShareRow, log: ShareLog) -> Iterator[Event]:
    """Open all that devices of the owner ever sealed in a share, whether or not it left them."""
    witness = world.witnesses[SpaceId(row.space_id)]
    assert isinstance(witness, ShareWitness)
    for (device, n), contents in witness.content.items():
        if device not in witness.sides[Party.OWNER]:
            continue
        for header, body in contents:
            stored = StoredSegment(device, n, segment_hash(header), Segment(header, witness.signatures[header], body))
            try:
                yield from log.opener.open_stored(stored, log.control).events
            except TheirFault as fault:
                # Sealed under an epoch of a branch that lost.
                world.expect(fault.code == Code.BAD_EPOCH and world.is_astray, f"words of the owner: {fault}")


def _check_disks(world: ShareWorld) -> None:
    """No word lies open on a disk beside a sealed one."""
    for folder in world.folders.values():
        for disk in folder.disks.values():
            held = disk.memory.rows
            for raw in (*held.named.values(), *(row[3] for row in held.quarantine_set)):
                look_for_canary(raw, f"{folder.name}'s log of a share")
    for shelf in world.fate.vault.shelves.values():
        look_for_canary(shelf.letter, "a letter at the relay")


# --- Nothing opens after the end ---


def _keys_of_guests(
    world: ShareWorld, thief: Thief | None, guests: list[ShareProcess]
) -> dict[bytes, tuple[DeviceKeys, ...]]:
    """Return every key that anybody ever had who was shared with, by the share's space."""
    found: dict[bytes, tuple[DeviceKeys, ...]] = {}
    for process in guests:
        for client in process.log.pages.all(CLIENTS):
            roots = tuple(keys_from_seeds(*seeds, world.scale.crypto) for seeds in client.roots)
            log = log_in(process, client.space_id)
            own = () if log is None else (log.keys,)
            found[client.space_id] = (*found.get(client.space_id, ()), *roots, *own)
    for loot in () if thief is None else thief.loot.values():
        found[loot.space_id] = (*found.get(loot.space_id, ()), *loot.all_keys)
    return found


def _check_after_the_end(
    world: ShareWorld, process: ShareProcess, row: ShareRow, log: ShareLog, keys: tuple[DeviceKeys, ...]
) -> None:
    """Whatever the owner seals once a share was stopped opens with none of the keys, given every byte there is."""
    if log.keys.device_id not in log.control.members:
        return
    world.expect(
        not any(member.party is Party.GUEST for member in log.control.members.values()),
        f"{process.name}: a share was stopped, and somebody reads on",
    )
    opener = Opener(keys[0], world.scale.crypto, spare=keys[1:])
    _seal_something(process, log)
    disk = world.folders[process.device].disk_of(SpaceId(row.space_id))
    assert disk is not None
    run = disk.memory.rows.series[log.keys.device_id]
    last_epoch = log.control.epochs[-1].body.epoch_id
    for stored in run:
        _, core = decode_header(stored.segment.header)
        is_late = core.epoch_id == last_epoch
        opens = _opens(opener, stored, log)
        world.expect(not (is_late and opens), f"{process.name}: what was sealed after the end opens for a guest")
        if opens:
            world.fire("a guest opens what was sealed before the end")
    world.fire("what was sealed after the end opens for no guest")


def _seal_something(process: ShareProcess, log: ShareLog) -> None:
    """Seal words as nobody should: after the end."""
    said = ItemShared(item=bytes(16), version=bytes(16), after=None, goal=SharedGoal(statement="after the end"))
    work = record_facts(log, [Fact(said, log.world.clock.now_ms())])
    task = process.loop.create_task(work)
    process.loop.run_ready()
    task.result()


def _opens(opener: Opener, stored: StoredSegment, log: ShareLog) -> bool:
    try:
        return bool(opener.open_stored(stored, log.control).events)
    except TheirFault:
        return False


# --- Nothing tells that two spaces belong together ---


def _check_unlinkable(world: ShareWorld) -> None:
    """No id and no key stands in what the relay holds of two spaces."""
    said = {space_id: _at_relay(world, space_id) for space_id in world.witnesses}
    aligned = {space_id: set(_windows(raws, _STRIDE)) for space_id, raws in said.items()}
    for one, other in combinations(said, 2):
        both = aligned[one].intersection(_windows(said[other], 1))
        common = [window for window in both if not any(window[n : n + 4] in _WORDS for n in range(_WINDOW - 3))]
        world.expect(not common, "the relay holds the same bytes of two spaces")
    world.fire("no bytes are common to two spaces")


def _at_relay(world: ShareWorld, space_id: SpaceId) -> list[bytes]:
    shelf = world.fate.vault.shelf(space_id)
    raws = [signed.raw + signed.signature for signed in shelf.statements]
    raws += [held.segment.header + held.segment.signature for run in shelf.series.values() for held in run]
    return [*raws, shelf.letter]


def _windows(raws: list[bytes], stride: int) -> Iterator[bytes]:
    for raw in raws:
        for start in range(0, len(raw) - _WINDOW + 1, stride):
            window = raw[start : start + _WINDOW]
            if len(set(window)) > 8:
                yield window
