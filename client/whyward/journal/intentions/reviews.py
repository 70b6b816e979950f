"""Wishes about looking back: a review, what the program noticed, then beside now.

A review may hold one line; nothing in it is asked for twice.
"""

from datetime import date
from typing import TypeAlias

import msgspec

from whyward.journal.intentions.wish import Called, Wish


class LensWords(msgspec.Struct, frozen=True, kw_only=True):
    """What one writes under a lens; `shown` is its question as it stands there."""

    lens: str
    version: int
    shown: str
    text: str


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """New words for one text of a review; empty ones take it away. `shown` goes with a lens that is written anew."""

    field: str
    text: str
    shown: str | None = None


class WriteReview(Wish, frozen=True, kw_only=True):
    """Look back on a week, a month, or whenever; the days follow from that unless they are said."""

    span: str = "week"
    period_from: date | None = None
    period_to: date | None = None
    noticed: str | None = None
    glad_about: str | None = None
    harder_than_expected: str | None = None
    what_helped: str | None = None
    next_tiny_step: str | None = None
    lenses: tuple[LensWords, ...] = ()
    values: tuple[Called, ...] = ()


class ReviseReview(Wish, frozen=True, kw_only=True):
    """Change texts of a review. `base` are the event ids (hex) of the versions seen, if not the ones shown now."""

    review: Called
    changes: tuple[Changed, ...]
    base: tuple[str, ...] | None = None


class SettleReview(Wish, frozen=True, kw_only=True):
    """Keep one of several versions of a text, by its number (1 is shown first) or event id, or a merged text.

    Without a field, it is the one text of the review that has several.
    """

    review: Called
    field: str | None = None
    keep: str = "1"
    merged_text: str | None = None


class KeepInsight(Wish, frozen=True, kw_only=True):
    """Keep what the program noticed, in the words that it showed."""

    insight_id: bytes
    rule_id: str
    rule_version: int
    text_shown: str
    about: tuple[str, ...] = ()


class DismissInsight(Wish, frozen=True, kw_only=True):
    """Send away what the program noticed: this for a while, or all of its rule for good."""

    insight_id: bytes
    rule_id: str
    never_again: bool = False


class CompareThenAndNow(Wish, frozen=True, kw_only=True):
    """Put two of a kind beside each other: `values:2026-03-04`, or check-ins or sorts by their ids."""

    kind: str
    a: Called
    b: Called
    reflection: str | None = None


ReviewIntention: TypeAlias = (
    WriteReview | ReviseReview | SettleReview | KeepInsight | DismissInsight | CompareThenAndNow
)
