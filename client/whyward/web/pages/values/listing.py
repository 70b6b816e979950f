"""The list of values in the person's order, and the place to add one.

Nothing here says how much of a value is reached.
"""

from functools import partial
from typing import Final

from whyward.journal.events.values import ValueChosen
from whyward.journal.intentions.values import AddValue, RankValues
from whyward.journal.names import find_value
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.values import current_values
from whyward.web.pages.moving import asked_to_move, moved
from whyward.web.pages.recorded import body_in
from whyward.web.pages.values.wording import shown_word
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_NEW: Final = "value:new"


async def show_values(request: Request) -> Response:
    """Show every value: those carried by rank, then those that rest, then those no longer carried."""
    every = current_values(request.pages, request.today, every=True)
    texts = request.texts
    return page(
        request,
        "values/list.html",
        active=[value for value in every if value.status == "active"],
        rested=[value for value in every if value.status == "rested"],
        retired=[value for value in every if value.status == "retired"],
        shown_word=partial(shown_word, texts),
        domains=[(domain.id, domain.name) for domain in domain_map(request.pages)],
        draft=request.journal.drafts.at(_NEW),
        ticked=[text for name, text in request.journal.drafts.pairs_at(_NEW) if name == "domain"],
    )


async def add_value(request: Request) -> Response:
    """Name a value."""
    form, _ = request.form, request.texts.gettext
    wish = AddValue(
        name=form.text("name"),
        own_words=form.optional("own_words"),
        domains=form.all("domain"),
        came_from=form.all("came_from"),
    )
    done = await request.journal.record(wish)
    value = body_in(done, ValueChosen)
    request.say(_("%(name)s is one of your values now.") % {"name": value.name}, done)
    return see_other(f"/values/{value.value_id.hex()}")


async def order_values(request: Request) -> Response:
    """Move one value up or down."""
    way, key = asked_to_move(request)
    found = find_value(request.pages, key)
    active = current_values(request.pages, request.today)
    order = moved([value.id.hex() for value in active], way, found.value_id.hex())
    if order is not None:
        done = await request.journal.record(RankValues(values=order))
        place = order.index(found.value_id.hex()) + 1
        said = request.texts.gettext("%(name)s is number %(place)s now.") % {"name": found.name, "place": place}
        request.say(said, done)
    return see_other("/values")


ROUTES: Final[tuple[Route, ...]] = (
    get("/values", show_values),
    post("/values", add_value),
    post("/values/order", order_values),
)
