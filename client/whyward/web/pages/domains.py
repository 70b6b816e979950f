"""The parts of a life: which value shows up where, who the person wants to be there, and what they are called.

One that is left out is never counted as empty; a place without a value is a place, not a gap.
"""

from functools import partial
from typing import Final

from whyward.content.domains import domain_by_key, optional_domains, vision_question
from whyward.journal.events.domains import DomainAdded
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.domains import (
    AddDomain,
    HideDomain,
    OrderDomains,
    RenameDomain,
    ShowDomain,
    WriteVision,
)
from whyward.journal.intentions.values import PlaceValue, UnplaceValue
from whyward.journal.names import find_domain, find_value
from whyward.journal.projections.domains import Domain, domain_map
from whyward.journal.projections.goals import goals
from whyward.journal.projections.values import current_values
from whyward.web.pages.moving import asked_to_move, moved
from whyward.web.pages.recorded import body_in
from whyward.web.pages.values.wording import shown_word, shows_up
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_UNSAID: Final = ""


async def show_domains(request: Request) -> Response:
    """Show values by parts of life, and every part of life."""
    every = domain_map(request.pages, every=True)
    shown = [domain for domain in every if not domain.hidden]
    there = {domain.id for domain in every}
    texts = request.texts
    places = {(place.value_id, domain.id): place for domain in shown for place in domain.values}
    return page(
        request,
        "domains/list.html",
        domains=shown,
        hidden=[domain for domain in every if domain.hidden],
        values=current_values(request.pages, request.today),
        places=places,
        shown_word=partial(shown_word, texts),
        holds={key: texts.gettext(words.holds) for key, words in domain_by_key().items()},
        optional=[words for words in optional_domains() if words.key not in there],
    )


async def add_domain(request: Request) -> Response:
    """Add a part of life: switch one on, or make one."""
    form, _ = request.form, request.texts.gettext
    known = domain_by_key().get(form.text("key"))
    if known is not None and known.optional:
        wish = AddDomain(name=_(known.name), key=known.key)
    else:
        wish = AddDomain(name=form.text("name"))
    done = await request.journal.record(wish)
    added = body_in(done, DomainAdded)
    request.say(_("%(name)s is a part of your life now.") % {"name": added.name}, done)
    return see_other(f"/domains/{added.domain_id}")


async def order_domains(request: Request) -> Response:
    """Move one up or down among those that are shown."""
    way, key = asked_to_move(request)
    shown = {domain.id: domain.name for domain in domain_map(request.pages)}
    order = moved(list(shown), way, key)
    if order is not None:
        done = await request.journal.record(OrderDomains(domains=order))
        said = request.texts.gettext("%(name)s is number %(place)s now.")
        request.say(said % {"name": request.texts.told(shown[key]), "place": order.index(key) + 1}, done)
    return see_other("/domains")


async def show_domain(request: Request) -> Response:
    """Show one: its vision, the values there, its goals."""
    domain, texts = _asked(request), request.texts
    placed = {place.value_id: place.shows_up for place in domain.values}
    draft = request.journal.drafts.at(f"domain:{domain.id}")
    return page(
        request,
        "domains/one.html",
        domain=domain,
        home=f"/domains/{domain.id}",
        question=texts.gettext(vision_question(domain.id)),
        vision=draft.get("text", "\n\n".join(version.text for version in domain.visions)),
        bases=[version.event_id.hex() for version in domain.visions],
        rows=[(value, placed.get(value.id, _UNSAID)) for value in current_values(request.pages, request.today)],
        choices=(*shows_up(texts), (_UNSAID, texts.gettext("not said"))),
        goals=goals(request.pages, domain_id=domain.id),
    )


async def write_vision(request: Request) -> Response:
    """Keep who the person wants to be there."""
    domain, form = _asked(request), request.form
    if form.text("text").strip() != "\n\n".join(version.text for version in domain.visions):
        wish = WriteVision(domain=domain.id, text=form.text("text"), base=form.all("base"))
        request.say(request.texts.gettext("Your words are kept."), await request.journal.record(wish))
    return see_other(f"/domains/{domain.id}")


async def place_values(request: Request) -> Response:
    """Say which values show up there: what was changed, in one act."""
    domain = _asked(request)
    placed = {place.value_id.hex(): place.shows_up for place in domain.values}
    wishes: list[Intention] = []
    for name, choice in request.form.pairs():
        kind, _, called = name.partition(":")
        if kind != "value":
            continue
        value = find_value(request.pages, called).value_id.hex()
        if choice != placed.get(value, _UNSAID):
            wishes.append(
                PlaceValue(value=value, domain=domain.id, shows_up=choice)
                if choice
                else UnplaceValue(value=value, domain=domain.id)
            )
    if wishes:
        done = await request.journal.record_all(wishes)
        request.say(request.texts.gettext("Noted what shows up here."), done)
    return see_other(f"/domains/{domain.id}")


async def rename(request: Request) -> Response:
    """Call it by another name."""
    domain = _asked(request)
    if request.form.text("name").strip() != request.texts.told(domain.name):
        done = await request.journal.record(RenameDomain(domain=domain.id, name=request.form.text("name")))
        request.say(request.texts.gettext("It has your name now."), done)
    return see_other(f"/domains/{domain.id}")


async def hide(request: Request) -> Response:
    """Leave it out."""
    done = await request.journal.record(HideDomain(domain=_asked(request).id))
    request.say(request.texts.gettext("It is left out now. Nothing of it is lost."), done)
    return see_other("/domains")


async def show(request: Request) -> Response:
    """Bring it back."""
    domain = _asked(request)
    request.say(request.texts.gettext("It is back."), await request.journal.record(ShowDomain(domain=domain.id)))
    return see_other(f"/domains/{domain.id}")


def _asked(request: Request) -> Domain:
    key = find_domain(request.pages, request.args["domain"])
    return next(domain for domain in domain_map(request.pages, every=True) if domain.id == key)


ROUTES: Final[tuple[Route, ...]] = (
    get("/domains", show_domains),
    post("/domains", add_domain),
    post("/domains/order", order_domains),
    get("/domains/{domain}", show_domain),
    post("/domains/{domain}/vision", write_vision),
    post("/domains/{domain}/values", place_values),
    post("/domains/{domain}/rename", rename),
    post("/domains/{domain}/hide", hide),
    post("/domains/{domain}/show", show),
)
