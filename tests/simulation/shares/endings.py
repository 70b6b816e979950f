"""What must hold when a world of sharing has come to peace: what is shown is what was granted, on every device.

What is expected is reckoned anew from the people's own records, by rules of its own.
"""

from tests.simulation.shares.departed import check_departed
from tests.simulation.shares.hostile import check_thief
from tests.simulation.shares.opened import every_record, log_in
from tests.simulation.shares.peace import belonging
from tests.simulation.shares.secrets import check_secrets
from tests.support.sim_share_world import ShareProcess, ShareWorld
from tests.support.sim_thief import Thief
from whyward.journal.days import life_day
from whyward.journal.events.catalogue import ITEM, SHARE
from whyward.journal.events.shared import ItemShared, SharedGoal
from whyward.journal.events.shares import (
    EVERY_GOAL,
    ShareGranted,
    ShareNarrowed,
    SharePaused,
    ShareResumed,
    ShareRevoked,
    ShareWidened,
)
from whyward.journal.folding.nouns import COMMENTS, CONTACTS, ITEMS
from whyward.journal.folding.shares import ShareRow
from whyward.journal.pages import Pages
from whyward.journal.sharing import rows
from whyward.journal.sharing.belonging import is_sure_of
from whyward.journal.sharing.effective import ShareState, effective
from whyward.journal.sharing.previewing import preview
from whyward.journal.sharing.share_log import ShareLog


def check_endings(
    world: ShareWorld, thief: Thief | None, comments: list[tuple[bytes, bytes]], *, is_honest: bool
) -> None:
    """Raise `Broken` if the end is not as it must be."""
    world.is_at_end = True
    for device in world.devices:
        if not device.processes:  # What a device did that was shut out since, only itself knows.
            world.start_process(device, 0)
    world.run()
    world.learn(at_last=True)
    for device in world.devices:
        device.witness.check_disk(device.name, device.disk.memory.rows)
    for space_id, witness in world.witnesses.items():
        shelf = world.fate.vault.shelf(space_id)
        witness.check_relay(shelf.segments(), shelf.statements)
    owners, guests = _processes(world, "owner"), _processes(world, "guest")
    for process in (*owners, *guests):
        for event in process.device.acknowledged:
            world.expect(
                process.log.pages.event(event.id) is not None, f"{process.name}: an acknowledged event is gone"
            )
    for row in rows.shares(owners[0].log.pages):
        world.fire(f"a share ends: {_state(world, owners[0], row)}")
        _check_quietest(world, owners[0].log.pages, row)
        _check_alike(world, owners, row)
        for process in owners:
            _check_shown(world, process, guests, row)
    _check_heard(world, owners, guests, comments)
    if is_honest:
        _check_quiet(world)
    check_departed(world, owners, guests)
    check_thief(world, thief, owners)
    check_secrets(world, thief, owners, guests)


def _processes(world: ShareWorld, whose: str) -> list[ShareProcess]:
    every = [device.processes[0] for device in belonging(world) if device.name.startswith(whose)]
    return [process for process in every if isinstance(process, ShareProcess)]


def _state(world: ShareWorld, process: ShareProcess, row: ShareRow) -> ShareState:
    today = life_day(world.now_ms, process.device.clock.offset, process.log.pages.day_ends_at)
    return effective(row, today=today).state


def _check_alike(world: ShareWorld, owners: list[ShareProcess], row: ShareRow) -> None:
    """Every device of the owner knows the same of a share."""
    for process in owners[1:]:
        same = rows.share(process.log.pages, row.share_id)
        world.expect(same == row, f"{process.name}: knows something else of a share")
        logs = log_in(owners[0], row.space_id), log_in(process, row.space_id)
        if logs[0] is not None and logs[1] is not None and not row.revoked:
            world.expect(
                logs[0].pages.state_hash() == logs[1].pages.state_hash(), f"{process.name}: another state of a share"
            )


# --- What is shown ---


def _check_shown(world: ShareWorld, process: ShareProcess, guests: list[ShareProcess], row: ShareRow) -> None:
    """In a share that is in force, everybody has exactly what its owner's preview shows; each version is one fact."""
    log = log_in(process, row.space_id)
    if log is None:
        return
    _check_filled_once(world, process, log, row)
    there = shown_in(log.pages)
    if _state(world, process, row) is ShareState.ACTIVE and is_sure_of(log, row):
        wanted = {one.alias: one.goal for one in preview(process.log.pages, log.pages, row).shown}
        world.expect(there == wanted, f"{process.name}: the share shows something else than the preview")
        world.fire("what is shown is what the preview shows")
        if wanted:
            world.fire("something is shown at the end")
    for guest in guests:
        theirs = log_in(guest, row.space_id)
        if theirs is not None and not row.revoked and theirs.keys.device_id in log.control.members:
            world.expect(shown_in(theirs.pages) == there, f"{guest.name}: sees something else than is shown")
            world.fire("a guest sees what is shown")


