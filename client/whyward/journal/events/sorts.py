"""What happens to a sort: cards that each name a value are put on piles, a few are chosen, and put in an order.

It holds fields only. No time is measured, and nobody's way of sorting is graded.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from whyward.journal.events.fields import Body, Choice, DomainKey, Text
from whyward.protocol.ids import Bytes16

CardKey = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[a-z0-9-]+\Z", title="card key")]
"""A card by its key in the deck, or by the key that a card of the person's own was given."""

Pile = Annotated[int, Meta(ge=0, le=4)]
"""0 is the farthest from the heart; the highest of three piles is 2, of five 4."""


class Scale(StrEnum):
    """How many piles there are."""

    THREE = "three"
    FIVE = "five"


class Frame(StrEnum):
    """What the person had in mind while sorting."""

    ME_NOW = "me_now"
    ME_AT_MY_BEST = "me_at_my_best"
    A_DOMAIN = "a_domain"
    WITH_THERAPIST = "with_therapist"


class CardQuestion(StrEnum):
    """What may be asked about a card that came out near the top."""

    MEANS_TO_ME = "means_to_me"
    WHY_CHOSEN = "why_chosen"
    HOW_IMPORTANT = "how_important"
    HOW_SHOWN = "how_shown"
    EVEN_TRUER = "even_truer"


class SortStarted(Body, frozen=True, kw_only=True):
    """A sort began. `card_ids` is the shuffled order, so that any device goes on where another one stopped."""

    sort_id: Bytes16
    deck_id: str
    deck_version: int
    card_ids: tuple[CardKey, ...]
    scale: Choice
    frame: Choice
    domain_id: DomainKey | None = None


class CardPlaced(Body, frozen=True, kw_only=True):
    """A card was put on a pile, or moved to another one."""

    sort_id: Bytes16
    card_id: CardKey
    pile: Pile
    from_pile: Pile | None = None


class CardAdded(Body, frozen=True, kw_only=True):
    """A card of the person's own joined the others."""

    sort_id: Bytes16
    card_id: CardKey
    label: str
    meaning: Text | None = None


class CardReworded(Body, frozen=True, kw_only=True):
    """A card says something else for this person: mine says …."""

    sort_id: Bytes16
    card_id: CardKey
    label: str | None = None
    meaning: Text | None = None


class SortShortlisted(Body, frozen=True, kw_only=True):
    """A few cards were chosen; `base_event_ids` are the choices that the person had before them."""

    sort_id: Bytes16
    card_ids: tuple[CardKey, ...]
    base_event_ids: tuple[Bytes16, ...] = ()


class SortRanked(Body, frozen=True, kw_only=True):
    """The chosen cards were put in an order, the closest to the heart first; cards in one group weigh the same."""

    sort_id: Bytes16
    ranked: tuple[tuple[CardKey, ...], ...]


class SortAnswered(Body, frozen=True, kw_only=True):
    """The person answered a question about a card; `base_event_ids` are the answers that they had before them."""

    sort_id: Bytes16
    card_id: CardKey
    question_id: Choice
    text: Text
    base_event_ids: tuple[Bytes16, ...] = ()


class SortFinished(Body, frozen=True, kw_only=True):
    """The sort came to its end: the cards at the top, in order, and the values that the person took from it."""

    sort_id: Bytes16
    top: tuple[CardKey, ...]
    adopted_value_ids: tuple[Bytes16, ...] = ()


class SortSetAside(Body, frozen=True, kw_only=True):
    """The sort was set aside; whatever the person does with it later takes it up again."""

    sort_id: Bytes16
