"""The nouns of exploring that the pages keep a row for, each with its fold.

There is one profile and one row of what was learned; the others go by their ids.
"""

from typing import Any, Final

from whyward.journal.events.kinds_exploring import CREATIVE, LEARNING, PROFILE, REFLECTION, WORKSHEET
from whyward.journal.folding.creative import PieceRow, fold_piece
from whyward.journal.folding.noun import Noun
from whyward.journal.folding.profile import LearningRow, ProfileRow, fold_learning, fold_profile
from whyward.journal.folding.reflections import ReflectionRow, fold_reflection
from whyward.journal.folding.worksheets import WorksheetRow, fold_worksheet

PROFILES: Final = Noun(PROFILE, ProfileRow, fold_profile)
LEARNT: Final = Noun(LEARNING, LearningRow, fold_learning)
REFLECTIONS: Final = Noun(REFLECTION, ReflectionRow, fold_reflection)
PIECES: Final = Noun(CREATIVE, PieceRow, fold_piece)
WORKSHEETS: Final = Noun(WORKSHEET, WorksheetRow, fold_worksheet)

NOUNS: Final[tuple[Noun[Any], ...]] = (PROFILES, LEARNT, REFLECTIONS, PIECES, WORKSHEETS)
