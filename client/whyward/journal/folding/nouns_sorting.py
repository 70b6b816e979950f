"""The nouns of sorts, each with its fold.

It holds names only.
"""

from typing import Final

from whyward.journal.events.kinds_sorting import SORT
from whyward.journal.folding.noun import Noun
from whyward.journal.folding.sorts import SortRow, fold_sort

SORTS: Final = Noun(SORT, SortRow, fold_sort)

NOUNS: Final = (SORTS,)
