"""What becomes of a goal: it rests, goes on, is done, is let go, is taken up again, or goes on as a new one.

None of these is better than another, and each can be taken back.
"""

from typing import Final

from msgspec import UNSET

from whyward.journal.events.goals import GoalSet
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.goals import CompleteGoal, LetGoalGo, PauseGoal, ReopenGoal, ResumeGoal
from whyward.journal.intentions.striving import RenewGoal
from whyward.journal.names import find_goal
from whyward.journal.projections.goals import goal_shown
from whyward.web.form import Form
from whyward.web.pages.goals.wording import goal_in_path, who_sees
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_rest(request: Request) -> Response:
    """Ask how long it may rest."""
    return _asked(request, "rest")


async def show_let_go(request: Request) -> Response:
    """Ask what was learned."""
    return _asked(request, "let_go")


async def show_complete(request: Request) -> Response:
    """Ask what it came to mean."""
    return _asked(request, "complete")


async def show_renew(request: Request) -> Response:
    """Ask what is to be different."""
    return _asked(request, "renew")


def _asked(request: Request, name: str) -> Response:
    goal_id = find_goal(request.pages, request.args["goal"]).goal_id
    place = f"goal:{name}:{goal_id.hex()}"
    draft = Form(request.journal.drafts.pairs_at(place))
    goal = goal_shown(request.pages, goal_id)
    return page(
        request,
        f"goals/{name}.html",
        goal=goal,
        place=place,
        draft=draft,
        today=request.today,
        seen=who_sees(request, goal_id),
    )


async def rest(request: Request) -> Response:
    """Let it rest."""
    form = request.form
    wish = PauseGoal(goal=goal_in_path(request), until=form.day("until"), why=form.optional("why"))
    return await _done(request, wish, request.texts.gettext("It rests. It waits for you."))


async def resume(request: Request) -> Response:
    """Go on with it."""
    return await _done(request, ResumeGoal(goal=goal_in_path(request)), request.texts.gettext("It goes on."))


async def complete(request: Request) -> Response:
    """Say that it is done."""
    form = request.form
    wish = CompleteGoal(
        goal=goal_in_path(request),
        meaning=form.optional("meaning"),
        on=form.day("on"),
        next=form.optional("next"),
    )
    sentence = request.texts.gettext("That goal is done. What it was for goes on.")
    answer = await _done(request, wish, sentence)
    return see_other(f"/goals/{goal_in_path(request)}/renew") if form.text("next") == "renew" else answer


async def let_go(request: Request) -> Response:
    """Let it go."""
    form = request.form
    wish = LetGoalGo(goal=goal_in_path(request), learned=form.optional("learned"), why=form.optional("why"))
    return await _done(request, wish, request.texts.gettext("You let that one go. Its story stays."))


async def reopen(request: Request) -> Response:
    """Take it up again."""
    return await _done(request, ReopenGoal(goal=goal_in_path(request)), request.texts.gettext("It is open again."))


async def renew(request: Request) -> Response:
    """Go on with it as a new one."""
    form = request.form
    wish = RenewGoal(
        goal=goal_in_path(request),
        statement=form.optional("statement"),
        tiny_version=form.optional("tiny_version"),
        ends_on=form.day("ends_on") if form.text("ends_on").strip() else UNSET,
        meaning=form.optional("meaning"),
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("It goes on, from today."), done)
    return see_other(f"/goals/{body_in(done, GoalSet).goal_id.hex()}")


async def _done(request: Request, wish: Intention, sentence: str) -> Response:
    place = f"/goals/{goal_in_path(request)}"
    request.say(sentence, await request.journal.record(wish))
    return see_other(place)


ROUTES: Final[tuple[Route, ...]] = (
    get("/goals/{goal}/rest", show_rest),
    post("/goals/{goal}/rest", rest),
    post("/goals/{goal}/resume", resume),
    get("/goals/{goal}/complete", show_complete),
    post("/goals/{goal}/complete", complete),
    get("/goals/{goal}/let-go", show_let_go),
    post("/goals/{goal}/let-go", let_go),
    post("/goals/{goal}/reopen", reopen),
    get("/goals/{goal}/renew", show_renew),
    post("/goals/{goal}/renew", renew),
)
