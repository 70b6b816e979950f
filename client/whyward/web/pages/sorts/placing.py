"""One card after the other: on a pile, passed by, or taken back; each at the person's own pace.

No time is measured, and the address never names a card.
"""

from typing import Final

from whyward.journal.events.sorts import CardPlaced
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.sorts import AddCard, PlaceCard, RewordCard
from whyward.journal.projections.sorts import Sort, next_card
from whyward.web.form import FieldRefused
from whyward.web.pages import numbers
from whyward.web.pages.recorded import body_in
from whyward.web.pages.sorts.cards import BASE, card_asked, home_of, pile_names, sort_asked, words_by_card
from whyward.web.pages.sorts.ending import show_ended
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_card(request: Request) -> Response:
    """Show the next card; where every card lies somewhere, what comes next."""
    sort = sort_asked(request)
    if sort.state == "finished":
        return show_ended(request, sort)
    order = [card.card_id for card in sort.cards]
    place = request.query.number("from") or 0
    card_id = next_card(sort, order[place - 1] if 0 < place <= len(order) else None)
    if card_id is None:
        return see_other(_next_page(sort))
    here = order.index(card_id)
    remaining = [order.index(one) for one in sort.remaining]
    before = [one for one in remaining if one < here] or remaining
    own = next(card for card in sort.cards if card.card_id == card_id)
    return page(
        request,
        "sorts/card.html",
        sort=sort,
        home=home_of(sort),
        card=words_by_card(sort)[card_id],
        is_reworded=bool(own.label or own.meaning),
        piles=list(enumerate(pile_names(sort), start=1)),
        left=len(sort.remaining),
        passed=f"{home_of(sort)}?from={here + 1}",
        back=f"{home_of(sort)}?from={before[-1]}",
        hides_numbers=numbers.are_hidden(request),
    )


async def place(request: Request) -> Response:
    """Put a card on a pile, and go on with the next one."""
    sort = sort_asked(request)
    card, pile = card_asked(request, sort), request.form.number("pile")
    if pile is None:
        _ = request.texts.gettext
        raise FieldRefused("pile", _("No pile was chosen"), hint=_("Press one of the piles."))
    if card.pile == pile:
        return see_other(home_of(sort))
    done = await request.journal.record(PlaceCard(sort=sort.id.hex(), card=card.id, pile=pile))
    placed = body_in(done, CardPlaced)
    sort = sort_asked(request)
    texts, names = request.texts, {"name": card.label, "pile": pile_names(sort)[placed.pile]}
    left = len(sort.remaining)
    said = texts.gettext("Placed %(name)s in %(pile)s.") % names
    if not numbers.are_hidden(request):
        said += " " + texts.ngettext("%(num)s left.", "%(num)s left.", left) % {"num": left}
    request.say(said, done)
    return see_other(_after(sort, card.id))


def _after(sort: Sort, card_id: str) -> str:
    """Return where the card after one is shown; cards that were passed by come again at the end."""
    following = next_card(sort, card_id)
    if following is None:
        return _next_page(sort)
    if following == next_card(sort):
        return home_of(sort)
    order = [card.card_id for card in sort.cards]
    return f"{home_of(sort)}?from={order.index(card_id) + 1}"


def _next_page(sort: Sort) -> str:
    ways = {"ranking": "order", "answering": "about"}
    return f"{home_of(sort)}/{ways.get(sort.stage, 'choose')}"


async def take_back(request: Request) -> Response:
    """Take the last placing back, and show that card again."""
    sort = sort_asked(request)
    if sort.last_placed is None:
        return see_other(home_of(sort))
    await request.journal.record(Undo(ref=sort.last_placed.hex()))
    request.say(request.texts.gettext("Taken back. The card is in your hand again."))
    in_hand = [card_id for card_id in sort_asked(request).remaining if card_id not in sort.remaining]
    order = [card.card_id for card in sort.cards]
    return see_other(f"{home_of(sort)}?from={order.index(in_hand[0])}" if in_hand else home_of(sort))


async def add_card(request: Request) -> Response:
    """Add a card of one's own."""
    form, sort = request.form, sort_asked(request)
    wish = AddCard(sort=sort.id.hex(), label=form.text("label"), meaning=form.optional("meaning"))
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Your card is among the others now; it comes after them."), done)
    return see_other(home_of(sort))


async def reword_card(request: Request) -> Response:
    """Let a card say it in one's own words."""
    form, sort = request.form, sort_asked(request)
    card = card_asked(request, sort)
    label, meaning = form.text("own_label").strip(), form.text("own_meaning").strip()
    wish = RewordCard(
        sort=sort.id.hex(),
        card=card.id,
        label=None if label in {"", card.label} else label,
        meaning=None if meaning == card.meaning else meaning,
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("The card says it in your words now."), done)
    order = [one.card_id for one in sort.cards]
    return see_other(f"{home_of(sort)}?from={order.index(card.id)}")


ROUTES: Final[tuple[Route, ...]] = (
    get(BASE + "/{sort}", show_card),
    post(BASE + "/{sort}/place", place),
    post(BASE + "/{sort}/back", take_back),
    post(BASE + "/{sort}/add", add_card),
    post(BASE + "/{sort}/reword", reword_card),
)