def shown_in(pages: Pages) -> dict[bytes, SharedGoal]:
    """Return each thing that is shown with what is."""
    return {row.item: row.goal for row in pages.all(ITEMS) if row.goal is not None}


def _check_filled_once(world: ShareWorld, process: ShareProcess, log: ShareLog, row: ShareRow) -> None:
    """No version is there twice, none says what the one before it said, each has its line in the owner's records."""
    lines = {line.version for pages in every_record(world) for line in rows.deliveries(pages, row.share_id)}
    said: set[object] = set()
    for item in log.pages.all(ITEMS):
        goals: dict[bytes | None, object] = {None: None}
        for one in log.pages.happened(ITEM + item.item):
            version, after = getattr(one.body, "version"), getattr(one.body, "after")  # noqa: B009  # both kinds have them
            goals[version] = one.body.goal if isinstance(one.body, ItemShared) else None
            world.expect((item.item, after, goals[version]) not in said, f"{process.name}: a share is filled twice")
            world.expect(version == one.event.id, f"{process.name}: a version goes by another id than its event")
            world.expect(
                version in lines or world.is_astray, f"{process.name}: a version without a line in the records"
            )
            said.add((item.item, after, goals[version]))


# --- The quieter side wins ---


def _check_quietest(world: ShareWorld, pages: Pages, row: ShareRow) -> None:
    """Less is what comes of it: a field counts only if who gave it knew of all that took it away."""
    happened = pages.happened(SHARE + row.share_id)
    is_over = any(isinstance(one.body, ShareRevoked) for one in happened) or any(
        contact.removed for contact in pages.all(CONTACTS) if contact.contact_id == row.contact_id
    )
    world.expect(row.revoked == is_over, "a share that was stopped goes on, or one that was not has ended")
    resumed = {
        pause for one in happened if one.stands and isinstance(one.body, ShareResumed) for pause in one.body.after
    }
    pauses = [one.event.id for one in happened if isinstance(one.body, SharePaused)]
    world.expect(row.paused == (not set(pauses) <= resumed), "a pause that nobody has ended is over")
    taken = [(one.event.id, one.body) for one in happened if isinstance(one.body, ShareNarrowed)]
    given = [one.body for one in happened if one.stands and isinstance(one.body, ShareGranted | ShareWidened)]
    for ref, fields in row.items.items():
        for field in fields:
            of_it = [body for body in given if any(it.ref == ref and field in it.fields for it in body.items)]
            against = [id_ for id_, body in taken if _takes(body, ref, field)]
            is_given = any(set(against) <= set(body.after) for body in of_it)
            world.expect(is_given, "something is shown that was taken away by one who did not hear of its giving")
    if taken and any(set(body.after) < {id_ for id_, _ in taken} for body in given):
        world.fire("something was given by one who had not heard of all that was taken away")


def _takes(body: ShareNarrowed, ref: str, field: str) -> bool:
    return any(item.ref in {ref, EVERY_GOAL} and (field in item.fields or not item.fields) for item in body.items)


def _check_heard(
    world: ShareWorld, owners: list[ShareProcess], guests: list[ShareProcess], comments: list[tuple[bytes, bytes]]
) -> None:
    """Whatever a guest has said is with the owner, while the two are together and no device of the guest's is lost."""
    lasting = {row.space_id for row in rows.shares(owners[0].log.pages) if not row.revoked}
    if len(guests) < len(world.people[1].devices):
        return
    for space_id, comment_id in comments:
        log = log_in(owners[0], space_id)
        theirs = [log_in(guest, space_id) for guest in guests]
        if log is None or space_id not in lasting or None in theirs:
            continue
        is_there = log.pages.one(COMMENTS, comment_id) is not None
        world.expect(is_there, "a comment was said, and never came to its owner")
        world.fire("a comment is with its owner")


def _check_quiet(world: ShareWorld) -> None:
    """Where everybody is honest, nothing is set aside and no alarm is raised but by a removal."""
    for folder in world.folders.values():
        for disk in folder.disks.values():
            codes = {alarm.code for alarm in disk.memory.rows.alarm_list} - {"removed", "late"}
            world.expect(not codes, f"{folder.name}: false alarms in a share: {codes}")
            aside = {row[2] for row in disk.memory.rows.quarantine_set} - {"late"}
            world.expect(not aside, f"{folder.name}: honest words of a share are set aside: {aside}")
