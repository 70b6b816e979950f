"""What happens to values, the words a person lives by: chosen, reworded, rested; there is no way to finish one.

It holds fields only; what they come to is `folding.values`.
"""

from datetime import date
from enum import StrEnum

from whyward.journal.events.fields import Body, Choice, DomainKey, Ref, Text, ZeroToTen
from whyward.protocol.ids import Bytes16


class ShowsUp(StrEnum):
    """How much a value is lived in a part of life."""

    A_LOT = "a_lot"
    SOME = "some"
    A_LITTLE = "a_little"
    NOT_YET = "not_yet"
    NOT_RELEVANT = "not_relevant"


class RetiredBecause(StrEnum):
    """Why a value is no longer carried."""

    CHANGED = "changed"
    NEVER_MINE = "never_mine"
    MERGED = "merged"
    OTHER = "other"


class ValueChosen(Body, frozen=True, kw_only=True):
    """A value was named; `came_from` leads back to the sentence it was noticed in."""

    value_id: Bytes16
    name: str
    own_words: Text | None = None
    card_id: str | None = None
    came_from: tuple[Ref, ...] = ()
    chosen_on: date


class ValueReworded(Body, frozen=True, kw_only=True):
    """A value was put in other words."""

    value_id: Bytes16
    name: str | None = None
    own_words: Text | None = None


class ValuesRanked(Body, frozen=True, kw_only=True):
    """All values were put in an order."""

    order: tuple[Bytes16, ...]
    frame: str | None = None


class ValueOwnershipChecked(Body, frozen=True, kw_only=True):
    """The person asked how much a value is theirs, and how much it is expected of them."""

    value_id: Bytes16
    mine: ZeroToTen
    pressure: ZeroToTen
    whose_voice: Text | None = None
    note: Text | None = None


class ValueShownInDomain(Body, frozen=True, kw_only=True):
    """A value was placed in a part of life."""

    value_id: Bytes16
    domain_id: DomainKey
    shows_up: Choice
    how: Text | None = None


class ValueDomainLinkRemoved(Body, frozen=True, kw_only=True):
    """A value was taken out of a part of life."""

    value_id: Bytes16
    domain_id: DomainKey


class ValueTensionNoted(Body, frozen=True, kw_only=True):
    """Two or more values pulled in different directions."""

    tension_id: Bytes16
    value_ids: tuple[Bytes16, ...]
    situation: Text
    leaning: Text | None = None


class ValueGlimpsed(Body, frozen=True, kw_only=True):
    """The person saw a value in something they wrote; never made by a program's reading."""

    glimpse_id: Bytes16
    source: Ref
    quote: Text | None = None
    guess: str


class GlimpseLetGo(Body, frozen=True, kw_only=True):
    """A glimpse leads nowhere for now; it stays in the history."""

    glimpse_id: Bytes16


class ValueRested(Body, frozen=True, kw_only=True):
    """A value was set aside for a while: still the person's own."""

    value_id: Bytes16
    until: date | None = None
    why: Text | None = None


class ValueRetired(Body, frozen=True, kw_only=True):
    """A value is no longer carried; its history stays."""

    value_id: Bytes16
    why: Choice
    merged_into: Bytes16 | None = None
    note: Text | None = None


class ValueRestored(Body, frozen=True, kw_only=True):
    """A rested or retired value is carried again."""

    value_id: Bytes16
