"""When two values pull in different directions: noted, not solved.

Both stay; which way one leans this time is optional.
"""

from typing import Final

from whyward.journal.intentions.values import NoteTension
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.values import current_values, tensions
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_NEW: Final = "tension:new"


async def show_tensions(request: Request) -> Response:
    """List what was noted, the latest first, and offer to note one."""
    labels = Labels(request.pages)
    return page(
        request,
        "values/tensions.html",
        noted=[(one, [labels.value(value_id) for value_id in one.value_ids]) for one in tensions(request.pages)],
        values=[(value.id.hex(), value.name) for value in current_values(request.pages, request.today)],
        draft=request.journal.drafts.at(_NEW),
        ticked=[text for name, text in request.journal.drafts.pairs_at(_NEW) if name == "value"],
    )


async def note_tension(request: Request) -> Response:
    """Note one."""
    form = request.form
    wish = NoteTension(values=form.all("value"), situation=form.text("situation"), leaning=form.optional("leaning"))
    request.say(request.texts.gettext("Noted. Both of them stay."), await request.journal.record(wish))
    return see_other("/values/tensions")


ROUTES: Final[tuple[Route, ...]] = (get("/values/tensions", show_tensions), post("/values/tensions", note_tension))
