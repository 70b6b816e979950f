"""What may come in the way of a goal, named before it does.

It is no barrier that was met, and nothing follows from it by itself.
"""

from typing import Final

from whyward.content.toolkits import toolbox
from whyward.journal.intentions.barriers import ExpectBarrier
from whyward.journal.names import find_goal
from whyward.journal.projections.goals import goals
from whyward.web.form import FieldRefused
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_PLACE: Final = "barrier:expected"


async def show_expecting(request: Request) -> Response:
    """Ask what may come, and before which goal."""
    draft = request.journal.drafts.at(_PLACE)
    return page(
        request,
        "barriers/expecting.html",
        place=_PLACE,
        draft=draft,
        goal=request.query.text("goal") or draft.get("goal", ""),
        kits=toolbox().kits,
        goals=[(one.id.hex(), one.statement) for one in goals(request.pages)],
    )


async def expect(request: Request) -> Response:
    """Keep what may come, with its goal."""
    form, _ = request.form, request.texts.gettext
    goal, kind, own = form.optional("goal"), form.optional("kind"), form.optional("own")
    if goal is None:
        raise FieldRefused("goal", _("No goal is named yet"), hint=_("Choose the goal that it may stand before."))
    if kind is None and own is None:
        raise FieldRefused("kind", _("Nothing is named yet"), hint=_("Choose one, or use a word of your own."))
    wish = ExpectBarrier(goal=goal, kind=kind or "other", custom=own, text=form.optional("text"))
    done = await request.journal.record(wish)
    request.say(_("Noted. If it comes, you will know it."), done)
    return see_other(f"/goals/{find_goal(request.pages, goal).goal_id.hex()}")


ROUTES: Final[tuple[Route, ...]] = (
    get("/barrier/expected", show_expecting),
    post("/barrier/expected", expect),
)
