"""Following a link that somebody sent: who one is, what one keeps and tells, and eight words to read out.

Whoever sent the link decides after that; until then nothing is shown here.
"""

from typing import Final

from whyward.web.form import FieldRefused
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_ACCEPT: Final = "share:accept"


async def show_accept(request: Request) -> Response:
    """Ask for the link, a name, and what has to be said of one's duties."""
    return page(request, "share/accept.html", place=_ACCEPT, draft=request.journal.drafts.at(_ACCEPT))


async def accept(request: Request) -> Response:
    """Follow the link; the eight words are on the page that comes next."""
    form, _ = request.form, request.texts.gettext
    if not form.ticked("understood"):
        hint = _("It is read when you look, and nobody is told in an emergency.")
        raise FieldRefused("understood", _("One sentence is not ticked yet"), hint=hint)
    practice = await request.journal.practice()
    done = await practice.accept(form.text("link"), name=form.text("name"), duties=form.text("duties"))
    if not done.is_left:
        request.say(_("The relay is out of reach. Your answer goes out by itself, as soon as it is reached."))
    return see_other(f"/practice/{done.space_id.hex()}/words")


ROUTES: Final[tuple[Route, ...]] = (
    get("/share/accept", show_accept),
    post("/share/accept", accept),
)
