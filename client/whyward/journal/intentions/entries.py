"""Wishes about the journal.

An edit is always of the version that the person saw.
"""

from datetime import date
from typing import TypeAlias

from whyward.journal.intentions.wish import Called, Wish


class WriteEntry(Wish, frozen=True, kw_only=True):
    """Write an entry; now, unless `on` says another day."""

    body: str
    title: str | None = None
    values: tuple[Called, ...] = ()
    goals: tuple[Called, ...] = ()
    domains: tuple[Called, ...] = ()
    barriers: tuple[Called, ...] = ()
    tags: tuple[str, ...] = ()
    on: date | None = None
    prompt_id: str | None = None


class EditEntry(Wish, frozen=True, kw_only=True):
    """Change an entry; what is None stays. `base` is the event id (hex) of the version seen, if not the one shown."""

    entry: Called
    body: str | None = None
    title: str | None = None
    tags: tuple[str, ...] | None = None
    base: str | None = None


class BinEntry(Wish, frozen=True, kw_only=True):
    """Move an entry to the bin, where it stays for 30 days at the least."""

    entry: Called


class UnbinEntry(Wish, frozen=True, kw_only=True):
    """Take an entry out of the bin."""

    entry: Called


class SettleConflict(Wish, frozen=True, kw_only=True):
    """Keep one of several versions, named by its event id or number (1 is shown first), or a merged text."""

    entry: Called
    keep: str = "1"
    merged_text: str | None = None


class LinkEntry(Wish, frozen=True, kw_only=True):
    """Say that an entry is about a thing: a value, a goal, a part of life (`domain:health`), or anything with an id."""

    entry: Called
    to: Called


class UnlinkEntry(Wish, frozen=True, kw_only=True):
    """Say that an entry is about a thing no longer."""

    entry: Called
    to: Called


class StarEntry(Wish, frozen=True, kw_only=True):
    """Mark an entry to be found again, or take the mark off."""

    entry: Called
    on: bool = True


EntryLinkIntention: TypeAlias = LinkEntry | UnlinkEntry | StarEntry
