"""Deciding what moves a goal: rest, go on, done, let go, take up again.

A move that is pointless where the goal stands is refused, with what can be done instead.
"""

from typing import assert_never

from whyward.journal.decide.facts import Context, Fact, on_day
from whyward.journal.errors import Refused
from whyward.journal.events.goals import (
    AfterGoal,
    GoalCompleted,
    GoalLetGo,
    GoalPaused,
    GoalReopened,
    GoalResumed,
)
from whyward.journal.folding.goals import ENDED, GoalRow, GoalStatus
from whyward.journal.intentions.goals import CompleteGoal, LetGoalGo, PauseGoal, ReopenGoal, ResumeGoal
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import optional_choice, optional_text

_AS_IT_IS = {
    GoalStatus.ACTIVE: sentence("That goal is active"),
    GoalStatus.PAUSED: sentence("That goal is resting"),
    GoalStatus.COMPLETED: sentence("That goal is already done"),
    GoalStatus.LET_GO: sentence("That goal was let go"),
}


def decide_goal_state(
    wish: PauseGoal | ResumeGoal | CompleteGoal | LetGoalGo | ReopenGoal, goal: GoalRow, pages: Pages, context: Context
) -> Fact:
    """Return what the wish comes to, or refuse it."""
    status = GoalStatus(goal.status)
    match wish:
        case PauseGoal():
            _refuse_unless(status is GoalStatus.ACTIVE, status)
            body = GoalPaused(
                goal_id=goal.goal_id, until=wish.until, why=optional_text(wish.why, sentence("The reason"))
            )
            return Fact(body, context.now_ms)
        case ResumeGoal():
            _refuse_unless(status is GoalStatus.PAUSED, status)
            return Fact(GoalResumed(goal_id=goal.goal_id), context.now_ms)
        case ReopenGoal():
            _refuse_unless(status in ENDED, status)
            return Fact(GoalReopened(goal_id=goal.goal_id), context.now_ms)
        case CompleteGoal():
            _refuse_unless(status not in ENDED, status)
            day, at_ms = on_day(wish.on, pages, context)
            done = GoalCompleted(
                goal_id=goal.goal_id,
                completed_on=day,
                meaning=optional_text(wish.meaning, sentence("What it meant")),
                next=optional_choice(wish.next, AfterGoal, sentence("next thing")),
            )
            return Fact(done, at_ms)
        case LetGoalGo():
            _refuse_unless(status not in ENDED, status)
            why, learned = (
                optional_text(wish.why, sentence("The reason")),
                optional_text(wish.learned, sentence("What you learned")),
            )
            return Fact(GoalLetGo(goal_id=goal.goal_id, why=why, learned=learned), context.now_ms)
        case _:
            assert_never(wish)


def _refuse_unless(fits: bool, status: GoalStatus) -> None:  # noqa: FBT001  # the claim reads in its place
    if fits:
        return
    hints = {
        GoalStatus.ACTIVE: sentence("You could pause it, complete it, change it or let it go."),
        GoalStatus.PAUSED: sentence("`goal resume` takes it up again."),
        GoalStatus.COMPLETED: sentence("`goal reopen` takes it up again, if you want to."),
        GoalStatus.LET_GO: sentence("`goal reopen` takes it up again, if you want to."),
    }
    raise Refused(_AS_IT_IS[status], hint=hints[status])
