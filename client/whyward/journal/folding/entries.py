"""What an entry has come to: its versions, title, tags, and whether it is in the bin.

Text is never lost to a merge: where two edits did not see each other, both versions stay until the person settles it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from whyward.journal.events.entries import (
    EntryBinned,
    EntryEdited,
    EntryLinked,
    EntryStarred,
    EntryUnbinned,
    EntryUnlinked,
    EntryWritten,
)
from whyward.journal.events.fields import Body, Ref
from whyward.journal.folding.entry_links import by_noun, links_of
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.versions import Version, Wrote, version_of, versions

BODY: Final = "body"
"""What a settlement calls the text of an entry."""


class EntryRow(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it is now. `versions` holds one text, or several that did not see each other, the latest first."""

    entry_id: bytes
    title: str | None
    tags: tuple[str, ...]
    versions: tuple[Version, ...]
    written_at: int
    tz: int
    value_ids: tuple[bytes, ...]
    goal_ids: tuple[bytes, ...]
    domain_ids: tuple[str, ...]
    barrier_ids: tuple[bytes, ...]
    prompt_id: str | None
    edited: bool
    purge_on: date | None
    stamp: tuple[int, bytes, bytes]
    starred: bool = False
    links: tuple[Ref, ...] = ()

    @property
    def binned(self) -> bool:
        """Whether it is in the bin."""
        return self.purge_on is not None


def fold_entry(happened: Sequence[Happened]) -> EntryRow | None:
    """Return the entry that its events come to, or None before it is written."""
    first = next((one for one in happened if one.stands and isinstance(one.body, EntryWritten)), None)
    if first is None or not isinstance(first.body, EntryWritten):
        return None
    written = first.body
    row = EntryRow(
        entry_id=written.entry_id,
        title=written.title,
        tags=written.tags,
        versions=(version_of(first, written.body),),
        written_at=first.event.at,
        tz=first.event.tz,
        value_ids=written.value_ids,
        goal_ids=written.goal_ids,
        domain_ids=written.domain_ids,
        barrier_ids=written.barrier_ids,
        prompt_id=written.prompt_id,
        edited=False,
        purge_on=None,
        stamp=(first.event.hlc, first.device, first.event.id),
    )
    if len(happened) == 1:
        return row
    for one in happened:
        if one.stands:
            row = _after(row, one)
    if any(isinstance(one.body, EntryLinked | EntryUnlinked) for one in happened):
        row = _linked(row, happened)
    return msgspec.structs.replace(row, versions=versions(happened, _wrote, BODY) or row.versions)


def _linked(row: EntryRow, happened: Sequence[Happened]) -> EntryRow:
    links = by_noun(list(links_of(happened)))
    return msgspec.structs.replace(
        row,
        value_ids=links.value_ids,
        goal_ids=links.goal_ids,
        domain_ids=links.domain_ids,
        barrier_ids=links.barrier_ids,
        links=links.others,
    )


def _after(row: EntryRow, one: Happened) -> EntryRow:
    match one.body:
        case EntryEdited(title=title, tags=tags):
            return msgspec.structs.replace(
                row,
                title=row.title if title is None else title or None,
                tags=row.tags if tags is None else tags,
                edited=True,
            )
        case EntryBinned(purge_on=purge_on):
            return msgspec.structs.replace(row, purge_on=purge_on)
        case EntryUnbinned():
            return msgspec.structs.replace(row, purge_on=None)
        case EntryStarred(on=on):
            return msgspec.structs.replace(row, starred=on)
        case _:
            return row


def _wrote(body: Body) -> Wrote | None:
    match body:
        case EntryWritten(body=text):
            return Wrote(text)
        case EntryEdited(body=edited, base_event_id=base):
            return Wrote(edited, (base,))
        case _:
            return None
