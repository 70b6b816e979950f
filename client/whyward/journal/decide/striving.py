"""The door for wishes about striving: each goes to the file of its noun.

It decides nothing itself.
"""

from typing import assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.decide.if_then import decide_plan
from whyward.journal.decide.planned_steps import decide_planned
from whyward.journal.decide.ratings import decide_rating
from whyward.journal.decide.starting import decide_start
from whyward.journal.decide.willingness import decide_willing
from whyward.journal.intentions import striving as s
from whyward.journal.pages import Pages


def decide_striving(wish: s.StrivingIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case s.PlanStep() | s.ChangeStep() | s.DropStep() | s.ScheduleStep() | s.ClearSchedule() | s.PassStepOver():
            return decide_planned(wish, pages, context)
        case s.MakePlan() | s.ChangePlan() | s.UsePlan() | s.RetirePlan():
            return decide_plan(wish, pages, context)
        case s.ScaleGoal() | s.RateGoal():
            return decide_rating(wish, pages, context)
        case s.ContrastWish() | s.ChooseWillingness() | s.RenewGoal():
            return decide_willing(wish, pages, context)
        case s.StartGoal():
            return decide_start(wish, pages, context)
        case _:
            assert_never(wish)
