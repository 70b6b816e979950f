"""One goal: its why beside its how, a step in one tap, what is planned, and its story.

Numbers about how close it is are on a page of their own, for whoever asks.
"""

from functools import partial
from typing import Final

from whyward.journal.intentions.steps import TakeStep
from whyward.journal.names import find_goal
from whyward.journal.projections.goal_page import goal_page
from whyward.journal.projections.story import goal_story
from whyward.journal.projections.why import why_trail
from whyward.web.pages import numbers
from whyward.web.pages.goals.wording import goal_in_path, state_words, target_words
from whyward.web.pages.steps import said_of
from whyward.web.places import place_of
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_goal(request: Request) -> Response:
    """Show one goal in full."""
    goal_id = find_goal(request.pages, request.args["goal"]).goal_id
    goal = goal_page(request.pages, goal_id, request.today)
    trail = why_trail(request.pages, f"goal:{goal_id.hex()}")
    assert goal is not None, "it was found in the same pages"
    return page(
        request,
        "goals/one.html",
        goal=goal,
        because=() if trail is None else trail.because,
        place_of=place_of,
        draft=request.journal.drafts.at(f"goal:step:{goal_id.hex()}"),
        story=goal_story(request.pages, goal_id, request.today),
        state=partial(state_words, request.texts),
        target=target_words(request.texts, goal),
        hides_numbers=numbers.are_hidden(request),
    )


async def take_step(request: Request) -> Response:
    """Note a step in one tap: tiny, part, all or more; of a planned step, if the button stands beside one."""
    form, goal = request.form, goal_in_path(request)
    wish = TakeStep(
        goal=goal,
        step=form.optional("step"),
        how_much=form.text("how_much") or "all",
        occurrence=form.optional("occurrence"),
    )
    done = await request.journal.record(wish)
    request.say(said_of(request, done), done)
    here = form.text("here")
    return see_other("/" if here == "/" else f"/goals/{goal}")


ROUTES: Final[tuple[Route, ...]] = (
    get("/goals/{goal}", show_goal),
    post("/goals/{goal}/step", take_step),
)
