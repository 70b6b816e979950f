"""Wishes about the parts of life.

Six exist by themselves; a person may add others, and say of each who they want to be there.
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


class AddDomain(Wish, frozen=True, kw_only=True):
    """Add a part of life: one of the optional ones by its `key` (grow, leisure, home, money), or one's own."""

    name: str
    key: str | None = None
    icon: str | None = None
    parent: Called | None = None


class WriteVision(Wish, frozen=True, kw_only=True):
    """Say who one wants to be in a part of life; an empty text takes the words away.

    `base` are the texts the person had before them, by the events that wrote them; all there are if it is None.
    """

    domain: Called
    text: str
    base: tuple[str, ...] | None = None
