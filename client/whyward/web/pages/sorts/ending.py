"""The end of a sort: which cards become values, and where they may belong; nothing is placed unless it was ticked.

A sort that has come to its end is looked at here too.
"""

from typing import Final

from whyward.content.cards import domains_by_card, sorting
from whyward.journal.events.sorts import SortFinished
from whyward.journal.intentions.sorts import FinishSort, TakenCard
from whyward.journal.names import folded_name
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.sorts import Sort, sorts
from whyward.journal.projections.values import current_values
from whyward.web.pages.recorded import body_in
from whyward.web.pages.sorts.cards import BASE, home_of, listed, pile_names, sort_asked, words_by_card
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_LIKELY: Final = 5
"""How many cards from the top are ticked at first; one press changes that."""


async def show_end(request: Request) -> Response:
    """Offer the chosen cards as values."""
    sort = sort_asked(request)
    if sort.state == "finished":
        return see_other(home_of(sort))
    if not sort.shortlist:
        return see_other(f"{home_of(sort)}/choose")
    words, fitting = words_by_card(sort), domains_by_card()
    there = [(domain.id, domain.name) for domain in domain_map(request.pages)]
    carried = {
        folded_name(value.name): {place.domain_id for place in value.domains}
        for value in current_values(request.pages, request.today)
    }
    cards = [
        {
            "id": card_id,
            "label": words[card_id].label,
            "meaning": words[card_id].meaning,
            "is_likely": place < _LIKELY,
            "is_value": folded_name(words[card_id].label) in carried,
            "domains": [
                pair
                for pair in there
                if pair[0] in fitting.get(card_id, ())
                and pair[0] not in carried.get(folded_name(words[card_id].label), ())
            ],
        }
        for place, card_id in enumerate(sort.order)
    ]
    return page(request, "sorts/end.html", sort=sort, home=home_of(sort), cards=cards)


async def finish(request: Request) -> Response:
    """End it."""
    sort, form = sort_asked(request), request.form
    words = words_by_card(sort)
    taken = tuple(
        TakenCard(card=card_id, label=words[card_id].label, domains=form.all(f"in:{card_id}"))
        for card_id in form.all("take")
        if card_id in words
    )
    done = await request.journal.record(FinishSort(sort=sort.id.hex(), taken=taken))
    labels, _ = Labels(request.pages), request.texts.gettext
    names = listed(
        request.texts.told(labels.value(value_id)) for value_id in body_in(done, SortFinished).adopted_value_ids
    )
    said = _("From now on you carry %(names)s.") % {"names": names} if names else _("The sort has come to its end.")
    request.say(said, done)
    return see_other(home_of(sort))


def show_ended(request: Request, sort: Sort) -> Response:
    """Show a sort that has come to its end."""
    words, labels = words_by_card(sort), Labels(request.pages)
    asked = {one.id: request.texts.gettext(one.text) for one in sorting().questions}
    said = {
        card_id: [
            (asked.get(one.question_id, ""), version.text)
            for one in sort.answers
            if one.card_id == card_id
            for version in one.versions
        ]
        for card_id in sort.top
    }
    earlier = [one for one in sorts(request.pages) if one.top and one.id != sort.id and one.on <= sort.on]
    return page(
        request,
        "sorts/ended.html",
        sort=sort,
        top=[(words[card_id], said[card_id]) for card_id in sort.top if card_id in words],
        values=[(value_id.hex(), labels.value(value_id)) for value_id in sort.adopted_value_ids],
        piles=[
            (name, listed(words[card_id].label for card_id in pile))
            for name, pile in reversed(list(zip(pile_names(sort), sort.piles, strict=True)))
            if pile
        ],
        earlier=earlier[0] if earlier else None,
    )


ROUTES: Final[tuple[Route, ...]] = (
    get(BASE + "/{sort}/end", show_end),
    post(BASE + "/{sort}/end", finish),
)
