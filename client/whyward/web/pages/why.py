"""Why: from a step, a goal, a plan or an entry back to the value, and to the person's own words.

It shows what was written, never a guess.
"""

from typing import Final

from whyward.journal.errors import NotFound
from whyward.journal.names import find_thing
from whyward.journal.projections.why import why_trail
from whyward.web.places import place_of
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get


async def show_why(request: Request) -> Response:
    """Show the trail of one thing."""
    ref = request.args["ref"]
    trail = why_trail(request.pages, ref) or why_trail(request.pages, find_thing(request.pages, ref))
    if trail is None:
        _ = request.texts.gettext
        hint = _("It may have been taken back; the timeline shows it.")
        raise NotFound(_("Nothing goes by that name"), hint=hint)
    return page(request, "steps/why.html", trail=trail, place_of=place_of)


ROUTES: Final[tuple[Route, ...]] = (get("/why/{ref}", show_why),)
