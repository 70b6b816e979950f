"""What an entry has come to: its versions, title, tags, and whether it is in the bin.

Text is never lost to a merge: where two edits did not see each other, both versions stay until the person settles it.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from whyward.journal.events.entries import EntryBinned, EntryEdited, EntryUnbinned, EntryWritten
from whyward.journal.events.plumbing import ConflictSettled
from whyward.journal.folding.happened import Happened


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One text of an entry, by the event that wrote it."""

    event_id: bytes
    text: str
    at: int
    tz: int
    device: bytes


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

    @property
    def binned(self) -> bool:
        """Whether it is in the bin."""
        return self.purge_on is not None


class _Node(msgspec.Struct):
    """A version in the graph of edits: which ones it was made from, and its text if it still stands."""

    bases: tuple[bytes, ...]
    version: Version | None


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
        versions=(_version(first, written.body),),
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
    return msgspec.structs.replace(row, versions=_versions(happened) or row.versions)


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
        case _:
            return row


def _version(one: Happened, text: str) -> Version:
    return Version(event_id=one.event.id, text=text, at=one.event.at, tz=one.event.tz, device=one.device)


def _versions(happened: Sequence[Happened]) -> tuple[Version, ...]:
    """Return the standing texts that no standing text was made from, the latest first; equal texts are one version.

    A text that was taken back still links what it was made from with what was made from it.
    """
    nodes = _graph(happened)
    superseded: set[bytes] = set()
    for node in nodes.values():
        if node.version is not None:
            _supersede(node.bases, nodes, superseded)
    latest_by_text: dict[str, Version] = {}
    for event_id, node in reversed(nodes.items()):
        if node.version is not None and event_id not in superseded:
            latest_by_text.setdefault(node.version.text, node.version)
    return tuple(latest_by_text.values())


def _supersede(bases: tuple[bytes, ...], nodes: dict[bytes, _Node], superseded: set[bytes]) -> None:
    """Mark all that a text descends from; what is marked has had its own ancestors marked."""
    pending = list(bases)
    while pending:
        event_id = pending.pop()
        if event_id in nodes and event_id not in superseded:
            superseded.add(event_id)
            pending.extend(nodes[event_id].bases)


def _graph(happened: Sequence[Happened]) -> dict[bytes, _Node]:
    """Return the versions in total order. A base must stand earlier in it, so there are no circles."""
    nodes: dict[bytes, _Node] = {}
    for one in happened:
        match one.body:
            case EntryWritten(body=text):
                bases: tuple[bytes, ...] = ()
            case EntryEdited(body=text, base_event_id=base):
                bases = (base,)
            case ConflictSettled(field="body") as settled:
                bases = (settled.kept_event_id, *settled.other_event_ids)
                text = _settled_text(settled, nodes)
            case _:
                continue
        known = tuple(base for base in bases if base in nodes)
        stands = one.stands and text is not None
        nodes[one.event.id] = _Node(known, _version(one, text) if stands and text is not None else None)
    return nodes


def _settled_text(settled: ConflictSettled, nodes: dict[bytes, _Node]) -> str | None:
    if settled.merged_text is not None:
        return settled.merged_text
    kept = nodes.get(settled.kept_event_id)
    return kept.version.text if kept is not None and kept.version is not None else None
