"""What stands in the way beside the wish, and what one is willing to feel for it.

The obstacle is asked for with the wish: looked at alone, a wish takes the strength from the deed.
"""

from typing import Final

from whyward.journal.intentions.striving import ChooseWillingness, ContrastWish
from whyward.journal.projections.goal_page import goal_page
from whyward.web.form import Form
from whyward.web.pages.goals.wording import goal_in_path
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_contrast(request: Request) -> Response:
    """Ask for the wish, the best of it, and what in oneself is in the way."""
    return _asked(request, "contrast")


async def show_willing(request: Request) -> Response:
    """Ask what one is willing to have come along."""
    return _asked(request, "willing")


def _asked(request: Request, name: str) -> Response:
    goal = goal_in_path(request)
    place = f"goal:{name}:{goal}"
    shown = goal_page(request.pages, bytes.fromhex(goal), request.today)
    draft = Form(request.journal.drafts.pairs_at(place))
    return page(request, f"goals/{name}.html", goal=shown, place=place, draft=draft)


async def contrast(request: Request) -> Response:
    """Keep them side by side."""
    form, goal = request.form, goal_in_path(request)
    wish = ContrastWish(
        goal=goal,
        wish=form.text("wish"),
        best_outcome=form.text("best_outcome"),
        inner_obstacle=form.text("inner_obstacle"),
        then_text=form.optional("then_text"),
    )
    request.say(request.texts.gettext("Both are written down, side by side."), await request.journal.record(wish))
    return see_other(f"/goals/{goal}")


async def choose(request: Request) -> Response:
    """Keep the choice; smaller leads to making it smaller."""
    form, _, goal = request.form, request.texts.gettext, goal_in_path(request)
    choice = form.text("choice") or "yes"
    wish = ChooseWillingness(
        goal=goal,
        for_the_sake_of=form.text("for_the_sake_of"),
        thoughts=form.lines("thoughts"),
        feelings=form.lines("feelings"),
        sensations=form.lines("sensations"),
        urges=form.lines("urges"),
        choice=choice,
    )
    done = await request.journal.record(wish)
    said = {"yes": _("You chose to be willing."), "smaller": _("Smaller, then. What would fit?")}
    request.say(said.get(choice, _("Not yet is an answer too.")), done)
    return see_other(f"/goals/{goal}/smaller" if choice == "smaller" else f"/goals/{goal}")


ROUTES: Final[tuple[Route, ...]] = (
    get("/goals/{goal}/contrast", show_contrast),
    post("/goals/{goal}/contrast", contrast),
    get("/goals/{goal}/willing", show_willing),
    post("/goals/{goal}/willing", choose),
)
