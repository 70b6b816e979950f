"""All cards of a sort at once: for whoever would rather see them side by side, or change where one lies.

What another device placed meanwhile is left alone: a form moves what the person moved.
"""

from typing import Final

from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.sorts import PlaceCard
from whyward.web.pages.sorts.cards import BASE, going_on, home_of, pile_names, sort_asked, words_by_card
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_cards(request: Request) -> Response:
    """Show every card with its pile."""
    sort = sort_asked(request)
    return going_on(sort) or page(
        request,
        "sorts/list.html",
        sort=sort,
        home=home_of(sort),
        cards=list(words_by_card(sort).values()),
        piles=list(enumerate(pile_names(sort), start=1)),
    )


async def place_cards(request: Request) -> Response:
    """Put cards on piles, in one act."""
    sort, form = sort_asked(request), request.form
    lying = {card.id: card.pile for card in words_by_card(sort).values()}
    wishes: list[Intention] = []
    for name, _ in form.pairs():
        kind, _, card_id = name.partition(":")
        pile = form.number(name) if kind == "on" else None
        if pile is not None and form.number(f"was:{card_id}") != pile and lying.get(card_id) != pile:
            wishes.append(PlaceCard(sort=sort.id.hex(), card=card_id, pile=pile))
    if wishes:
        count = len(wishes)
        done = await request.journal.record_all(wishes)
        said = request.texts.ngettext("Placed %(num)s card.", "Placed %(num)s cards.", count) % {"num": count}
        request.say(said, done)
    return see_other(f"{home_of(sort)}/cards")


ROUTES: Final[tuple[Route, ...]] = (
    get(BASE + "/{sort}/cards", show_cards),
    post(BASE + "/{sort}/cards", place_cards),
)
