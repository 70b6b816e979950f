"""From what a person calls a planned step, its times or an if-then plan to the one that is meant.

The rules for names are those of `names`.
"""

from whyward.journal.errors import BadInput, NotFound
from whyward.journal.folding.goals import OPEN, GoalRow
from whyward.journal.folding.if_then import PlanRow
from whyward.journal.folding.noun import Noun
from whyward.journal.folding.nouns import GOALS
from whyward.journal.folding.nouns_striving import PLANS
from whyward.journal.folding.striving import NOTHING_YET, PlannedStep, Schedule, Striving
from whyward.journal.names import Named, find, find_goal, is_id_start
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence


def striving_of(goal: GoalRow) -> Striving:
    """Return what is planned for a goal, an empty plan if nothing is."""
    return goal.striving or NOTHING_YET


def find_planned(pages: Pages, called: str, goal: str | None = None) -> tuple[GoalRow, PlannedStep]:
    """Return the planned step that is meant and its goal; one on the list of an open goal before others."""
    goals = pages.all(GOALS) if goal is None else [find_goal(pages, goal)]
    steps = {step.step_id: (row, step) for row in goals for step in striving_of(row).planned}
    named = [Named(step.step_id, step.text, not step.dropped and row.status in OPEN) for row, step in steps.values()]
    return steps[find(called, named, sentence("planned step"), by_start=True)]


def find_goal_and_step(pages: Pages, goal: str | None, step: str | None) -> tuple[GoalRow, PlannedStep | None]:
    """Return the goal that is meant, and the planned step if one is named; a step alone names its goal too."""
    if step is not None:
        return find_planned(pages, step, goal)
    if goal is None:
        raise BadInput("It is about a goal or a planned step", hint="Nothing was recorded; name one of them.")
    return find_goal(pages, goal), None


def find_schedule(goal: GoalRow, called: str) -> Schedule:
    """Return the times of a goal that are meant, by their id or the start of it."""
    digits = called.strip().casefold()
    found = [one for one in striving_of(goal).schedules if one.schedule_id.hex().startswith(digits)]
    if not is_id_start(digits) or len(found) != 1:
        raise NotFound("No times of that goal have that id", hint="`whyward goal show` lists them with their ids.")
    return found[0]


def find_plan(pages: Pages, called: str) -> PlanRow:
    """Return the if-then plan that is meant, by its id, the start of it, or the words after “if”."""
    noun: Noun[PlanRow] = PLANS
    rows = {row.plan_id: row for row in pages.all(noun)}
    named = [Named(row.plan_id, row.if_text, not row.retired) for row in rows.values()]
    return rows[find(called, named, sentence("plan"), by_start=True)]
