"""Moments of choice, and decisions weighed by what matters.

It holds fields only. "Toward" and "away" are directions; neither is a mark.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from whyward.journal.events.fields import Body, Choice, Text
from whyward.protocol.ids import U64, Bytes16

Toward = Annotated[int, Meta(ge=-2, le=2)]
"""How much an option leads toward a value: -2 is clearly away from it, 2 is clearly toward it."""


class Went(StrEnum):
    """Which way a moment of choice went."""

    TOWARD = "toward"
    AWAY = "away"
    BOTH = "both"
    STILL_CHOOSING = "still_choosing"


class ChoicePointNoted(Body, frozen=True, kw_only=True):
    """A moment of choice: what pulled, what held, and the moves that were there."""

    choice_id: Bytes16
    occurred_at: U64
    situation: Text
    hooks: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    toward: tuple[str, ...] = ()
    went: Choice
    value_ids: tuple[Bytes16, ...] = ()
    note: Text | None = None


class DecisionFaced(Body, frozen=True, kw_only=True):
    """Something is to be decided."""

    decision_id: Bytes16
    question: Text
    by: date | None = None


class OptionAdded(Body, frozen=True, kw_only=True):
    """There is one more way to go."""

    decision_id: Bytes16
    option_id: Bytes16
    text: Text


class OptionWeighed(Body, frozen=True, kw_only=True):
    """How much an option leads toward a value; the last word for both counts."""

    decision_id: Bytes16
    option_id: Bytes16
    value_id: Bytes16
    toward: Toward
    note: Text | None = None


class DecisionMade(Body, frozen=True, kw_only=True):
    """The person decided: for an option, or in a way that is none of them."""

    decision_id: Bytes16
    option_id: Bytes16 | None = None
    because: Text | None = None


class DecisionLookedBackOn(Body, frozen=True, kw_only=True):
    """What the person sees now, looking back."""

    decision_id: Bytes16
    text: Text
