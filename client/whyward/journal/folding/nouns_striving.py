"""The nouns of striving that have rows of their own: if-then plans. The rest is part of a goal's row."""

from typing import Final

from whyward.journal.events.kinds_striving import PLAN
from whyward.journal.folding.if_then import PlanRow, fold_plan
from whyward.journal.folding.noun import Noun

PLANS: Final = Noun(PLAN, PlanRow, fold_plan)

NOUNS: Final = (PLANS,)
