"""The chosen cards in the person's order, moved by buttons; two that weigh the same lie side by side.

An order is a snapshot of a day; it may be another one tomorrow.
"""

from collections.abc import Sequence
from typing import Final

from whyward.journal.intentions.sorts import RankCards
from whyward.journal.projections.sorts import Sort
from whyward.web.pages.moving import UP, asked_to_move
from whyward.web.pages.sorts.cards import BASE, going_on, home_of, sort_asked, words_by_card
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

JOIN: Final = "join"
Groups = tuple[tuple[str, ...], ...]


async def show_order(request: Request) -> Response:
    """Show the order."""
    sort = sort_asked(request)
    if sort.state != "finished" and not sort.shortlist:
        return see_other(f"{home_of(sort)}/choose")
    words = words_by_card(sort)
    return going_on(sort) or page(
        request,
        "sorts/order.html",
        sort=sort,
        home=home_of(sort),
        groups=[[words[card_id] for card_id in group] for group in _groups(sort)],
    )


async def order(request: Request) -> Response:
    """Move one card, or keep the order as it is shown and go on."""
    sort = sort_asked(request)
    if request.form.ticked("keep"):
        if not sort.ranked:
            await request.journal.record(RankCards(sort=sort.id.hex(), ranked=_groups(sort)))
        return see_other(f"{home_of(sort)}/about")
    way, card_id = asked_to_move(request)
    changed = rearranged(_groups(sort), way, card_id)
    if changed is not None:
        done = await request.journal.record(RankCards(sort=sort.id.hex(), ranked=changed))
        name = words_by_card(sort)[card_id].label
        place = next(number for number, group in enumerate(changed, start=1) if card_id in group)
        said = request.texts.gettext("%(name)s is number %(place)s now.") % {"name": name, "place": place}
        request.say(said, done)
    return see_other(f"{home_of(sort)}/order")


def rearranged(groups: Sequence[tuple[str, ...]], way: str, card_id: str) -> Groups | None:
    """Return the groups after one move, or None where there is nowhere to go.

    A card that lies beside others leaves them first; one that is alone changes places with its neighbours.
    """
    place = next((place for place, group in enumerate(groups) if card_id in group), None)
    if place is None:
        return None
    changed = [list(group) for group in groups]
    if way == JOIN:
        if place == 0:
            return None
        changed[place].remove(card_id)
        changed[place - 1].append(card_id)
    elif len(changed[place]) > 1:
        changed[place].remove(card_id)
        changed.insert(place if way == UP else place + 1, [card_id])
    else:
        other = place - 1 if way == UP else place + 1
        if not 0 <= other < len(changed):
            return None
        changed[place], changed[other] = changed[other], changed[place]
    return tuple(tuple(group) for group in changed if group)


def _groups(sort: Sort) -> Groups:
    return sort.ranked or tuple((card_id,) for card_id in sort.shortlist)


ROUTES: Final[tuple[Route, ...]] = (
    get(BASE + "/{sort}/order", show_order),
    post(BASE + "/{sort}/order", order),
)
