"""Glimpses: a phrase of the person's own, the word it sounds like, and the value it may become.

A glimpse is marked by the person alone; nothing here looks into a text by itself.
"""

from typing import Final

from whyward.journal.events.catalogue import GLIMPSE, ref_of
from whyward.journal.events.fields import Ref
from whyward.journal.events.values import ValueChosen, ValueGlimpsed
from whyward.journal.intentions.exploring import LetGlimpseGo
from whyward.journal.intentions.values import AddValue, GlimpseValue
from whyward.journal.names_exploring import find_glimpse
from whyward.journal.projections.exploring import glimpses_shown
from whyward.web.pages.recorded import body_in
from whyward.web.places import path_of
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_glimpses(request: Request) -> Response:
    """List what was marked, with where it stands."""
    every = glimpses_shown(request.pages)
    return page(request, "exploring/glimpses.html", glimpses=[(one, path_of(one.source)) for one in every])


async def mark(request: Request) -> Response:
    """Mark a phrase: this sounds like a value."""
    form, _ = request.form, request.texts.gettext
    wish = GlimpseValue(source=form.text("source"), guess=form.text("guess"), quote=form.optional("quote"))
    done = await request.journal.record(wish)
    marked = body_in(done, ValueGlimpsed)
    request.say(_("Noted: it sounds like %(word)s.") % {"word": marked.guess}, done)
    return see_other(_back(request, marked.source))


async def keep(request: Request) -> Response:
    """Make a glimpse one of the person's values; its trail leads back to the sentence."""
    found, _ = find_glimpse(request.pages, request.args["glimpse"]), request.texts.gettext
    name = request.form.optional("name") or found.guess
    done = await request.journal.record(AddValue(name=name, came_from=(ref_of(GLIMPSE, found.glimpse_id),)))
    value = body_in(done, ValueChosen)
    request.say(_("%(name)s is one of your values now.") % {"name": value.name}, done)
    return see_other(f"/values/{value.value_id.hex()}")


async def let_go(request: Request) -> Response:
    """Let a glimpse go."""
    found = find_glimpse(request.pages, request.args["glimpse"])
    done = await request.journal.record(LetGlimpseGo(glimpse=found.glimpse_id.hex()))
    request.say(request.texts.gettext("Let go. It stays in the history."), done)
    return see_other(_back(request, found.source))


def _back(request: Request, source: Ref) -> str:
    """Return the page the form was on if it lists glimpses, or else where the phrase stands."""
    return "/explore/glimpses" if request.form.text("here") == "/explore/glimpses" else path_of(source)


ROUTES: Final[tuple[Route, ...]] = (
    get("/explore/glimpses", show_glimpses),
    post("/explore/glimpse", mark),
    post("/explore/glimpses/{glimpse}/keep", keep),
    post("/explore/glimpses/{glimpse}/let-go", let_go),
)
