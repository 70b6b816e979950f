"""Looking back: reviews, what the program noticed and the person kept or sent away, then beside now.

What the program notices is worked out when it is read; an event says what the person did with it.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

import msgspec

from whyward.journal.events.fields import Body, Choice, Ref, Text
from whyward.protocol.ids import Bytes16


class Span(StrEnum):
    """How long a stretch a review looks back on."""

    WEEK = "week"
    MONTH = "month"
    WHENEVER = "whenever"


class Compared(StrEnum):
    """What was put beside what."""

    VALUES = "values"
    CHECKIN = "checkin"
    SORT = "sort"


class LensText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was written under one of the lenses; `shown` is the question as it stood there."""

    lens: Choice
    version: int
    shown: Text
    text: Text


class ReviewWritten(Body, frozen=True, kw_only=True):
    """Somebody looked back on some days, and wrote what they wanted about them."""

    review_id: Bytes16
    span: Choice
    period_from: date
    period_to: date
    noticed: Text | None = None
    glad_about: Text | None = None
    harder_than_expected: Text | None = None
    what_helped: Text | None = None
    next_tiny_step: Text | None = None
    lenses: tuple[LensText, ...] = ()
    value_ids: tuple[Bytes16, ...] = ()


class ReviewRevised(Body, frozen=True, kw_only=True):
    """One text of a review was changed by somebody who saw the versions `base_event_ids`; an empty one empties it.

    `field` is the name of a text above, or `lens:` and the name of a lens; then `shown` is its question.
    """

    review_id: Bytes16
    base_event_ids: tuple[Bytes16, ...]
    field: Choice
    text: Text
    shown: Text | None = None


class InsightKept(Body, frozen=True, kw_only=True):
    """What the program noticed was kept, in the words that were shown."""

    insight_id: Bytes16
    rule_id: Choice
    rule_version: int
    text_shown: Text
    about: tuple[Ref, ...] = ()


class InsightDismissed(Body, frozen=True, kw_only=True):
    """What the program noticed was sent away: this one for a while, or all of its rule for good."""

    insight_id: Bytes16
    rule_id: Choice
    never_again: bool = False


class ThenAndNowCompared(Body, frozen=True, kw_only=True):
    """Two of one kind were put beside each other: orders of values by their days, check-ins or sorts by their ids."""

    compare_id: Bytes16
    kind: Choice
    a: Ref
    b: Ref
    reflection: Text | None = None


_INSIGHTS: Final = UUID("5f6d3f0c-0d4e-4e0a-9a60-6d1c1a3b7e21")


def insight_id_of(rule_id: str, about: Sequence[Ref]) -> bytes:
    """Return the id of what a rule noticed about some things: the same on every device, so that it is answered once."""
    return uuid5(_INSIGHTS, "\n".join((rule_id, *about))).bytes
