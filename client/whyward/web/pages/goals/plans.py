"""The board of if-then plans: if this comes, then I do that.

A plan that was not used is a plan.
"""

from typing import Final

from whyward.journal.intentions.striving import ChangePlan, MakePlan, RetirePlan, UsePlan
from whyward.journal.names import find_goal
from whyward.journal.names_striving import find_plan
from whyward.journal.projections.goals import goals
from whyward.journal.projections.plans import plans
from whyward.web.pages import numbers
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

PLACE: Final = "plan:new"


async def show_plans(request: Request) -> Response:
    """Show every plan, those put away last."""
    called = request.query.optional("goal")
    found = plans(request.pages, every=True)
    return page(
        request,
        "goals/plans.html",
        place=PLACE,
        draft=request.journal.drafts.at(PLACE),
        plans=[one for one in found if not one.retired],
        retired=[one for one in found if one.retired],
        goals=[(one.id.hex(), one.statement) for one in goals(request.pages)],
        goal="" if called is None else find_goal(request.pages, called).goal_id.hex(),
        hides_numbers=numbers.are_hidden(request),
    )


async def make(request: Request) -> Response:
    """Make a plan."""
    form = request.form
    goal = form.optional("goal")
    wish = MakePlan(if_text=form.text("if_text"), then_text=form.text("then_text"), goal=goal)
    request.say(request.texts.gettext("The plan is made."), await request.journal.record(wish))
    return see_other(f"/goals/{goal}" if goal and form.ticked("back") else "/goals/plans")


async def show_plan(request: Request) -> Response:
    """Show one plan, to say how it went or to put it differently."""
    plan_id = find_plan(request.pages, request.args["plan"]).plan_id
    plan = next(one for one in plans(request.pages, every=True) if one.id == plan_id)
    return page(request, "goals/plan.html", plan=plan, hides_numbers=numbers.are_hidden(request))


async def use(request: Request) -> Response:
    """Say that it came, and the plan was there."""
    form = request.form
    wish = UsePlan(plan=request.args["plan"], helped=form.optional("helped"), note=form.optional("note"))
    request.say(request.texts.gettext("Noted: the plan was there."), await request.journal.record(wish))
    return see_other("/goals/plans")


async def change(request: Request) -> Response:
    """Put a plan differently."""
    form = request.form
    wish = ChangePlan(plan=request.args["plan"], if_text=form.optional("if_text"), then_text=form.optional("then_text"))
    request.say(request.texts.gettext("The plan is changed."), await request.journal.record(wish))
    return see_other("/goals/plans")


async def retire(request: Request) -> Response:
    """Put a plan away."""
    done = await request.journal.record(RetirePlan(plan=request.args["plan"]))
    request.say(request.texts.gettext("The plan is put away. Its story stays."), done)
    return see_other("/goals/plans")


ROUTES: Final[tuple[Route, ...]] = (
    get("/goals/plans", show_plans),
    post("/goals/plans", make),
    get("/goals/plans/{plan}", show_plan),
    post("/goals/plans/{plan}/used", use),
    post("/goals/plans/{plan}/change", change),
    post("/goals/plans/{plan}/retire", retire),
)
