"""The nouns of noticing and looking back that the pages keep a row for, each with its fold.

A part of the list of nouns.
"""

from typing import Any, Final

from whyward.journal.events import kinds_noticing as kinds
from whyward.journal.folding.checkins import (
    CheckinRow,
    InstrumentRow,
    MoodRow,
    fold_checkin,
    fold_instrument,
    fold_mood,
)
from whyward.journal.folding.noun import Noun
from whyward.journal.folding.reviews import (
    ComparisonRow,
    InsightRow,
    ReviewRow,
    fold_comparison,
    fold_insight,
    fold_review,
)

CHECKINS: Final = Noun(kinds.CHECKIN, CheckinRow, fold_checkin)
INSTRUMENTS: Final = Noun(kinds.INSTRUMENT, InstrumentRow, fold_instrument)
MOODS: Final = Noun(kinds.MOOD, MoodRow, fold_mood)
REVIEWS: Final = Noun(kinds.REVIEW, ReviewRow, fold_review)
INSIGHTS: Final = Noun(kinds.INSIGHT, InsightRow, fold_insight)
COMPARISONS: Final = Noun(kinds.COMPARISON, ComparisonRow, fold_comparison)

NOUNS: Final[tuple[Noun[Any], ...]] = (CHECKINS, INSTRUMENTS, MOODS, REVIEWS, INSIGHTS, COMPARISONS)
