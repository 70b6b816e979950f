"""A goal on pages: what tests of its pages begin with.

It asserts nothing itself but that the goal is there.
"""

from tests.support.web_desk import Window
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.nouns import GOALS
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.values import AddValue

HOSTILE = "<script>alert(1)</script> \"'&"
GOAL = "Speak up gently"


async def a_goal(window: Window, statement: str = GOAL, tiny: str | None = "One word") -> str:
    """Choose a goal that serves a value; return its id in hex."""
    if not window.journal.pages.all(GOALS):
        await window.journal.record(AddValue(name="Authenticity", own_words="I say it."))
    await window.journal.record(
        SetGoal(statement=statement, values=("Authenticity",), domains=("relationships",), tiny_version=tiny)
    )
    return next(row.goal_id.hex() for row in window.journal.pages.all(GOALS) if row.statement == statement)


def row_of(window: Window, goal: str) -> GoalRow:
    """Return a goal's row."""
    row = window.journal.pages.one(GOALS, bytes.fromhex(goal))
    assert row is not None
    return row
