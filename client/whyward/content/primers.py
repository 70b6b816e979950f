"""Primers: a few cards that explain a word, and practice cards to sort without a count.

It reads what is shipped.
"""

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from whyward.content.pack import pack


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One card of a primer."""

    title: str
    text: str


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"is_": "is"}):
    """One practice card: what the primer takes it for, and because of what."""

    id: str
    words: str
    is_: Literal["value", "goal"]
    because: str


class Sorter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Practice cards."""

    intro: str
    items: tuple[Item, ...]


class Primer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One primer, with practice cards or without."""

    id: str
    version: Annotated[int, Meta(ge=1)]
    title: str
    line: str
    cards: tuple[Card, ...]
    sorter: Sorter | None = None


class Primers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All primers of a language."""

    lang: str
    primers: tuple[Primer, ...]


_NAME: Final = "primers"


def primers() -> Primers:
    """Return all primers."""
    return pack(_NAME, Primers)


def primer(primer_id: str) -> Primer | None:
    """Return one primer, or None if there is none of that id."""
    return next((one for one in primers().primers if one.id == primer_id), None)
