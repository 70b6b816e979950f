"""All that a face can read of what gets in the way, of choices and of decisions.

It compares nothing itself.
"""

from whyward.journal.folding.nouns import BARRIERS
from whyward.journal.folding.nouns_hindering import DECISIONS
from whyward.journal.pages import Pages
from whyward.journal.projections.barrier_patterns import barrier_patterns
from whyward.journal.projections.barriers import barrier_shown, expected
from whyward.journal.projections.choices import choice_points
from whyward.journal.projections.decisions import decision_shown, decisions
from whyward.journal.projections.tool_memory import tool_memory


def hindering_shown(pages: Pages) -> list[object]:
    """Read it."""
    return [
        [barrier_shown(pages, row.barrier_id) for row in pages.all(BARRIERS)],
        expected(pages),
        barrier_patterns(pages, least=1),
        [tool_memory(pages, kind, ("fear.name", "fear.room")) for kind in ("fear", "shame", "other")],
        choice_points(pages),
        decisions(pages),
        [decision_shown(pages, row.decision_id) for row in pages.all(DECISIONS)],
    ]
