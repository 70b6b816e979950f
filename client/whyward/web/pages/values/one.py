"""One value: the person's own words for it, whose it is, where it shows up, and how it came to be as it is.

It can rest, be carried no longer, and come back; there is no way to finish it.
"""

from datetime import timedelta
from functools import partial
from typing import Final

from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.values import (
    CheckOwnership,
    PlaceValue,
    RestoreValue,
    RestValue,
    RetireValue,
    RewordValue,
    UnplaceValue,
)
from whyward.journal.names import find_value
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.goals import goals
from whyward.journal.projections.steps import steps
from whyward.journal.projections.then_and_now import rename_trail
from whyward.journal.projections.values import LATELY_DAYS, current_values, value_history, value_shown
from whyward.journal.projections.why import why_trail
from whyward.web.form import FieldRefused
from whyward.web.pages import numbers
from whyward.web.pages.values.wording import shown_word, shows_up, whose
from whyward.web.places import path_of
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_UNSAID: Final = ""
_STEPS: Final = 5
"""How many of the latest steps stand on the page; the timeline has them all."""


async def show_value(request: Request) -> Response:
    """Show one value in full."""
    value_id = find_value(request.pages, request.args["value"]).value_id
    value = value_shown(request.pages, value_id, request.today)
    assert value is not None, "it was found in the same pages"
    trail = why_trail(request.pages, f"value:{value_id.hex()}")
    others = [(one.id.hex(), one.name) for one in current_values(request.pages, request.today) if one.id != value_id]
    texts = request.texts
    return page(
        request,
        "values/one.html",
        value=value,
        whose=None if value.ownership is None else whose(texts, value.ownership),
        because=() if trail is None else trail.because,
        path_of=path_of,
        goals=goals(request.pages, value_id=value_id),
        steps=steps(request.pages, value_id=value_id, first=request.today - timedelta(days=LATELY_DAYS - 1))[:_STEPS],
        history=value_history(request.pages, value_id, request.today),
        names=rename_trail(request.pages, value_id),
        domains=domain_map(request.pages),
        placed={place.domain_id: place for place in value.domains},
        choices=(*shows_up(texts), (_UNSAID, texts.gettext("not said"))),
        shown_word=partial(shown_word, texts),
        others=others,
        draft=request.journal.drafts.at(f"value:{value_id.hex()}"),
        hides_numbers=numbers.are_hidden(request),
    )


async def reword(request: Request) -> Response:
    """Put it in other words."""
    form, found = request.form, find_value(request.pages, request.args["value"])
    name = form.text("name").strip()
    words = form.text("own_words").strip()
    wish = RewordValue(
        value=found.value_id.hex(),
        name=None if name == found.name else form.text("name"),
        own_words=None if words == (found.own_words or "") else words,
    )
    return await _done(request, wish, request.texts.gettext("It is in your words now."))


async def check_ownership(request: Request) -> Response:
    """Say whose it is."""
    form, _ = request.form, request.texts.gettext
    mine, pressure = form.number("mine"), form.number("pressure")
    for name, number in (("mine", mine), ("pressure", pressure)):
        if number is None:
            hint = _("Any number from 0 to 10 will do; there is no right one.")
            raise FieldRefused(name, _("This one is not answered yet"), hint=hint)
    wish = CheckOwnership(
        value=_value(request),
        mine=mine or 0,
        pressure=pressure or 0,
        whose_voice=form.optional("whose_voice"),
        note=form.optional("own_note"),
    )
    return await _done(request, wish, _("Noted. You can ask yourself again at any time."))


async def place(request: Request) -> Response:
    """Say where it shows up: what was changed, in one act."""
    found = find_value(request.pages, request.args["value"])
    placed = {one.domain_id: one.shows_up for one in found.placements}
    wishes: list[Intention] = []
    for name, choice in request.form.pairs():
        kind, _, domain_id = name.partition(":")
        if kind == "in" and choice != placed.get(domain_id, _UNSAID):
            wishes.append(
                PlaceValue(value=_value(request), domain=domain_id, shows_up=choice)
                if choice
                else UnplaceValue(value=_value(request), domain=domain_id)
            )
    if wishes:
        done = await request.journal.record_all(wishes)
        request.say(request.texts.gettext("Noted where it shows up."), done)
    return see_other(f"/values/{found.value_id.hex()}")


async def rest(request: Request) -> Response:
    """Set it aside for a while."""
    wish = RestValue(value=_value(request), until=request.form.day("until"), why=request.form.optional("why"))
    return await _done(request, wish, request.texts.gettext("It rests for now. It is still yours."))


async def retire(request: Request) -> Response:
    """Carry it no longer."""
    form = request.form
    wish = RetireValue(
        value=_value(request),
        why=form.text("because") or "other",
        merged_into=form.optional("into"),
        note=form.optional("retire_note"),
    )
    return await _done(request, wish, request.texts.gettext("You carry it no longer. Its history stays."))


async def restore(request: Request) -> Response:
    """Carry it again."""
    return await _done(request, RestoreValue(value=_value(request)), request.texts.gettext("It is with you again."))


def _value(request: Request) -> str:
    return find_value(request.pages, request.args["value"]).value_id.hex()


async def _done(request: Request, wish: Intention, sentence: str) -> Response:
    place_ = f"/values/{_value(request)}"
    request.say(sentence, await request.journal.record(wish))
    return see_other(place_)


ROUTES: Final[tuple[Route, ...]] = (
    get("/values/{value}", show_value),
    post("/values/{value}/words", reword),
    post("/values/{value}/own", check_ownership),
    post("/values/{value}/place", place),
    post("/values/{value}/rest", rest),
    post("/values/{value}/retire", retire),
    post("/values/{value}/restore", restore),
)
