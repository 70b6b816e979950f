"""Wishes about sorts of cards.

The words on the cards are the face's to hand in: the journal knows a deck's cards by their keys alone.
"""

from typing import TypeAlias

import msgspec

from whyward.journal.intentions.wish import Called, Wish


class StartSort(Wish, frozen=True, kw_only=True):
    """Begin a sort of some cards; `scale` is three or five piles, `frame` what the person has in mind."""

    deck_id: str
    deck_version: int
    card_ids: tuple[str, ...]
    scale: str = "five"
    frame: str = "me_now"
    domain: Called | None = None


class PlaceCard(Wish, frozen=True, kw_only=True):
    """Put a card on a pile: 1 is the farthest from the heart. Without a sort, the one that was begun last."""

    sort: Called | None = None
    card: Called
    pile: int


class AddCard(Wish, frozen=True, kw_only=True):
    """Add a card of one's own."""

    sort: Called | None = None
    label: str
    meaning: str | None = None


class RewordCard(Wish, frozen=True, kw_only=True):
    """Let a card say it in one's own words; an empty meaning takes them away again."""

    sort: Called | None = None
    card: Called
    label: str | None = None
    meaning: str | None = None


class ShortlistCards(Wish, frozen=True, kw_only=True):
    """Choose a few cards, 1 to 15; five to ten are a good number."""

    sort: Called | None = None
    cards: tuple[Called, ...]


class RankCards(Wish, frozen=True, kw_only=True):
    """Put the chosen cards in an order, the closest to the heart first; cards of one group weigh the same.

    Those left out follow as they stood.
    """

    sort: Called | None = None
    ranked: tuple[tuple[Called, ...], ...]


class AnswerCard(Wish, frozen=True, kw_only=True):
    """Answer a question about a card; an empty text takes the answer away.

    `base` are the answers the person had before them, by the events that wrote them; all there are if it is None.
    """

    sort: Called | None = None
    card: Called
    question: str
    text: str
    base: tuple[str, ...] | None = None


class TakenCard(msgspec.Struct, frozen=True, kw_only=True):
    """A card that becomes a value: the words on it, and the parts of life the person wants to place it in."""

    card: Called
    label: str
    domains: tuple[Called, ...] = ()


class FinishSort(Wish, frozen=True, kw_only=True):
    """End a sort, and carry some of the chosen cards as values from now on; a value that is there already stays one."""

    sort: Called | None = None
    taken: tuple[TakenCard, ...] = ()


class SetSortAside(Wish, frozen=True, kw_only=True):
    """Leave a sort for another time."""

    sort: Called | None = None


SortIntention: TypeAlias = (
    StartSort | PlaceCard | AddCard | RewordCard | ShortlistCards | RankCards | AnswerCard | FinishSort | SetSortAside
)
