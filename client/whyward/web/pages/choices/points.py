"""Moments of choice: what was there, what pulled away, what led toward; and which way it went.

Both ways are asked for in the same voice, and neither is counted.
"""

from typing import Final

from whyward.journal.intentions.choices import NoteChoicePoint
from whyward.journal.projections.choices import choice_points
from whyward.journal.projections.decisions import decisions
from whyward.journal.projections.values import current_values
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post
from whyward.web.texts import Texts

_PLACE: Final = "choice:new"
_SHOWN: Final = 20


async def show_points(request: Request) -> Response:
    """List moments of choice, and lead to decisions."""
    more = max(1, request.query.number("more") or 1)
    points = choice_points(request.pages)
    return page(
        request,
        "choices/points.html",
        points=points[: more * _SHOWN],
        more=more + 1 if len(points) > more * _SHOWN else None,
        went=went_words(request.texts),
        open_decisions=[one for one in decisions(request.pages) if not one.is_made],
    )


async def show_new(request: Request) -> Response:
    """Offer a page for one."""
    pairs = request.journal.drafts.pairs_at(_PLACE)
    return page(
        request,
        "choices/new_point.html",
        place=_PLACE,
        draft=request.journal.drafts.at(_PLACE),
        ticked=[text for name, text in pairs if name == "value"],
        values=[(value.id.hex(), value.name) for value in current_values(request.pages, request.today)],
        went=list(went_words(request.texts).items()),
    )


async def note(request: Request) -> Response:
    """Keep a moment of choice."""
    form = request.form
    wish = NoteChoicePoint(
        situation=form.text("situation"),
        hooks=form.lines("hooks"),
        helpers=form.lines("helpers"),
        away=form.lines("away"),
        toward=form.lines("toward"),
        went=form.text("went") or "still-choosing",
        values=form.all("value"),
        note=form.optional("note"),
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Noted. Seeing a moment of choice is a start."), done)
    return see_other("/choices")


def went_words(texts: Texts) -> dict[str, str]:
    """Return how each way is said."""
    _ = texts.gettext
    return {
        "toward": _("toward what matters"),
        "away": _("away from it"),
        "both": _("a bit of both"),
        "still_choosing": _("still choosing"),
    }


ROUTES: Final[tuple[Route, ...]] = (
    get("/choices", show_points),
    get("/choices/new", show_new),
    post("/choices/new", note),
)
