"""What every page of a sort needs: the sort that is meant, where its pages are, and the words on its cards.

The words come from the deck, and from the person where they have put a card in their own.
"""

from collections.abc import Iterable
from typing import NamedTuple

from whyward.content.cards import sorting, words_of
from whyward.journal.errors import NotFound
from whyward.journal.names_sorting import find_sort
from whyward.journal.projections.sorts import Sort, sort_shown
from whyward.web.request import Request
from whyward.web.response import Response, see_other

BASE = "/explore/sort"


class CardWords(NamedTuple):
    """A card as it is shown; `pile` counts from 1, the farthest."""

    id: str
    label: str
    meaning: str
    pile: int | None


def sort_asked(request: Request) -> Sort:
    """Return the sort that the path names."""
    sort = sort_shown(request.pages, find_sort(request.pages, request.args["sort"]).sort_id)
    assert sort is not None, "it was found in the same pages"
    return sort


def home_of(sort: Sort) -> str:
    """Return where the pages of a sort begin."""
    return f"{BASE}/{sort.id.hex()}"


def words_by_card(sort: Sort) -> dict[str, CardWords]:
    """Return every card of a sort with its words, in the order of the sort."""
    return {
        card.card_id: CardWords(
            card.card_id,
            *words_of(card.card_id, card.label, card.meaning),
            None if card.pile is None else card.pile + 1,
        )
        for card in sort.cards
    }


def pile_names(sort: Sort) -> tuple[str, ...]:
    """Return the names of its piles, from the farthest to the closest."""
    return sorting().piles(len(sort.piles))


def listed(names: Iterable[str]) -> str:
    """Return names as they stand in a row."""
    return ", ".join(names)


def going_on(sort: Sort) -> Response | None:
    """Return where a sort that is finished is looked at, or None while there is something to do."""
    return see_other(home_of(sort)) if sort.state == "finished" else None


def card_asked(request: Request, sort: Sort) -> CardWords:
    """Return the card that a form is about; refuse one that is not of this sort."""
    words = words_by_card(sort)
    card = words.get(request.form.text("card"))
    if card is None:
        _ = request.texts.gettext
        raise NotFound(_("That card is not part of this sort"), hint=_("Go on with the card that is shown."))
    return card
