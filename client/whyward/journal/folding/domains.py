"""What the parts of life and the shared preferences have come to: the last word of each wins.

A hidden part of life is left out; it is never counted as empty.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from whyward.journal.events.domains import (
    DomainAdded,
    DomainHidden,
    DomainRenamed,
    DomainShown,
    DomainsOrdered,
    DomainVisionWritten,
)
from whyward.journal.events.fields import Body
from whyward.journal.events.plumbing import PreferenceSet
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.versions import Version, Wrote, versions

VISION: Final = "vision"
"""What a settlement calls the text of who the person wants to be there."""

_OF_A_DOMAIN: Final = (DomainAdded, DomainRenamed, DomainHidden, DomainShown, DomainVisionWritten)


class DomainRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a person made of a part of life; None where they said nothing.

    `added` is the place in the order of all events at which it was first added, None if it was not; `visions` holds one
    text, or several that did not see each other, the latest first.
    """

    domain_id: str
    name: str | None = None
    hidden: bool = False
    added: tuple[int, bytes, bytes] | None = None
    icon: str | None = None
    parent_id: str | None = None
    visions: tuple[Version, ...] = ()


class DomainOrder(msgspec.Struct, frozen=True, kw_only=True):
    """The order of the parts of life as last put."""

    order: tuple[str, ...]


class PreferenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A preference as last set."""

    key: str
    value: str | int | bool


def fold_domain(happened: Sequence[Happened]) -> DomainRow | None:
    """Return what was said of a part of life, or None if nothing stands.

    A new name outlives an adding by another device that did not know of it.
    """
    standing = [one for one in happened if one.stands and isinstance(one.body, _OF_A_DOMAIN)]
    if not standing:
        return None
    row = DomainRow(domain_id=_key_of(standing[0].body))
    renamed: str | None = None
    for one in standing:
        match one.body:
            case DomainAdded() as adding if row.added is None:
                stamp = (one.event.hlc, one.device, one.event.id)
                row = msgspec.structs.replace(
                    row, name=adding.name, added=stamp, icon=adding.icon, parent_id=adding.parent_id
                )
            case DomainRenamed(name=name):
                renamed = name
            case DomainHidden():
                row = msgspec.structs.replace(row, hidden=True)
            case DomainShown():
                row = msgspec.structs.replace(row, hidden=False)
            case _:
                pass
    texts = tuple(version for version in versions(happened, _wrote, VISION) if version.text)
    return msgspec.structs.replace(row, name=renamed or row.name, visions=texts)


def _key_of(body: Body) -> str:
    assert isinstance(body, _OF_A_DOMAIN), "whoever asks has looked"
    return body.domain_id


def _wrote(body: Body) -> Wrote | None:
    return Wrote(body.text, body.base_event_ids) if isinstance(body, DomainVisionWritten) else None


def fold_domain_order(happened: Sequence[Happened]) -> DomainOrder | None:
    """Return the last order that was put."""
    for one in reversed(happened):
        if one.stands and isinstance(one.body, DomainsOrdered):
            return DomainOrder(order=one.body.order)
    return None


def fold_preference(happened: Sequence[Happened]) -> PreferenceRow | None:
    """Return the preference as last set."""
    for one in reversed(happened):
        if one.stands and isinstance(one.body, PreferenceSet):
            return PreferenceRow(key=one.body.key, value=one.body.value)
    return None
