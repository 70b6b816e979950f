"""Progress: what adds up, where the steps went, what waits, what was noticed.

The days with a step are counted over a whole life: a number that can grow and do nothing else.
"""

from datetime import date

import msgspec

from whyward.journal.pages import Pages
from whyward.journal.projections.alignment import Alignment, alignment
from whyward.journal.projections.insight_rules import WAITING_VALUE
from whyward.journal.projections.insights import Insight, KeptInsight, insights, kept_insights
from whyward.journal.projections.steps import days_toward
from whyward.journal.sentences import sentence

NOTHING_YET = sentence("A few steps from now this page will have something to say.")


class ProgressPage(msgspec.Struct, frozen=True, kw_only=True):
    """What adds up. Values that wait were noticed too, and may be sent away; they stand by themselves."""

    days_toward: int
    alignment: Alignment
    waiting: tuple[Insight, ...]
    insights: tuple[Insight, ...]
    kept: tuple[KeptInsight, ...]


def progress_page(pages: Pages, today: date) -> ProgressPage:
    """Return what adds up by today."""
    found = insights(pages, today)
    return ProgressPage(
        days_toward=days_toward(pages),
        alignment=alignment(pages, today),
        waiting=tuple(one for one in found if one.rule_id == WAITING_VALUE),
        insights=tuple(one for one in found if one.rule_id != WAITING_VALUE),
        kept=tuple(kept_insights(pages)),
    )
