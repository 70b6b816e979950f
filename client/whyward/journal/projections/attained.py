"""Where the goals with levels stand, each at the level last said; and one number over all, for whoever asks.

The number is worked out here each time and stored nowhere.
"""

from datetime import date

import msgspec

from whyward.journal.attainment import attainment, weight_of
from whyward.journal.events.ratings import GoalLevelRated
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.nouns import GOALS
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import first_line
from whyward.journal.projections.telling_striving import LEVEL_WORDS

LEVEL_RATED = "goal-level-rated.1"


class Attained(msgspec.Struct, frozen=True, kw_only=True):
    """A goal with levels, and the level last said; `text` is the person's own words for it."""

    id: bytes
    statement: str
    level: int | None
    text: str | None
    on: date | None
    weight: int


class Attainment(msgspec.Struct, frozen=True, kw_only=True):
    """All of them. `together` is the number, 50 where every goal is at what was hoped; None if none was rated."""

    goals: tuple[Attained, ...]
    together: float | None


def attained(pages: Pages) -> Attainment:
    """Return every goal that has levels, as they were set, whatever its state."""
    last: dict[bytes, GoalLevelRated] = {}
    for one in pages.told([LEVEL_RATED]):
        if isinstance(one.body, GoalLevelRated):
            last.setdefault(one.body.goal_id, one.body)
    rows = sorted((row for row in pages.all(GOALS) if _scaled(row)), key=lambda row: row.stamp)
    goals = tuple(_attained(row, last.get(row.goal_id)) for row in rows)
    rated = [(goal.level, goal.weight) for goal in goals if goal.level is not None]
    return Attainment(goals=goals, together=attainment([level for level, _ in rated], [weight for _, weight in rated]))


def _scaled(row: GoalRow) -> bool:
    return row.striving is not None and row.striving.scale is not None


def _attained(row: GoalRow, rated: GoalLevelRated | None) -> Attained:
    assert row.striving is not None
    scale = row.striving.scale
    assert scale is not None
    words = {one.level: one.text for one in scale.levels}
    level = None if rated is None else rated.level
    return Attained(
        id=row.goal_id,
        statement=first_line(row.statement),
        level=level,
        text=None if level is None else words.get(level, LEVEL_WORDS[level]),
        on=None if rated is None else rated.rated_on,
        weight=weight_of(scale.importance, scale.difficulty),
    )
