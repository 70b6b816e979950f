"""What happens to journal entries.

It holds fields only. An edit carries the whole text, never a difference: simple, mergeable, recoverable.
"""

from datetime import date

from whyward.journal.events.fields import Body, DomainKey, Ref, Text
from whyward.protocol.ids import U64, Bytes16


class EntryWritten(Body, frozen=True, kw_only=True):
    """An entry was written."""

    entry_id: Bytes16
    occurred_at: U64
    tz: str | None = None
    title: str | None = None
    body: Text
    tags: tuple[str, ...] = ()
    value_ids: tuple[Bytes16, ...] = ()
    goal_ids: tuple[Bytes16, ...] = ()
    domain_ids: tuple[DomainKey, ...] = ()
    barrier_ids: tuple[Bytes16, ...] = ()
    mood_id: Bytes16 | None = None
    prompt_id: str | None = None
    attachment_ids: tuple[Bytes16, ...] = ()
    import_id: Bytes16 | None = None


class EntryEdited(Body, frozen=True, kw_only=True):
    """An entry was changed by somebody who saw the version `base_event_id`; an empty title means none."""

    entry_id: Bytes16
    base_event_id: Bytes16
    title: str | None = None
    body: Text | None = None
    tags: tuple[str, ...] | None = None


class EntryBinned(Body, frozen=True, kw_only=True):
    """An entry was moved to the bin, where it stays until `purge_on` at the least."""

    entry_id: Bytes16
    purge_on: date


class EntryUnbinned(Body, frozen=True, kw_only=True):
    """An entry was taken out of the bin."""

    entry_id: Bytes16


class EntryLinked(Body, frozen=True, kw_only=True):
    """An entry was said to be about a thing."""

    entry_id: Bytes16
    to: Ref


class EntryUnlinked(Body, frozen=True, kw_only=True):
    """An entry is about a thing no longer; `after` names the links to it that were known, and those alone go."""

    entry_id: Bytes16
    to: Ref
    after: tuple[Bytes16, ...]


class EntryStarred(Body, frozen=True, kw_only=True):
    """An entry was marked to be found again, or the mark was taken off."""

    entry_id: Bytes16
    on: bool
