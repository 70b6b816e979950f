"""Choosing a few cards among those that lie near the heart.

Five to ten are asked for, one is enough, and the others stay where they lie.
"""

from typing import Final

from whyward.journal.intentions.sorts import ShortlistCards
from whyward.web.pages.sorts.cards import BASE, going_on, home_of, pile_names, sort_asked, words_by_card
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_NEAR: Final = 2
"""How many piles, from the closest on, are laid out at once."""


async def show_choice(request: Request) -> Response:
    """Show the cards, the closest pile first."""
    sort = sort_asked(request)
    words = words_by_card(sort)
    piles = [
        (name, [(card_id, words[card_id].label) for card_id in pile])
        for name, pile in reversed(list(zip(pile_names(sort), sort.piles, strict=True)))
        if pile
    ]
    return going_on(sort) or page(
        request,
        "sorts/choose.html",
        sort=sort,
        home=home_of(sort),
        near=piles[:_NEAR],
        far=piles[_NEAR:],
        remaining=[(card_id, words[card_id].label) for card_id in sort.remaining],
        chosen=set(sort.shortlist),
    )


async def choose(request: Request) -> Response:
    """Keep the choice; what was chosen before keeps its place."""
    sort = sort_asked(request)
    asked = dict.fromkeys(request.form.all("card"))
    cards = tuple(card_id for card_id in dict.fromkeys((*sort.shortlist, *asked)) if card_id in asked)
    if cards != sort.shortlist or not cards:
        done = await request.journal.record(ShortlistCards(sort=sort.id.hex(), cards=cards))
        request.say(request.texts.gettext("Chosen. You can change it at any time."), done)
    return see_other(f"{home_of(sort)}/order")


ROUTES: Final[tuple[Route, ...]] = (
    get(BASE + "/{sort}/choose", show_choice),
    post(BASE + "/{sort}/choose", choose),
)
