"""The journal: entries by day, one entry whole with its versions, search, and what waits to be settled.

Entries in the bin are out of lists and search unless they are asked for.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.catalogue import KIND_OF
from whyward.journal.events.entries import EntryEdited
from whyward.journal.folding.entries import EntryRow
from whyward.journal.folding.versions import Version
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels, entry_title
from whyward.journal.projections.telling_caring import thing_named
from whyward.journal.projections.wanted import EVERYTHING, Wanted


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it is now. More than one version means: two edits did not see each other, and both are kept."""

    id: bytes
    on: date
    title: str
    own_title: str | None
    body: str
    versions: tuple[Version, ...]
    tags: tuple[str, ...]
    value_ids: tuple[bytes, ...]
    values: tuple[str, ...]
    goal_ids: tuple[bytes, ...]
    domain_ids: tuple[str, ...]
    prompt_id: str | None
    edited: bool
    binned: bool
    purge_on: date | None
    starred: bool
    about: tuple[str, ...]


def entries(pages: Pages, wanted: Wanted = EVERYTHING, *, binned: bool = False) -> list[Entry]:
    """Return entries, the latest first; with `binned`, those in the bin instead."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    found: list[Entry] = []
    for row in pages.entries(wanted.first, wanted.last):
        if wanted.limit is not None and len(found) >= wanted.limit:
            break
        if row.binned == binned and _is_wanted(row, wanted):
            found.append(_entry(row, labels, ends_at))
    return found


def _is_wanted(row: EntryRow, wanted: Wanted) -> bool:
    return (
        (wanted.value_id is None or wanted.value_id in row.value_ids)
        and (wanted.goal_id is None or wanted.goal_id in row.goal_ids)
        and (wanted.domain_id is None or wanted.domain_id in row.domain_ids)
        and (wanted.tag is None or wanted.tag in row.tags)
    )


def entry_shown(pages: Pages, entry_id: bytes) -> Entry | None:
    """Return one entry, also from the bin."""
    row = pages.entry(entry_id)
    return None if row is None else _entry(row, Labels(pages), pages.day_ends_at)


def search(pages: Pages, words: str, *, limit: int | None = None) -> list[Entry]:
    """Return entries that hold all the words, best first; the last word may be a beginning."""
    rows = [row for row in pages.search(words) if not row.binned]
    return _entries(rows[:limit], pages)


def conflicts(pages: Pages) -> list[Entry]:
    """Return entries with more than one version, the latest first."""
    edited = dict.fromkeys(
        one.body.entry_id for one in pages.told([KIND_OF[EntryEdited]]) if isinstance(one.body, EntryEdited)
    )
    rows = (pages.entry(entry_id) for entry_id in edited)
    return _entries((row for row in rows if row is not None and len(row.versions) > 1), pages)


def _entries(rows: Iterable[EntryRow], pages: Pages) -> list[Entry]:
    labels, ends_at = Labels(pages), pages.day_ends_at
    return [_entry(row, labels, ends_at) for row in rows]


def _entry(row: EntryRow, labels: Labels, ends_at: int) -> Entry:
    return Entry(
        id=row.entry_id,
        on=life_day(row.written_at, row.tz, ends_at),
        title=entry_title(row),
        own_title=row.title,
        body=row.versions[0].text,
        versions=row.versions,
        tags=row.tags,
        value_ids=row.value_ids,
        values=tuple(map(labels.value, row.value_ids)),
        goal_ids=row.goal_ids,
        domain_ids=row.domain_ids,
        prompt_id=row.prompt_id,
        edited=row.edited,
        binned=row.binned,
        purge_on=row.purge_on,
        starred=row.starred,
        about=_about(row, labels),
    )


def _about(row: EntryRow, labels: Labels) -> tuple[str, ...]:
    """Return what it is about beside values: goals, parts of life, what was in the way, and anything else, by name."""
    refs = [
        *(f"goal:{id_.hex()}" for id_ in row.goal_ids),
        *(f"domain:{key}" for key in row.domain_ids),
        *(f"barrier:{id_.hex()}" for id_ in row.barrier_ids),
        *row.links,
    ]
    return tuple(thing_named(ref, labels) for ref in refs)
