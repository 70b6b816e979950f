"""Writing into a share: first the line in the person's own records that says what goes out, and only then the words.

It refuses to write for anybody whose root was not made sure of, and whatever has no line in the records yet.
"""

from datetime import date

from whyward.journal.decide.facts import Fact
from whyward.journal.events.shared import ShareDescribed, SharedState
from whyward.journal.folding.nouns import DESCRIPTION
from whyward.journal.folding.shares import ShareRow
from whyward.journal.log import Log
from whyward.journal.recording import record_facts
from whyward.journal.sharing.belonging import is_sure_of
from whyward.journal.sharing.effective import Effective, ShareState, effective
from whyward.journal.sharing.filling import Due, due
from whyward.journal.sharing.share_log import ShareLog

_TOLD_STATE = {ShareState.ACTIVE: SharedState.ACTIVE, ShareState.PAUSED: SharedState.PAUSED}
"""What the other side is told of. Of everything else it hears nothing; the last day it knows already."""


async def note_lines(personal: Log, log: ShareLog, row: ShareRow, *, today: date, heard_all: bool) -> Due:
    """Record the lines of what is to go out; return what that is.

    `heard_all`: the person's own records were brought up to date after the share.
    """
    if not is_sure_of(log, row):
        return Due()
    found = due(personal.pages, log.pages, row, today=today, heard_all=heard_all)
    now_ms = personal.world.clock.now_ms()
    lines = [Fact(filling.audit, now_ms, filling.audit_id) for filling in found.fillings if filling.audit is not None]
    if lines:
        await record_facts(personal, lines)
    return found


async def write(personal: Log, log: ShareLog, row: ShareRow, *, today: date) -> int:
    """Write what has its line in the person's records into the share; return how many words were written."""
    if not is_sure_of(log, row):
        return 0
    found = due(personal.pages, log.pages, row, today=today, heard_all=True)
    now_ms = log.world.clock.now_ms()
    facts = [Fact(filling.body, now_ms, filling.event_id) for filling in found.fillings if filling.audit is None]
    told = _description(row, effective(row, today=today))
    held = log.pages.one(DESCRIPTION)
    if told is not None and (held is None or _said(told) != (held.from_name, held.may, held.ends, held.state)):
        facts.insert(0, Fact(told, now_ms))
    return len((await record_facts(log, facts)).events) if facts else 0


def _description(row: ShareRow, allowed: Effective) -> ShareDescribed | None:
    state = _TOLD_STATE.get(allowed.state)
    if state is None:
        return None
    may = tuple(sorted(right.value for right in allowed.may)) if state is SharedState.ACTIVE else ()
    return ShareDescribed(from_name=row.from_name, may=may, ends=allowed.ends, state=state.value)


def _said(told: ShareDescribed) -> tuple[str, tuple[str, ...], date | None, str]:
    return told.from_name, told.may, told.ends, told.state
