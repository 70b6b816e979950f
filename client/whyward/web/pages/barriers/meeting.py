"""Naming what is in the way: a word is enough, and more can be said.

A tool that was chosen beforehand comes right after; else one is suggested.
"""

from typing import Final

from whyward.content.toolkits import tool, toolbox
from whyward.journal.events.barriers import BarrierMet
from whyward.journal.intentions.barriers import MeetBarrier
from whyward.journal.projections.goals import goals
from whyward.web.form import FieldRefused
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

PLACE: Final = "barrier:new"
SAID: Final = ("situation", "thoughts", "feelings", "body", "urges")
"""What may be said beside the word itself, by the names of its fields."""


async def show_new(request: Request) -> Response:
    """Ask what showed up."""
    draft = request.journal.drafts.at(PLACE)
    pairs = request.journal.drafts.pairs_at(PLACE)
    return page(
        request,
        "barriers/new.html",
        place=PLACE,
        draft=draft,
        was=dict.fromkeys(SAID, "") | dict(draft),
        letters=[text for name, text in pairs if name == "letter"],
        kind=request.query.text("kind") or draft.get("kind", ""),
        goal=request.query.text("goal") or draft.get("goal", ""),
        step=request.query.text("step"),
        tool=tool(request.query.text("tool")),
        box=toolbox(),
        goals=[(one.id.hex(), one.statement) for one in goals(request.pages)],
    )


async def meet(request: Request) -> Response:
    """Keep what showed up, and go on to a tool."""
    form, _ = request.form, request.texts.gettext
    kind, own = form.optional("kind"), form.optional("own")
    if kind is None and own is None:
        raise FieldRefused("kind", _("Nothing is named yet"), hint=_("Choose one, or use a word of your own."))
    wish = MeetBarrier(
        kind=kind or "other",
        custom=own,
        goal=form.optional("goal"),
        step=form.optional("step"),
        strength=form.number("strength"),
        situation=form.optional("situation"),
        thoughts=form.lines("thoughts"),
        feelings=form.lines("feelings"),
        body=form.lines("body"),
        urges=form.lines("urges"),
        letters=form.all("letter"),
    )
    done = await request.journal.record(wish)
    barrier = body_in(done, BarrierMet).barrier_id.hex()
    request.say(_("Noted. Naming it can be enough for now."), done)
    chosen = tool(form.text("tool"))
    return see_other(f"/barriers/{barrier}/tools/{chosen.id}" if chosen else f"/barriers/{barrier}/tools")


ROUTES: Final[tuple[Route, ...]] = (
    get("/barrier/new", show_new),
    post("/barrier/new", meet),
)
