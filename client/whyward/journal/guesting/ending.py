"""The end of a share, on the side of whoever was given it: copies go after the days that were promised, and it is said.

It deletes nothing that the law makes this person keep, as they have said themselves, and never keeps anything in
silence: the owner hears "deleted", or "kept by law" and until when.
"""

from datetime import date, timedelta

from whyward.journal.decide.facts import Fact
from whyward.journal.errors import JournalError, Unreachable
from whyward.journal.events.guesting import SharePurged
from whyward.journal.events.plumbing import PreferenceSet
from whyward.journal.events.shared import CommentWritten, DeletionAnswer
from whyward.journal.folding.guesting import ClientRow
from whyward.journal.folding.nouns import DESCRIPTION, PREFERENCES
from whyward.journal.guesting.accepting import guest_door, root_of, sender_of, slot_of
from whyward.journal.log import Log
from whyward.journal.recording import record_facts
from whyward.journal.refusals import in_plain_words
from whyward.journal.sharing.letters import Farewell, farewell
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.sharing.shelf import Shelf
from whyward.protocol.errors import Code, TheirFault

_ENDED = "ended"
_FAREWELL = "share_farewell:"
_GONE = "I have deleted my copies of what you shared."
_UNHEARD_DAYS = 30
"""How much longer copies stay where no relay has said for a while whether they may."""

_NO_LETTER = frozenset({Code.CLOSED, Code.CODE_USED, Code.NO_SUCH_SPACE})
"""No letter is taken there, or no other one than lies there already; and asking again changes nothing."""


async def note_end(log: ShareLog) -> None:
    """Remember from which day on the relay counts this side as sent away; the first such day stays."""
    if not await log.store.get(_ENDED):
        async with log.store.turn() as turn:
            await turn.put(_ENDED, str(log.world.clock.now_ms()).encode())


async def ended_on(log: ShareLog, today: date) -> date | None:
    """Return the day a share ended: this side was sent away, or its last day is over; None while it goes on.

    It is never after `today`: a share has days of UTC, and at two at night a person's own day is still the one before.
    """
    noted = await log.store.get(_ENDED)
    if noted:
        return min(_day(int(noted)), today)
    told = log.pages.one(DESCRIPTION)
    ends = None if told is None else told.ends
    return ends if ends is not None and ends < today else None


async def end_if_due(shelf: Shelf, row: ClientRow, log: ShareLog, today: date, *, has_heard: bool) -> bool:
    """Delete the copies if their days are over, or say that the law keeps them; return whether they were deleted.

    Unless this side `has_heard` just now how it stands, copies stay a while longer: it may go on by a later word.
    """
    ended = await ended_on(log, today)
    if ended is None:
        return False
    keeping = row.keeping
    if keeping.by_law and (keeping.until is None or today <= keeping.until):
        until = "" if keeping.until is None else keeping.until.isoformat()
        await _say(shelf, row, Farewell(DeletionAnswer.KEPT_BY_LAW.value, until))
        return False
    patience = timedelta(days=keeping.days if has_heard else keeping.days + _UNHEARD_DAYS)
    if not keeping.by_law and today < ended + patience:
        return False
    await purge(shelf, row, log)
    return True


async def purge(shelf: Shelf, row: ClientRow, log: ShareLog | None) -> None:
    """Delete the copies of a share here, for good, and say so."""
    if log is not None and not await log.store.get(_ENDED):
        await _say_while_in(shelf, row, log)
    purged = SharePurged(space_id=row.space_id)
    await record_facts(shelf.personal, [Fact(purged, shelf.personal.world.clock.now_ms())])
    await follow_purge(shelf, row)


async def follow_purge(shelf: Shelf, row: ClientRow) -> None:
    """Delete the log of a share whose copies were deleted on any device of this person; see that it was said."""
    await shelf.forget(guest_door(row, shelf.world.crypto).space_id)
    await _say(shelf, row, Farewell(DeletionAnswer.DELETED.value, ""))


async def _say_while_in(shelf: Shelf, row: ClientRow, log: ShareLog) -> None:
    """Tell the owner as a comment: no letter is taken while this side is in. If the relay is away, nothing is said."""
    said = CommentWritten(comment_id=log.world.entropy.random_bytes(16), text=_GONE)
    await record_facts(log, [Fact(said, log.world.clock.now_ms())])
    try:
        await (await shelf.keeper(log, guest_door(row, shelf.world.crypto)).settled()).close()
    except JournalError:
        return


async def _say(shelf: Shelf, row: ClientRow, said: Farewell) -> None:
    """Leave the farewell in the letterbox, once; a relay that is away is asked again at the next sync."""
    noted = f"{said.answer} {said.until}".strip()
    if _said(shelf.personal, row) == noted:
        return
    crypto = shelf.world.crypto
    root = root_of(row, crypto)
    letter = farewell(slot_of(row, crypto), root, said)
    try:
        async with shelf.asking(row.relay, row.relay_pk, root) as asking:
            await asking.leave(sender_of(row, crypto, asking.host), letter)
    except Unreachable:
        return
    except TheirFault as fault:
        if fault.code not in _NO_LETTER:
            raise in_plain_words(fault) from fault
    fact = PreferenceSet(key=_FAREWELL + row.space_id.hex(), value=noted)
    await record_facts(shelf.personal, [Fact(fact, shelf.personal.world.clock.now_ms())])


def _said(personal: Log, row: ClientRow) -> str:
    found = personal.pages.one(PREFERENCES, (_FAREWELL + row.space_id.hex()).encode())
    return "" if found is None else str(found.value)


def _day(at_ms: int) -> date:
    return date(1970, 1, 1) + timedelta(milliseconds=at_ms)
