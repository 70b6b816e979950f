"""Tending a share, on the owner's side: level with its relay, then whatever this person's records ask for there.

It comes back with whether the person's own records grew by it: those are carried first, and then it is called again.
What is to be shown is not its matter.
"""

from dataclasses import dataclass

from whyward.journal.carrying import Line
from whyward.journal.days import DAY_MS
from whyward.journal.errors import JournalError, Unreachable
from whyward.journal.events.shared import DeletionAnswer
from whyward.journal.folding.shares import ShareRow
from whyward.journal.refusals import in_plain_words
from whyward.journal.sentences import sentence
from whyward.journal.sharing.answers import admit
from whyward.journal.sharing.belonging import note_other_keys, send_away, shut_out_lost
from whyward.journal.sharing.entering import come_back_in, enter
from whyward.journal.sharing.letters import Farewell, read_farewell
from whyward.journal.sharing.root import guest_root, guests_in
from whyward.journal.sharing.share_log import ShareLog, owner_side
from whyward.journal.sharing.shelf import Door, Shelf
from whyward.journal.sharing.slot import Slot
from whyward.journal.trust.changing import over
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import SpaceId

_FAREWELL, _PARTED = "farewell", "parted"
_WAITED_MS = 90 * DAY_MS
"""How long a farewell is looked for: whoever has not said by then what became of their copies is not asked for ever."""


@dataclass(frozen=True, slots=True)
class Tended:
    """A share in order; `has_recorded` says that the person's own records grew by it."""

    log: ShareLog
    has_recorded: bool


def owner_door(shelf: Shelf, row: ShareRow) -> Door:
    """Return where a share of this person's own is."""
    return Door(SpaceId(row.space_id), row.relay, row.relay_pk, owner_side(row.kits, shelf.world.crypto))


async def tend(shelf: Shelf, row: ShareRow) -> Tended | None:
    """Bring a share in order; None where there is nothing to do: it was stopped before anybody came in.

    Raise `JournalError` in plain words if its relay is away, or does not know this device there.
    """
    door = owner_door(shelf, row)
    log = await shelf.opened(door)
    if row.revoked and (row.verified_root is None or (log is not None and await _is_over(log, row))):
        return None
    log, line = await settled(shelf, door)
    try:
        return Tended(log, await _put_in_order(shelf, log, row, line))
    except TheirFault as fault:
        raise in_plain_words(fault) from fault
    finally:
        await line.close()


async def settled(shelf: Shelf, door: Door) -> tuple[ShareLog, Line]:
    """Open a share on this device and a line that is level with its relay; come in first if this device is not in."""
    try:
        log = await shelf.opened(door) or await enter(shelf, door)
        try:
            return log, await shelf.keeper(log, door).settled()
        except JournalError as error:
            if not (is_removal(error) or is_unknown(error)) or shelf.is_shut_out:
                raise
        # Another device of this person has cleared out what it did not know, or the relay was set back to before this
        # one came in: it is the kit that says who we are.
        log = await come_back_in(shelf, door, log)
        return log, await shelf.keeper(log, door).settled()
    except TheirFault as fault:
        if fault.code is Code.NO_SUCH_SPACE:
            text = sentence("its relay does not know that share yet")
            hint = sentence("The device that made it brings it there when it syncs: whyward sync")
            raise Unreachable(text, hint=hint) from fault
        raise in_plain_words(fault) from fault


def is_removal(error: JournalError) -> bool:
    """Whether a relay said that this device was shut out of a space."""
    return isinstance(error.__cause__, TheirFault) and error.__cause__.code is Code.REMOVED


def is_unknown(error: JournalError) -> bool:
    """Whether a relay said that it does not know a space, or this device there: it tells nobody which of both."""
    return isinstance(error.__cause__, TheirFault) and error.__cause__.code is Code.NO_SUCH_SPACE


async def _put_in_order(shelf: Shelf, log: ShareLog, row: ShareRow, line: Line) -> bool:
    put, personal = over(line), shelf.personal
    before = personal.pages.heads.get(personal.keys.device_id)
    if row.revoked:
        await _part(log, line)
        await _collect_farewell(shelf, log, row)
        return False
    await shut_out_lost(personal, log, row, put)
    await admit(log, row, put)
    await note_other_keys(personal, log, row)
    return personal.pages.heads.get(personal.keys.device_id) != before


async def _part(log: ShareLog, line: Line) -> None:
    """Send everybody away, and note when."""
    if not guests_in(log.control):
        return
    await send_away(log, over(line))
    async with log.store.turn() as turn:
        await turn.put(_PARTED, str(log.world.clock.now_ms()).encode())


async def _is_over(log: ShareLog, row: ShareRow) -> bool:
    """Whether all guests are gone, and have said that their copies are, or had long enough to say so."""
    if guests_in(log.control):
        return False
    said, parted = await farewell_of(log, row), await log.store.get(_PARTED)
    is_late = parted is not None and log.world.clock.now_ms() - int(parted) > _WAITED_MS
    return is_late or (said is not None and said.answer == DeletionAnswer.DELETED.value)


async def _collect_farewell(shelf: Shelf, log: ShareLog, row: ShareRow) -> None:
    root = guest_root(log.control)
    if root is None or guests_in(log.control):
        return
    letter = await shelf.collected(owner_door(shelf, row), log.keys)
    if letter and _read(log, row, letter) is not None:
        async with log.store.turn() as turn:
            await turn.put(_FAREWELL, letter)


async def farewell_of(log: ShareLog, row: ShareRow) -> Farewell | None:
    """Return what the other side said of its copies after the end, if it has."""
    letter = await log.store.get(_FAREWELL)
    return _read(log, row, letter) if letter else None


def _read(log: ShareLog, row: ShareRow, letter: bytes) -> Farewell | None:
    root = guest_root(log.control)
    slot = Slot(SpaceId(row.space_id), row.secret, log.world.crypto)
    return None if root is None else read_farewell(slot, letter, root.sign_pk, log.world.crypto.check)
