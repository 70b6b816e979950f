"""Who sees a goal today, by name: told on the goal itself, and no longer than it is so."""

from datetime import timedelta

from tests.support.share_scene import Owner
from whyward.journal.folding.nouns import GOALS
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.shares import PauseShare, StopShare
from whyward.journal.intentions.striving import PlanStep
from whyward.journal.projections.goal_page import goal_page, seen_by


def test_a_goal_that_is_shown_says_to_whom_as_long_as_it_is_so() -> None:
    owner = Owner()
    owner.wish(SetGoal(statement="Call a friend"), SetGoal(statement="Mine alone"))
    owner.meet()
    assert seen_by(owner.pages, owner.today) == {}

    owner.grant((owner.goal_ref("Call a friend"), ["statement"]), starts=owner.today)
    shown = next(row.goal_id for row in owner.pages.all(GOALS) if row.statement == "Call a friend")
    (names,) = seen_by(owner.pages, owner.today).values()
    page = goal_page(owner.pages, shown, owner.today)
    assert page is not None
    assert page.seen_by == names
    assert len(names) == 1
    assert seen_by(owner.pages, owner.today + timedelta(days=400)) == {}

    owner.wish(PlanStep(goal="Mine alone", text="x"), PauseShare(who=owner.row().share_id.hex()))
    assert seen_by(owner.pages, owner.today) == {}
    owner.wish(StopShare(who=owner.row().share_id.hex()))
    assert seen_by(owner.pages, owner.today) == {}
