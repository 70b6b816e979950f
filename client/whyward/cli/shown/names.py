"""What things are called now, for sentences.

Each name is made harmless and put on one line; a thing that is unknown here gets its id.
"""

from collections.abc import Iterable

from whyward.cli.harmless import one_line
from whyward.cli.shown.ids import short
from whyward.journal.folding.nouns import GOALS, VALUES
from whyward.journal.pages import Pages
from whyward.sheet.wording import listed

__all__ = ["goal_name", "listed", "value_name", "value_names"]

_STATEMENT_MOST = 80


def value_name(pages: Pages, value_id: bytes) -> str:
    """Return a value's name."""
    row = pages.one(VALUES, value_id)
    return short(value_id) if row is None else one_line(row.name)


def value_names(pages: Pages, value_ids: Iterable[bytes]) -> str:
    """Return values' names as people list them: "Kindness, Courage and Honesty"."""
    return listed([value_name(pages, value_id) for value_id in value_ids])


def goal_name(pages: Pages, goal_id: bytes) -> str:
    """Return a goal's statement, cut if it is long."""
    row = pages.one(GOALS, goal_id)
    return short(goal_id) if row is None else one_line(row.statement, _STATEMENT_MOST)
