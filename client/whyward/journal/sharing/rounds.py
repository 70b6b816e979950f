"""One round over all shares: each is brought in order, what goes out is noted, carried, and only then written.

Each share has its own connections. What goes wrong with one is said, and keeps no other one waiting.
"""

from dataclasses import dataclass, field
from datetime import date

from whyward.journal.days import life_day
from whyward.journal.errors import JournalError
from whyward.journal.folding.guesting import ClientRow
from whyward.journal.folding.nouns import CLIENTS
from whyward.journal.folding.shares import ShareRow
from whyward.journal.guesting.accepting import guest_door
from whyward.journal.guesting.ending import end_if_due, follow_purge
from whyward.journal.guesting.tending import visit
from whyward.journal.log import Log
from whyward.journal.sharing import rows
from whyward.journal.sharing.shelf import Shelf
from whyward.journal.sharing.tending import owner_door, tend
from whyward.journal.sharing.writing import note_lines, write

_ROUNDS_MAX = 4
"""A new kit, then lines, then what another device said meanwhile: more rounds than that can wait for the next sync."""


@dataclass(slots=True)
class ShareCarried:
    """What became of one share in a sync: `sent` counts what was written there; `error` says what went wrong.

    `is_own`: this person shares it; else it was shared with them.
    """

    space_id: bytes
    is_own: bool
    sent: int = 0
    error: JournalError | None = None


@dataclass(slots=True)
class _Round:
    """What one look at every share brought. `must_carry`: the person's own records go first."""

    must_carry: bool = False
    ready: list[ShareRow] = field(default_factory=list[ShareRow])


def today_of(personal: Log) -> date:
    """Return the life day of now."""
    clock = personal.world.clock
    now_ms = clock.now_ms()
    return life_day(now_ms, clock.offset_minutes(now_ms), personal.pages.day_ends_at)


async def sync_shares(shelf: Shelf) -> list[ShareCarried]:
    """Sync every share, of either side; the person's own records were synced right before."""
    carried: dict[bytes, ShareCarried] = {}
    found = await _look(shelf, carried, heard_all=False)
    for _ in range(_ROUNDS_MAX):
        if not found.must_carry:
            break
        await shelf.carry()
        found = await _look(shelf, carried, heard_all=True)
    for row in found.ready:
        await _write(shelf, row, carried[row.space_id])
    await _visit_all(shelf, carried)
    return list(carried.values())


async def _look(shelf: Shelf, carried: dict[bytes, ShareCarried], *, heard_all: bool) -> _Round:
    """Bring every share of this person's own in order, and note what is to go out."""
    found = _Round()
    for row in rows.shares(shelf.personal.pages):
        into = carried.setdefault(row.space_id, ShareCarried(row.space_id, is_own=True))
        if into.error is not None:
            continue
        try:
            tended = await tend(shelf, row)
            if tended is None:
                continue
            fresh = rows.share(shelf.personal.pages, row.share_id) or row
            due = await note_lines(
                shelf.personal, tended.log, fresh, today=today_of(shelf.personal), heard_all=heard_all
            )
        except JournalError as error:
            into.error = error
            continue
        has_lines = any(filling.audit is not None for filling in due.fillings)
        found.must_carry = found.must_carry or tended.has_recorded or has_lines or due.is_waiting
        found.ready.append(fresh)
    return found


async def _write(shelf: Shelf, row: ShareRow, into: ShareCarried) -> None:
    log = shelf.held(owner_door(shelf, row).space_id)
    # What came in with the person's own records meanwhile counts: nothing goes out that was stopped by then.
    fresh = rows.share(shelf.personal.pages, row.share_id)
    if log is None or fresh is None:
        return
    try:
        into.sent = await write(shelf.personal, log, fresh, today=today_of(shelf.personal))
        if into.sent:
            await (await shelf.keeper(log, owner_door(shelf, fresh)).settled()).close()
    except JournalError as error:
        into.error = error


async def _visit_all(shelf: Shelf, carried: dict[bytes, ShareCarried]) -> None:
    """Bring every share in order that somebody gave this person; let go of those whose days are over."""
    for row in shelf.personal.pages.all(CLIENTS):
        into = carried.setdefault(row.space_id, ShareCarried(row.space_id, is_own=False))
        try:
            if row.purged:
                await follow_purge(shelf, row)
                continue
            await _visit(shelf, row)
        except JournalError as error:
            into.error = error


async def _visit(shelf: Shelf, row: ClientRow) -> None:
    has_heard = False
    try:
        visited = await visit(shelf, row)
        has_heard = True
        if visited is not None and visited.has_recorded:
            await shelf.carry()
            await visit(shelf, shelf.personal.pages.one(CLIENTS, row.space_id) or row)
    finally:
        # The last day passes whether or not a relay is there.
        log = await shelf.opened(guest_door(row, shelf.world.crypto))
        if log is not None:
            await end_if_due(shelf, row, log, today_of(shelf.personal), has_heard=has_heard)
