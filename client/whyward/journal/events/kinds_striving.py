"""The kinds about what a person means to do for a goal, and how close it is.

They are put into the catalogue there; the goal they touch is the catalogue's own noun.
"""

from collections.abc import Mapping
from typing import Final

from whyward.journal.events import if_then as i
from whyward.journal.events import planned_steps as s
from whyward.journal.events import ratings as r
from whyward.journal.events import willingness as w
from whyward.journal.events.touching import Touching

PLAN: Final = b"plan:"
_GOAL: Final = b"goal:"

KINDS: Final[Mapping[str, Touching]] = {
    "step-planned.1": Touching(s.StepPlanned, _GOAL, "goal_id"),
    "step-changed.1": Touching(s.StepChanged, _GOAL, "goal_id"),
    "step-dropped.1": Touching(s.StepDropped, _GOAL, "goal_id"),
    "step-scheduled.1": Touching(s.StepScheduled, _GOAL, "goal_id"),
    "schedule-cleared.1": Touching(s.ScheduleCleared, _GOAL, "goal_id"),
    "step-passed-over.1": Touching(s.StepPassedOver, _GOAL, "goal_id"),
    "goal-scaled.1": Touching(r.GoalScaled, _GOAL, "goal_id"),
    "goal-level-rated.1": Touching(r.GoalLevelRated, _GOAL, "goal_id"),
    "goal-progress-rated.1": Touching(r.GoalProgressRated, _GOAL, "goal_id"),
    "wish-contrasted.1": Touching(w.WishContrasted, _GOAL, "goal_id"),
    "willingness-chosen.1": Touching(w.WillingnessChosen, _GOAL, "goal_id"),
    "goal-renewed.1": Touching(w.GoalRenewed, _GOAL, "goal_id"),
    "if-then-made.1": Touching(i.IfThenMade, PLAN, "plan_id"),
    "if-then-changed.1": Touching(i.IfThenChanged, PLAN, "plan_id"),
    "if-then-used.1": Touching(i.IfThenUsed, PLAN, "plan_id"),
    "if-then-retired.1": Touching(i.IfThenRetired, PLAN, "plan_id"),
}
