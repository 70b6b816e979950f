"""How close a goal is, for whoever wants to look: levels in the person's own words, or a number from 0 to 10.

Nothing leads here by itself, and nothing is shown of it elsewhere.
"""

from typing import Final

from whyward.content.levels import level_labels
from whyward.journal.intentions.striving import RateGoal, ScaleGoal
from whyward.journal.projections.attained import attained
from whyward.journal.projections.goal_page import goal_page
from whyward.web.pages.goals.wording import goal_in_path
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_close(request: Request) -> Response:
    """Show a goal's levels and ratings, and ask for one more."""
    goal = goal_page(request.pages, bytes.fromhex(goal_in_path(request)), request.today)
    assert goal is not None, "it was found in the same pages"
    plain = level_labels()
    own = {one.level: one.text for one in goal.levels}
    return page(
        request,
        "goals/close.html",
        goal=goal,
        plain=plain,
        own=own,
        levels=[(str(level), own.get(level, plain[level])) for level in sorted(plain)],
        today=request.today,
    )


async def scale(request: Request) -> Response:
    """Keep what the levels look like; one that is left empty has its plain words."""
    form, goal = request.form, goal_in_path(request)
    plain = level_labels()
    wish = ScaleGoal(
        goal=goal,
        levels=tuple((level, form.optional(f"level:{level}") or words) for level, words in plain.items()),
        importance=form.number("importance"),
        difficulty=form.number("difficulty"),
        baseline=form.number("baseline"),
    )
    request.say(request.texts.gettext("The goal has its levels."), await request.journal.record(wish))
    return see_other(f"/goals/{goal}/close")


async def rate(request: Request) -> Response:
    """Keep where it is."""
    form, goal = request.form, goal_in_path(request)
    wish = RateGoal(
        goal=goal,
        level=form.number("level"),
        rating=form.number("rating"),
        by=form.text("by") or "me",
        note=form.optional("note"),
    )
    request.say(request.texts.gettext("Noted, for today."), await request.journal.record(wish))
    return see_other(f"/goals/{goal}/close")


async def show_levels(request: Request) -> Response:
    """Show where the goals with levels stand; the number over all of them for whoever asks."""
    return page(request, "goals/levels.html", found=attained(request.pages), with_number=request.query.ticked("number"))


ROUTES: Final[tuple[Route, ...]] = (
    get("/goals/levels", show_levels),
    get("/goals/{goal}/close", show_close),
    post("/goals/{goal}/levels", scale),
    post("/goals/{goal}/rate", rate),
)
