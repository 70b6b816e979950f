"""The kinds of noticing and looking back: check-ins, moods, reviews, insights.

A part of the catalogue; each kind with the one entity that it touches.
"""

from collections.abc import Mapping
from typing import Final

from whyward.journal.events import checkins as k
from whyward.journal.events import reviews as w
from whyward.journal.events.touching import Touching

CHECKIN: Final = b"checkin:"
INSTRUMENT: Final = b"instrument:"
MOOD: Final = b"mood:"
REVIEW: Final = b"review:"
INSIGHT: Final = b"insight:"
COMPARISON: Final = b"comparison:"

NOTICED: Final = (CHECKIN, MOOD, REVIEW, INSIGHT)
"""Those that go by an id of their own."""

KINDS: Final[Mapping[str, Touching]] = {
    "checkin-completed.1": Touching(k.CheckinCompleted, CHECKIN, "checkin_id"),
    "checkin-corrected.1": Touching(k.CheckinCorrected, CHECKIN, "checkin_id"),
    "checkin-taken-back.1": Touching(k.CheckinTakenBack, CHECKIN, "checkin_id"),
    "target-marked.1": Touching(k.TargetMarked, CHECKIN, "checkin_id"),
    "instrument-added.1": Touching(k.InstrumentAdded, INSTRUMENT, "adding_id"),
    "mood-noted.1": Touching(k.MoodNoted, MOOD, "mood_id"),
    "review-written.1": Touching(w.ReviewWritten, REVIEW, "review_id"),
    "review-revised.1": Touching(w.ReviewRevised, REVIEW, "review_id"),
    "insight-kept.1": Touching(w.InsightKept, INSIGHT, "insight_id"),
    "insight-dismissed.1": Touching(w.InsightDismissed, INSIGHT, "insight_id"),
    "then-and-now-compared.1": Touching(w.ThenAndNowCompared, COMPARISON, "compare_id"),
}
