"""What a newer Whyward recorded: counted by kind, kept whole, passed on.

It reads nothing of it.
"""

import msgspec

from whyward.journal.pages import Pages


class UnknownKind(msgspec.Struct, frozen=True, kw_only=True):
    """Events of one kind from a newer Whyward: wholly unreadable ones, and ones read past fields they add."""

    kind: str
    unreadable: int
    newer_fields: int


def unknown_kinds(pages: Pages) -> list[UnknownKind]:
    """Return them by kind."""
    return [
        UnknownKind(kind=kind, unreadable=unreadable, newer_fields=newer)
        for kind, unreadable, newer in pages.unreadable()
    ]
