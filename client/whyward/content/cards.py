"""The deck of value cards: 120 names, each with one line of our own, 28 of them for when there is little energy.

Where the names come from is `licence_note`; which parts of life may go with a card is a suggestion and nothing more.
"""

from functools import cache
from typing import Final

import msgspec

from whyward.content.pack import pack

DOMAIN_BY_CODE: Final = {
    "rel": "relationships",
    "career": "career",
    "health": "health",
    "spirit": "spirituality",
    "create": "creativity",
    "comm": "community",
    "grow": "grow",
    "leisure": "leisure",
    "home": "home",
    "money": "money",
}
"""What the deck writes short, by the keys that parts of life have everywhere else."""


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card: what stands on it, the decks it is in (`A` 2001, `B` 2011, `S` our own), what may go with it."""

    id: str
    label: str
    gloss: str
    quick: bool
    decks: tuple[str, ...]
    domains: tuple[str, ...]


class Deck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A deck in one language and version; a sort keeps both, so that a later deck never changes an earlier sort."""

    deck_id: str
    deck_version: int
    lang: str
    licence_note: str
    cards: tuple[Card, ...]


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question about a card near the top; `hint` is a nudge for when nothing comes."""

    id: str
    text: str
    hint: str


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to look at the cards."""

    id: str
    label: str


class Sorting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words around a sort: its piles from the farthest to the closest, its questions, its ways to look."""

    three: tuple[str, ...]
    five: tuple[str, ...]
    questions: tuple[Question, ...]
    frames: tuple[Frame, ...]

    def piles(self, count: int) -> tuple[str, ...]:
        """Return the names of three or of five piles."""
        return self.three if count == len(self.three) else self.five


def deck() -> Deck:
    """Return the deck."""
    return pack("cards", Deck)


def sorting() -> Sorting:
    """Return the words around a sort."""
    return pack("sorting", Sorting)


@cache
def card_by_id() -> dict[str, Card]:
    """Return every card by its key."""
    return {card.id: card for card in deck().cards}


@cache
def _id_by_label() -> dict[str, str]:
    return {card.label.casefold(): card.id for card in deck().cards}


def key_of(called: str) -> str:
    """Return the key of the card whose label that is; anything else stays as it was typed."""
    return _id_by_label().get(" ".join(called.casefold().split()), called)


def words_of(card_id: str, label: str | None, meaning: str | None) -> tuple[str, str]:
    """Return what stands on a card: the person's own words, and the deck's where they have none."""
    card = card_by_id().get(card_id)
    ours = (card_id, "") if card is None else (card.label, card.gloss)
    return label or ours[0], meaning or ours[1]


@cache
def quick_ids() -> tuple[str, ...]:
    """Return the keys of the short deck."""
    return tuple(card.id for card in deck().cards if card.quick)


@cache
def all_ids() -> tuple[str, ...]:
    """Return the keys of the whole deck."""
    return tuple(card.id for card in deck().cards)


@cache
def domains_by_card() -> dict[str, tuple[str, ...]]:
    """Return which parts of life may go with each card, by their keys."""
    return {card.id: tuple(DOMAIN_BY_CODE[code] for code in card.domains) for card in deck().cards}
