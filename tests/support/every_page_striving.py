"""All that a face can read about striving, in one list, for `every_page`.

It compares nothing itself.
"""

from tests.support.happenings import DAY
from whyward.journal.events.catalogue import GOAL, ref_of
from whyward.journal.events.kinds_striving import PLAN
from whyward.journal.pages import Pages
from whyward.journal.projections.attained import attained
from whyward.journal.projections.coaching import Draft, offers
from whyward.journal.projections.goal_page import goal_page
from whyward.journal.projections.goals import goals
from whyward.journal.projections.ledger import ledger
from whyward.journal.projections.plans import plans
from whyward.journal.projections.why import why_trail


def striving_shown(pages: Pages) -> list[object]:
    """Read what is planned, when, how close it is, and why."""
    every_goal, every_plan = goals(pages, every=True), plans(pages, every=True)
    return [
        [goal_page(pages, goal.id, DAY) for goal in every_goal],
        [why_trail(pages, ref_of(GOAL, goal.id)) for goal in every_goal],
        every_plan,
        [why_trail(pages, ref_of(PLAN, plan.id)) for plan in every_plan],
        attained(pages),
        ledger(pages),
        offers(Draft(statement="Stop being late"), pages),
    ]
