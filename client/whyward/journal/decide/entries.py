"""Deciding wishes about the journal.

Nothing a person wrote is ever replaced: an edit is another version, made from the one they saw.
"""

from datetime import timedelta
from typing import assert_never

from whyward.journal.decide.facts import Context, Fact, on_day
from whyward.journal.errors import BadInput, NotFound, Refused
from whyward.journal.events.catalogue import ENTRY, ref_of
from whyward.journal.events.entries import EntryBinned, EntryEdited, EntryUnbinned, EntryWritten
from whyward.journal.events.plumbing import ConflictSettled
from whyward.journal.folding.entries import EntryRow
from whyward.journal.folding.versions import Version
from whyward.journal.intentions.any import EntryIntention
from whyward.journal.intentions.entries import BinEntry, EditEntry, SettleConflict, UnbinEntry, WriteEntry
from whyward.journal.names import PREFIX_DIGITS_MIN, find_barrier, find_domain, find_entry, find_goal, find_value
from whyward.journal.pages import Pages
from whyward.journal.texts import cleaned_lines, cleaned_text, optional_line, optional_text

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
            return [Fact(_settled(wish, find_entry(pages, wish.entry)), context.now_ms)]
        case _:
            assert_never(wish)


def _written(wish: WriteEntry, pages: Pages, context: Context) -> Fact:
    _, at_ms = on_day(wish.on, pages, context)
    body = EntryWritten(
        entry_id=context.fresh_id(),
        occurred_at=at_ms,
        title=optional_line(wish.title, "The title"),
        body=cleaned_text(wish.body, "The entry"),
        tags=cleaned_lines(wish.tags, "A tag"),
        value_ids=tuple(dict.fromkeys(find_value(pages, called).value_id for called in wish.values)),
        goal_ids=tuple(dict.fromkeys(find_goal(pages, called).goal_id for called in wish.goals)),
        domain_ids=tuple(dict.fromkeys(find_domain(pages, called) for called in wish.domains)),
        barrier_ids=tuple(dict.fromkeys(find_barrier(pages, called).barrier_id for called in wish.barriers)),
        prompt_id=optional_line(wish.prompt_id, "The prompt"),
    )
    return Fact(body, at_ms)


def _edited(wish: EditEntry, entry: EntryRow, pages: Pages) -> EntryEdited:
    if wish.body is None and wish.title is None and wish.tags is None:
        raise BadInput("Nothing would change", hint="Give a new text, a title or tags.")
    return EntryEdited(
        entry_id=entry.entry_id,
        base_event_id=entry.versions[0].event_id if wish.base is None else _base(wish.base, entry, pages),
        title=None if wish.title is None else optional_line(wish.title, "The title") or "",
        body=None if wish.body is None else cleaned_text(wish.body, "The entry"),
        tags=None if wish.tags is None else cleaned_lines(wish.tags, "A tag"),
    )


def _base(event_id: str, entry: EntryRow, pages: Pages) -> bytes:
    """Return the version that the person saw; it may have been overtaken or taken back since."""
    for one in pages.happened(ENTRY + entry.entry_id):
        if one.event.id.hex() == event_id.strip().casefold():
            return one.event.id
    raise BadInput("That entry has no version with that id", hint="`entry show` lists its versions with their ids.")


def _settled(wish: SettleConflict, entry: EntryRow) -> ConflictSettled:
    if len(entry.versions) == 1:
        raise Refused("That entry has one version", hint="Nothing needs to be settled.")
    kept = _version(wish.keep, entry)
    others = tuple(version.event_id for version in entry.versions if version.event_id != kept.event_id)
    return ConflictSettled(
        entity=ref_of(ENTRY, entry.entry_id),
        field="body",
        kept_event_id=kept.event_id,
        other_event_ids=others,
        merged_text=optional_text(wish.merged_text, "The merged text"),
    )


def _version(named: str, entry: EntryRow) -> Version:
    if named.isdecimal() and 1 <= int(named) <= len(entry.versions):
        return entry.versions[int(named) - 1]
    digits = named.strip().casefold()
    if len(digits) >= PREFIX_DIGITS_MIN:
        fitting = [version for version in entry.versions if version.event_id.hex().startswith(digits)]
        if len(fitting) == 1:
            return fitting[0]
    raise NotFound(f"There are {len(entry.versions)} versions, and that names none of them", hint="Say 1, 2, or an id.")
