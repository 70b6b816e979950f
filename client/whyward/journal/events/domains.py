"""What happens to the parts of life. Six exist by themselves, under keys that never change; others are added.

It holds fields only.
"""

from typing import Final

from whyward.journal.events.fields import Body, DomainKey, Text
from whyward.protocol.ids import Bytes16

SEED_DOMAINS: Final = ("relationships", "career", "health", "spirituality", "creativity", "community")
"""The six that the source article names, in its order; the key of each is its id."""

OPTIONAL_DOMAINS: Final = ("grow", "leisure", "home", "money")
"""Four more that a person may switch on: each has the same key on every device, so switched on twice it is one."""


class DomainAdded(Body, frozen=True, kw_only=True):
    """One more part of life: one of the optional four by its key, or the person's own under a fresh one."""

    domain_id: DomainKey
    name: str
    icon: str | None = None
    parent_id: DomainKey | None = None


class DomainRenamed(Body, frozen=True, kw_only=True):
    """A part of life got the person's own name."""

    domain_id: DomainKey
    name: str


class DomainHidden(Body, frozen=True, kw_only=True):
    """Not part of my life right now; it is never counted as empty."""

    domain_id: DomainKey


class DomainShown(Body, frozen=True, kw_only=True):
    """Part of my life again."""

    domain_id: DomainKey


class DomainsOrdered(Body, frozen=True, kw_only=True):
    """The parts of life were put in an order."""

    order: tuple[DomainKey, ...]


class DomainVisionWritten(Body, frozen=True, kw_only=True):
    """Who the person wants to be there, in their own words; `base_event_ids` are the texts that it was made from."""

    domain_id: DomainKey
    text: Text
    base_event_ids: tuple[Bytes16, ...] = ()
