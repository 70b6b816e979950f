"""Wishes about the parts of life.

None adds one yet: the six exist by themselves.
"""

from whyward.journal.intentions.wish import Called, Wish


class RenameDomain(Wish, frozen=True, kw_only=True):
    """Call a part of life by one's own name."""

    domain: Called
    name: str


class HideDomain(Wish, frozen=True, kw_only=True):
    """Leave out a part of life that is not one's own right now."""

    domain: Called


class ShowDomain(Wish, frozen=True, kw_only=True):
    """Bring a part of life back."""

    domain: Called


class OrderDomains(Wish, frozen=True, kw_only=True):
    """Put the parts of life in an order; those left out follow as they stood."""

    domains: tuple[Called, ...]
