"""The guided example: somebody's way from a question to one honest sentence, to look at, and to copy if one likes.

Looking records nothing. Copying is one act, so that one undo takes all of it back.
"""

from datetime import timedelta
from typing import Final

from whyward.content.sample import Sample, sample
from whyward.journal.errors import Refused
from whyward.journal.events.goals import GoalSet
from whyward.journal.folding.values import ValueStatus
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.barriers import MeetBarrier
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.striving import MakePlan
from whyward.journal.intentions.values import AddValue, PlaceValue
from whyward.journal.names import folded_name
from whyward.journal.projections.goals import goals
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.values import current_values
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_example(request: Request) -> Response:
    """Show the example."""
    there = sample()
    return page(
        request,
        "exploring/sample.html",
        there=there,
        domain=Labels(request.pages).domain(there.placement.domain),
        is_copied=_is_copied(request, there),
    )


async def copy(request: Request) -> Response:
    """Put the things of the example into the journal, as the person's own."""
    there, _ = sample(), request.texts.gettext
    if _is_copied(request, there):
        raise Refused(_("That goal is in your journal already"), hint=_("You find it among your goals."))
    done = await request.journal.record_all(_wishes(request, there))
    request.say(_("It is in your journal now. You can put everything in your own words."), done)
    return see_other(f"/goals/{body_in(done, GoalSet).goal_id.hex()}")


def _wishes(request: Request, there: Sample) -> list[Intention]:
    """Return the wishes that copy the example; a value that is there already is taken as it is."""
    value, placed, barrier, goal, plan = there.value, there.placement, there.barrier, there.goal, there.plan
    every = current_values(request.pages, request.today, every=True)
    carried = {folded_name(one.name) for one in every if one.status != ValueStatus.RETIRED}
    is_new = folded_name(value.name) not in carried
    named: list[Intention] = [AddValue(name=value.name, own_words=value.own_words)] if is_new else []
    return [
        *named,
        PlaceValue(value=value.name, domain=placed.domain, shows_up=placed.shows_up, how=placed.how),
        SetGoal(
            statement=goal.statement,
            why=goal.why,
            values=(value.name,),
            domains=(placed.domain,),
            target=goal.target,
            unit=goal.unit,
            per=goal.per,
            tiny_version=goal.tiny,
            ends_on=request.today + timedelta(days=goal.days),
        ),
        MeetBarrier(
            kind=barrier.kind,
            goal=goal.statement,
            values=(value.name,),
            situation=barrier.situation,
            thoughts=(barrier.thought,),
        ),
        MakePlan(if_text=plan.if_text, then_text=plan.then_text, goal=goal.statement, barrier_kind=barrier.kind),
    ]


def _is_copied(request: Request, there: Sample) -> bool:
    return any(goal.statement == there.goal.statement for goal in goals(request.pages))


ROUTES: Final[tuple[Route, ...]] = (get("/sample", show_example), post("/sample/copy", copy))
