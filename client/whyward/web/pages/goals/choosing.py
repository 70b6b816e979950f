"""Choosing a goal: a few words are enough, all the rest may be said; soft offers stand beside it and block nothing.

What is typed stays a draft until it is kept.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import msgspec

from whyward.content.cards import card_by_id
from whyward.content.starters import Starter, starter
from whyward.journal.events.goals import GoalSet
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.striving import StartGoal
from whyward.journal.names import find_value
from whyward.journal.projections.coaching import Draft, Offer, offers
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.values import current_values
from whyward.web.form import Form
from whyward.web.pages.goals.wording import stretches
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

PLACE: Final = "goal:new"
_DAYS: Final = 7
_JSON: Final = "application/json"
_FIELDS: Final = (
    "statement",
    "why",
    "tiny_version",
    "step",
    "when",
    "where",
    "with_whom",
    "measure",
    "target",
    "unit",
    "per",
    "if_text",
    "then_text",
    "confidence",
    "willingness",
    "ends_on",
    "starter",
)


async def show_new(request: Request) -> Response:
    """Show the form: as it was left, or as a starter or a value begins it."""
    begun = starter(request.query.text("starter"))
    draft = Form(request.journal.drafts.pairs_at(PLACE))
    is_left = begun is None and bool(draft.text("statement").strip())
    form = draft if is_left else _beginning(request, begun)
    from_ = begun or starter(form.text("starter"))
    return page(
        request,
        "goals/new.html",
        place=PLACE,
        was=_was(form),
        starter=from_,
        ideas=[] if from_ is None else [card_by_id()[card].label for card in from_.cards],
        values=[(value.id.hex(), value.name) for value in current_values(request.pages, request.today)],
        served=form.all("value"),
        domains=[(domain.id, domain.name) for domain in domain_map(request.pages)],
        within=form.all("domain"),
        stretches=stretches(request.texts),
        offers=_offers(request, form) if is_left and request.query.ticked("look") else (),
    )


def _beginning(request: Request, begun: Starter | None) -> Form:
    """Return how a fresh form is filled: seven days, the words of a starter, the why of a value."""
    pairs = [("ends_on", (request.today + timedelta(days=_DAYS)).isoformat())]
    for called in request.query.all("value"):
        value = find_value(request.pages, called)
        pairs += [("value", value.value_id.hex()), ("why", value.own_words or "")]
    pairs += [("domain", key) for key in request.query.all("domain")]
    if begun is not None:
        pairs += [("starter", begun.id), ("statement", begun.statement), ("tiny_version", begun.tiny_version)]
        pairs += [("domain", key) for key in begun.domains]
        named = {value.name.casefold(): value.id.hex() for value in current_values(request.pages, request.today)}
        pairs += [("value", named[card]) for card in begun.cards if card in named]
        pairs += [("target", f"{begun.target:g}")] if begun.target is not None else []
        pairs += [("unit", begun.unit or ""), ("per", begun.per or "")]
    return Form(pairs)


def _was(form: Form) -> Mapping[str, str]:
    return {name: form.text(name) for name in _FIELDS}


def _offers(request: Request, form: Form) -> tuple[Offer, ...]:
    """Return the soft offers; a number that is none yet is asked about when the goal is kept."""
    confidence = form.text("confidence").strip()
    draft = Draft(
        statement=form.text("statement"),
        values=form.all("value"),
        tiny_version=form.optional("tiny_version"),
        confidence=int(confidence) if confidence.isascii() and confidence.isdecimal() else None,
    )
    return offers(draft, request.pages)


async def look(request: Request) -> Response:
    """Keep what is typed as a draft, and show the form again with the offers beside it."""
    fields = [(name, text) for name, text in request.form.pairs() if name not in {"here", "place"}]
    request.journal.drafts.keep(PLACE, fields)
    return see_other("/goals/new?look=yes")


async def answer_offers(request: Request) -> Response:
    """Answer the script that asks while somebody types."""
    told = request.texts.told
    offers_told = [
        msgspec.structs.replace(one, question=str(told(one.question)), offer=str(told(one.offer)))
        for one in _offers(request, request.form)
    ]
    return Response(body=msgspec.json.encode(offers_told), type=_JSON)


async def choose(request: Request) -> Response:
    """Keep the goal, with what was said with it."""
    form = request.form
    target = form.amount("target")
    goal = SetGoal(
        statement=form.text("statement"),
        why=form.optional("why"),
        values=form.all("value"),
        domains=form.all("domain"),
        measure=form.optional("measure"),
        target=target,
        unit=None if target is None else form.optional("unit"),
        per=None if target is None else form.optional("per"),
        ends_on=form.day("ends_on"),
        tiny_version=form.optional("tiny_version"),
        confidence=form.number("confidence"),
        willingness=form.number("willingness"),
    )
    wish = StartGoal(
        goal=goal,
        step=form.optional("step"),
        when=form.optional("when"),
        where=form.optional("where"),
        with_whom=form.optional("with_whom"),
        if_text=form.optional("if_text"),
        then_text=form.optional("then_text"),
    )
    done = await request.journal.record(wish)
    request.journal.drafts.forget(PLACE)
    request.say(request.texts.gettext("That is a goal of yours now. Any size of step counts."), done)
    return see_other(f"/goals/{body_in(done, GoalSet).goal_id.hex()}")


ROUTES: Final[tuple[Route, ...]] = (
    get("/goals/new", show_new),
    post("/goals/new", choose),
    post("/goals/new/look", look),
    post("/goals/new/offers", answer_offers),
)
