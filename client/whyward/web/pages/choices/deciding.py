"""Decisions: a list, a new one, what is decided, and what is seen looking back.

A decision may be made anew at any time; the ones before stand in the timeline.
"""

from typing import Final

from whyward.journal.events.choices import DecisionFaced
from whyward.journal.intentions.choices import AddOption, FaceDecision, LookBackOnDecision, MakeDecision
from whyward.journal.projections.decisions import decisions
from whyward.web.form import FieldRefused
from whyward.web.pages.choices.finding import decision_named
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_PLACE: Final = "decision:new"


async def show_decisions(request: Request) -> Response:
    """List decisions, those to be made first."""
    every = decisions(request.pages)
    return page(
        request,
        "choices/decisions.html",
        waiting=[one for one in every if not one.is_made],
        made=[one for one in every if one.is_made],
    )


async def show_new(request: Request) -> Response:
    """Ask what is to be decided."""
    return page(request, "choices/new_decision.html", place=_PLACE, draft=request.journal.drafts.at(_PLACE))


async def face(request: Request) -> Response:
    """Keep what is to be decided."""
    form, _ = request.form, request.texts.gettext
    wish = FaceDecision(question=form.text("question"), by=form.day("by"), options=form.lines("options"))
    done = await request.journal.record(wish)
    request.say(_("It is written down. There is time."), done)
    return see_other(f"/decisions/{body_in(done, DecisionFaced).decision_id.hex()}")


async def add_option(request: Request) -> Response:
    """Keep one more way to go."""
    decision = decision_named(request)
    done = await request.journal.record(AddOption(decision=decision.id.hex(), text=request.form.text("text")))
    request.say(request.texts.gettext("That is one way to go."), done)
    return see_other(f"/decisions/{decision.id.hex()}")


async def make(request: Request) -> Response:
    """Keep what was decided."""
    decision, form, _ = decision_named(request), request.form, request.texts.gettext
    if form.optional("option") is None and form.optional("because") is None:
        hint = _("Choose one, or say in your words what it is.")
        raise FieldRefused("option", _("There is nothing to keep of it yet"), hint=hint)
    wish = MakeDecision(decision=decision.id.hex(), option=form.optional("option"), because=form.optional("because"))
    done = await request.journal.record(wish)
    request.say(_("Decided, for now. You may decide anew at any time."), done)
    return see_other(f"/decisions/{decision.id.hex()}")


async def look_back(request: Request) -> Response:
    """Keep what is seen, looking back."""
    decision = decision_named(request)
    wish = LookBackOnDecision(decision=decision.id.hex(), text=request.form.text("text"))
    request.say(request.texts.gettext("Noted."), await request.journal.record(wish))
    return see_other(f"/decisions/{decision.id.hex()}")


ROUTES: Final[tuple[Route, ...]] = (
    get("/decisions", show_decisions),
    get("/decisions/new", show_new),
    post("/decisions/new", face),
    post("/decisions/{decision}/options", add_option),
    post("/decisions/{decision}/made", make),
    post("/decisions/{decision}/looked-back", look_back),
)
