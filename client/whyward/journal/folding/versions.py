"""Versions of a text: those that did not see each other stay side by side until the person settles it.

Text is never lost to a merge. It knows no kind but the settlement; who uses it says what an event did to the text.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from whyward.journal.events.fields import Body
from whyward.journal.events.plumbing import ConflictSettled
from whyward.journal.folding.happened import Happened


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One text of a thing, by the event that wrote it."""

    event_id: bytes
    text: str
    at: int
    tz: int
    device: bytes


class Wrote(NamedTuple):
    """What an event did to a text: its new words (None: it left them alone), and the versions it was made from."""

    text: str | None
    bases: tuple[bytes, ...] = ()


class _Node(msgspec.Struct):
    """A version in the graph of edits: which ones it was made from, and its text if it still stands."""

    bases: tuple[bytes, ...]
    version: Version | None


def version_of(one: Happened, text: str) -> Version:
    """Return the version that an event wrote."""
    return Version(event_id=one.event.id, text=text, at=one.event.at, tz=one.event.tz, device=one.device)


def versions(happened: Sequence[Happened], wrote: Callable[[Body], Wrote | None], field: str) -> tuple[Version, ...]:
    """Return the standing texts that no standing text was made from, the latest first; equal texts are one version.

    `wrote` says what a body did to the text, None for nothing; `field` is what a settlement calls it. A text that was
    taken back still links what it was made from with what was made from it.
    """
    nodes = _graph(happened, wrote, field)
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


def _graph(happened: Sequence[Happened], wrote: Callable[[Body], Wrote | None], field: str) -> dict[bytes, _Node]:
    """Return the versions in total order. A base must stand earlier in it, so there are no circles."""
    nodes: dict[bytes, _Node] = {}
    for one in happened:
        if isinstance(one.body, ConflictSettled):
            did = _settled(one.body, nodes) if one.body.field == field else None
        else:
            did = wrote(one.body)
        if did is None:
            continue
        known = tuple(base for base in did.bases if base in nodes)
        stands = one.stands and did.text is not None
        nodes[one.event.id] = _Node(known, version_of(one, did.text) if stands and did.text is not None else None)
    return nodes


def _settled(settled: ConflictSettled, nodes: dict[bytes, _Node]) -> Wrote:
    bases = (settled.kept_event_id, *settled.other_event_ids)
    if settled.merged_text is not None:
        return Wrote(settled.merged_text, bases)
    kept = nodes.get(settled.kept_event_id)
    return Wrote(kept.version.text if kept is not None and kept.version is not None else None, bases)
