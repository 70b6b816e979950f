"""What is on no page and behind all of them: taking back, bringing back, drafts, all parts on one page.

A draft is kept while it is typed; it is no event, and nothing is decided by keeping it.
"""

from typing import Final

from whyward.journal.intentions.plumbing import Redo, Undo
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Needs, Route, get, post
from whyward.web.session import Said

_PLACE: Final = "place"
_NO_CONTENT: Final = 204


async def undo(request: Request) -> Response:
    """Take back an act: the one that is named, or this device's last."""
    await request.journal.record(Undo(ref=request.form.optional("act")))
    request.session.say(Said(request.texts.gettext("Taken back."), redo=True))
    return see_other(_here(request))


async def redo(request: Request) -> Response:
    """Bring back what the last undo took."""
    await request.journal.record(Redo())
    request.say(request.texts.gettext("It is back."))
    return see_other(_here(request))


async def keep_draft(request: Request) -> Response:
    """Keep what is typed, sealed on this device."""
    fields = [(name, text) for name, text in request.form.pairs() if name != _PLACE]
    place = request.form.text(_PLACE)
    if place:
        request.journal.drafts.keep(place, fields)
    return Response(_NO_CONTENT)


async def drop_draft(request: Request) -> Response:
    """Let a draft go."""
    request.journal.drafts.forget(request.form.text(_PLACE))
    return see_other(_here(request))


async def stay_awake(request: Request) -> Response:
    """Note that somebody is there still; the app has noted it already by being asked."""
    del request
    return Response(_NO_CONTENT)


async def show_parts(request: Request) -> Response:
    """Show every part that pages are made of."""
    return page(request, "all_parts.html")


def _here(request: Request) -> str:
    """Return the page that the form was on: a script says so, and it is a path of ours or it is today's."""
    path = request.form.text("here")
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


ROUTES: Final[tuple[Route, ...]] = (
    post("/undo", undo),
    post("/redo", redo),
    post("/awake", stay_awake),
    post("/draft", keep_draft),
    post("/draft/drop", drop_draft),
    get("/parts", show_parts, Needs.NOTHING),
)
