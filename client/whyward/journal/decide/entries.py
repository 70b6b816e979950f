"""Deciding wishes about the journal.

Nothing a person wrote is ever replaced: an edit is another version, made from the one they saw.
"""

from datetime import timedelta
from typing import assert_never

from whyward.journal.decide.facts import Context, Fact, on_day
from whyward.journal.decide.versions import base_of, settled
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.catalogue import ENTRY
from whyward.journal.events.entries import EntryBinned, EntryEdited, EntryUnbinned, EntryWritten
from whyward.journal.folding.entries import BODY, EntryRow
from whyward.journal.intentions.any import EntryIntention
from whyward.journal.intentions.entries import BinEntry, EditEntry, SettleConflict, UnbinEntry, WriteEntry
from whyward.journal.names import find_barrier, find_domain, find_entry, find_goal, find_value
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_lines, cleaned_text, optional_line

_BIN_DAYS = 30


def decide_entry(wish: EntryIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case WriteEntry():
            return [_written(wish, pages, context)]
        case EditEntry():
            return [Fact(_edited(wish, find_entry(pages, wish.entry), pages), context.now_ms)]
        case BinEntry():
            entry = find_entry(pages, wish.entry)
            if entry.binned:
                raise Refused("That entry is already in the bin", hint="`entry restore` takes it out.")
            purge_on = context.today(pages) + timedelta(days=_BIN_DAYS)
            return [Fact(EntryBinned(entry_id=entry.entry_id, purge_on=purge_on), context.now_ms)]
        case UnbinEntry():
            entry = find_entry(pages, wish.entry)
            if not entry.binned:
                raise Refused("That entry is not in the bin", hint="Nothing needs to be restored.")
            return [Fact(EntryUnbinned(entry_id=entry.entry_id), context.now_ms)]
        case SettleConflict():
            entry = find_entry(pages, wish.entry)
            kept = settled(ENTRY + entry.entry_id, BODY, entry.versions, wish.keep, wish.merged_text)
            return [Fact(kept, context.now_ms)]
        case _:
            assert_never(wish)


def _written(wish: WriteEntry, pages: Pages, context: Context) -> Fact:
    _, at_ms = on_day(wish.on, pages, context)
    body = EntryWritten(
        entry_id=context.fresh_id(),
        occurred_at=at_ms,
        title=optional_line(wish.title, sentence("The title")),
        body=cleaned_text(wish.body, sentence("The entry")),
        tags=cleaned_lines(wish.tags, sentence("A tag")),
        value_ids=tuple(dict.fromkeys(find_value(pages, called).value_id for called in wish.values)),
        goal_ids=tuple(dict.fromkeys(find_goal(pages, called).goal_id for called in wish.goals)),
        domain_ids=tuple(dict.fromkeys(find_domain(pages, called) for called in wish.domains)),
        barrier_ids=tuple(dict.fromkeys(find_barrier(pages, called).barrier_id for called in wish.barriers)),
        prompt_id=optional_line(wish.prompt_id, sentence("The prompt")),
    )
    return Fact(body, at_ms)


def _edited(wish: EditEntry, entry: EntryRow, pages: Pages) -> EntryEdited:
    if wish.body is None and wish.title is None and wish.tags is None:
        raise BadInput("Nothing would change", hint="Give a new text, a title or tags.")
    return EntryEdited(
        entry_id=entry.entry_id,
        base_event_id=base_of(wish.base, entry.versions, ENTRY + entry.entry_id, pages),
        title=None if wish.title is None else optional_line(wish.title, sentence("The title")) or "",
        body=None if wish.body is None else cleaned_text(wish.body, sentence("The entry")),
        tags=None if wish.tags is None else cleaned_lines(wish.tags, sentence("A tag")),
    )
