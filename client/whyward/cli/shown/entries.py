"""Entries: a list, one in full with its versions, and those that wait to be settled.

Two texts that did not see each other are both shown; none is called wrong.
"""

from datetime import date
from typing import Final

import msgspec

from whyward.cli.face import Face
from whyward.cli.shown.ids import iso, short
from whyward.cli.tables import print_table
from whyward.journal.projections.entries import Entry

NO_ENTRIES: Final = "Nothing here yet. A line is enough: whyward write TEXT"


class VersionShown(msgspec.Struct, frozen=True):
    """One text of an entry."""

    event_id: bytes
    device_id: bytes
    at: str
    text: str


class EntryShown(msgspec.Struct, frozen=True, kw_only=True):
    """An entry for programs."""

    id: bytes
    on: date
    title: str
    body: str
    versions: list[VersionShown]
    tags: tuple[str, ...]
    value_ids: tuple[bytes, ...]
    values: tuple[str, ...]
    goal_ids: tuple[bytes, ...]
    domain_ids: tuple[str, ...]
    edited: bool
    binned: bool
    purge_on: date | None
    starred: bool
    about: tuple[str, ...]


def entry_document(entry: Entry) -> EntryShown:
    """Return an entry for programs."""
    versions = [VersionShown(one.event_id, one.device, iso(one.at), one.text) for one in entry.versions]
    return EntryShown(
        id=entry.id,
        on=entry.on,
        title=entry.title,
        body=entry.body,
        versions=versions,
        tags=entry.tags,
        value_ids=entry.value_ids,
        values=entry.values,
        goal_ids=entry.goal_ids,
        domain_ids=entry.domain_ids,
        edited=entry.edited,
        binned=entry.binned,
        purge_on=entry.purge_on,
        starred=entry.starred,
        about=entry.about,
    )


def print_entries(face: Face, found: list[Entry], nothing: str = NO_ENTRIES) -> None:
    """Print entries as a table."""
    if face.as_json:
        face.give([entry_document(entry) for entry in found])
        return
    if not found:
        face.show(nothing)
        return
    rows = [
        [short(one.id), one.on.isoformat(), _name(one), ", ".join(one.values), ", ".join(one.tags)] for one in found
    ]
    print_table(("id", "day", "entry", "values", "tags"), rows)


def _name(one: Entry) -> str:
    return f"* {one.title}" if one.starred else one.title


def entry_text(entry: Entry) -> str:
    """Return one entry in full."""
    about = ", ".join([*entry.values, *entry.about, *(f"#{tag}" for tag in entry.tags)])
    head = f"{entry.on.isoformat()}  {entry.own_title or ''} ({short(entry.id)})".replace("   (", "  (")
    parts = [head, *([about] if about else []), ""]
    if entry.binned:
        parts[1:1] = [f"In the bin until {entry.purge_on} at least. Back with: whyward entry restore {short(entry.id)}"]
    if len(entry.versions) == 1:
        return "\n".join([*parts, entry.body])
    parts += ["Two texts of this entry did not see each other. Both are kept."]
    for number, version in enumerate(entry.versions, start=1):
        parts += ["", f"{number}  {iso(version.at)[:16].replace('T', ' ')} ({short(version.event_id)})", version.text]
    return "\n".join([*parts, "", f"To keep one: whyward conflicts settle {short(entry.id)} --keep 1"])
