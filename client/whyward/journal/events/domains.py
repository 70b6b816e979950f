"""What happens to the parts of life. Six exist by themselves, under keys that never change.

It holds fields only.
"""

from typing import Final

from whyward.journal.events.fields import Body, DomainKey

SEED_DOMAINS: Final = ("relationships", "career", "health", "spirituality", "creativity", "community")
"""The six that the source article names, in its order; the key of each is its id."""


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
