"""Steps that are planned for a goal: thought of, put in order, changed, passed over, taken off the list.

Passing one over is the person's own word.
"""

from typing import Final

from whyward.journal.intentions.striving import ChangeStep, DropStep, PassStepOver, PlanStep
from whyward.journal.names_striving import find_planned
from whyward.journal.projections.goal_page import Planned, goal_page
from whyward.web.pages.goals.wording import goal_in_path, passed_because
from whyward.web.pages.moving import asked_to_move, moved
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def plan(request: Request) -> Response:
    """Think of a step."""
    form, goal = request.form, goal_in_path(request)
    wish = PlanStep(
        goal=goal,
        text=form.text("text"),
        when=form.optional("when"),
        where=form.optional("where"),
        with_whom=form.optional("with_whom"),
        difficulty=form.number("difficulty"),
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("It is on the list. You can change it whenever you like."), done)
    return see_other(f"/goals/{goal}#steps")


async def order(request: Request) -> Response:
    """Move one step up or down."""
    goal = goal_in_path(request)
    way, key = asked_to_move(request)
    shown = goal_page(request.pages, bytes.fromhex(goal), request.today)
    assert shown is not None, "it was found in the same pages"
    planned = moved([step.id.hex() for step in shown.planned], way, key)
    if planned is not None:
        place = planned.index(key)
        wish = ChangeStep(step=key, goal=goal, after=planned[place - 1] if place else None)
        request.say(request.texts.gettext("The step is in another place now."), await request.journal.record(wish))
    return see_other(f"/goals/{goal}")


async def show_step(request: Request) -> Response:
    """Show one planned step, to change it, pass it over, or take it off the list."""
    goal = goal_in_path(request)
    step_id = find_planned(request.pages, request.args["step"], goal)[1].step_id
    shown = goal_page(request.pages, bytes.fromhex(goal), request.today)
    assert shown is not None, "it was found in the same pages"
    step: Planned | None = next((one for one in shown.planned if one.id == step_id), None)
    return page(
        request, "goals/step.html", goal=shown, step=step, reasons=passed_because(request.texts), today=request.today
    )


async def change(request: Request) -> Response:
    """Put a step differently."""
    form, goal = request.form, goal_in_path(request)
    wish = ChangeStep(
        step=request.args["step"],
        goal=goal,
        text=form.text("text"),
        when=form.optional("when"),
        where=form.optional("where"),
        with_whom=form.optional("with_whom"),
    )
    request.say(request.texts.gettext("The step is changed."), await request.journal.record(wish))
    return see_other(f"/goals/{goal}")


async def drop(request: Request) -> Response:
    """Take a step off the list."""
    goal = goal_in_path(request)
    wish = DropStep(step=request.args["step"], goal=goal, why=request.form.optional("why"))
    request.say(request.texts.gettext("It is off the list."), await request.journal.record(wish))
    return see_other(f"/goals/{goal}")


async def show_pass(request: Request) -> Response:
    """Ask, if the person wants to say, why not this time."""
    shown = goal_page(request.pages, bytes.fromhex(goal_in_path(request)), request.today)
    return page(request, "goals/pass.html", goal=shown, reasons=passed_because(request.texts))


async def pass_over(request: Request) -> Response:
    """Choose not to, this time."""
    form, goal = request.form, goal_in_path(request)
    wish = PassStepOver(
        goal=goal,
        step=form.optional("step"),
        occurrence=form.optional("occurrence"),
        why=form.optional("why"),
        on=form.day("on"),
    )
    request.say(request.texts.gettext("Not this time, then. Nothing piles up."), await request.journal.record(wish))
    return see_other(f"/goals/{goal}")


ROUTES: Final[tuple[Route, ...]] = (
    post("/goals/{goal}/steps", plan),
    post("/goals/{goal}/steps/order", order),
    get("/goals/{goal}/steps/{step}", show_step),
    post("/goals/{goal}/steps/{step}/change", change),
    post("/goals/{goal}/steps/{step}/drop", drop),
    get("/goals/{goal}/pass", show_pass),
    post("/goals/{goal}/pass", pass_over),
)
