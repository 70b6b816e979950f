"""Where one starts from and what one hopes for: two pages, both optional, and changed whenever one likes.

The answers stay in the journal; they put questions in an order, and nothing else.
"""

from typing import Final

from whyward.content.starts import starts
from whyward.journal.events.profile import Therapy
from whyward.journal.intentions.exploring import ChooseHopes, ShareStartingPoint
from whyward.journal.projections.exploring import start_of
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_start(request: Request) -> Response:
    """Ask what brings the person here."""
    there = starts()
    return page(
        request,
        "exploring/start.html",
        starts=there,
        contexts=[(one.id, one.label) for one in there.contexts],
        therapy=[(one.id, one.label) for one in there.therapy],
        start=start_of(request.pages),
    )


async def say_start(request: Request) -> Response:
    """Keep what was said, if anything was."""
    form, said = request.form, start_of(request.pages)
    wish = ShareStartingPoint(
        contexts=form.all("context"),
        own_words=form.optional("own_words"),
        therapy=form.optional("therapy") or Therapy.RATHER_NOT_SAY.value,
    )
    before = (said.contexts, said.context_words, said.therapy or Therapy.RATHER_NOT_SAY.value)
    if (wish.contexts, wish.own_words, wish.therapy) != before:
        done = await request.journal.record(wish)
        request.say(request.texts.gettext("Noted. It puts fitting questions first, and nothing else."), done)
    return see_other("/welcome/hopes")


async def show_hopes(request: Request) -> Response:
    """Ask what the person hopes for."""
    there = starts()
    return page(request, "exploring/hopes.html", starts=there, hopes=there.hopes, start=start_of(request.pages))


async def say_hopes(request: Request) -> Response:
    """Keep what was said, if anything was."""
    form, said = request.form, start_of(request.pages)
    wish = ChooseHopes(hopes=form.all("hope"), own_words=form.optional("own_words"))
    if (wish.hopes, wish.own_words) != (said.hopes, said.hope_words):
        done = await request.journal.record(wish)
        request.say(request.texts.gettext("Noted. You will find it again when you look back."), done)
    return see_other("/beginning")


ROUTES: Final[tuple[Route, ...]] = (
    get("/welcome/start", show_start),
    post("/welcome/start", say_start),
    get("/welcome/hopes", show_hopes),
    post("/welcome/hopes", say_hopes),
)
