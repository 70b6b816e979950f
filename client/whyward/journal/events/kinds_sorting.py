"""The kinds of sorts, and those that add parts of life and say what they are to be.

It holds names only.
"""

from collections.abc import Mapping
from typing import Final

from whyward.journal.events import domains as d
from whyward.journal.events import sorts as s
from whyward.journal.events.touching import Touching

SORT: Final = b"sort:"
_DOMAIN: Final = b"domain:"

KINDS: Final[Mapping[str, Touching]] = {
    "domain-added.1": Touching(d.DomainAdded, _DOMAIN, "domain_id"),
    "domain-vision-written.1": Touching(d.DomainVisionWritten, _DOMAIN, "domain_id"),
    "sort-started.1": Touching(s.SortStarted, SORT, "sort_id"),
    "card-placed.1": Touching(s.CardPlaced, SORT, "sort_id"),
    "card-added.1": Touching(s.CardAdded, SORT, "sort_id"),
    "card-reworded.1": Touching(s.CardReworded, SORT, "sort_id"),
    "sort-shortlisted.1": Touching(s.SortShortlisted, SORT, "sort_id"),
    "sort-ranked.1": Touching(s.SortRanked, SORT, "sort_id"),
    "sort-answered.1": Touching(s.SortAnswered, SORT, "sort_id"),
    "sort-finished.1": Touching(s.SortFinished, SORT, "sort_id"),
    "sort-set-aside.1": Touching(s.SortSetAside, SORT, "sort_id"),
}
