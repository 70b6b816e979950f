"""What the parts of life and the shared preferences have come to: the last word of each wins.

A hidden part of life is left out; it is never counted as empty.
"""

from collections.abc import Sequence

import msgspec

from whyward.journal.events.domains import DomainHidden, DomainRenamed, DomainShown, DomainsOrdered
from whyward.journal.events.plumbing import PreferenceSet
from whyward.journal.folding.happened import Happened


class DomainRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a person made of a part of life; None where they said nothing."""

    domain_id: str
    name: str | None = None
    hidden: bool = False


class DomainOrder(msgspec.Struct, frozen=True, kw_only=True):
    """The order of the parts of life as last put."""

    order: tuple[str, ...]


class PreferenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A preference as last set."""

    key: str
    value: str | int | bool


def fold_domain(happened: Sequence[Happened]) -> DomainRow | None:
    """Return what was said of a part of life, or None if nothing stands."""
    row: DomainRow | None = None
    for one in happened:
        if one.stands and isinstance(one.body, DomainRenamed | DomainHidden | DomainShown):
            row = row or DomainRow(domain_id=one.body.domain_id)
            match one.body:
                case DomainRenamed(name=name):
                    row = msgspec.structs.replace(row, name=name)
                case DomainHidden():
                    row = msgspec.structs.replace(row, hidden=True)
                case DomainShown():
                    row = msgspec.structs.replace(row, hidden=False)
    return row


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
