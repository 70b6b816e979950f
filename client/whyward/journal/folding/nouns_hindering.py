"""The nouns of choices and decisions, each with its fold.

Tools have none: a try belongs to its barrier.
"""

from typing import Final

from whyward.journal.events.kinds_hindering import CHOICE, DECISION
from whyward.journal.folding.choices import ChoiceRow, DecisionRow, fold_choice, fold_decision
from whyward.journal.folding.noun import Noun

CHOICES: Final = Noun(CHOICE, ChoiceRow, fold_choice)
DECISIONS: Final = Noun(DECISION, DecisionRow, fold_decision)
NOUNS: Final = (CHOICES, DECISIONS)
