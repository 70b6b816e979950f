"""The deck on paper, ten cards to a sheet: for whoever would rather have it on the table.

Sheets of business cards have the same measure: 3.5 by 2 inches.
"""

from typing import Final

from whyward.content.cards import card_by_id, deck, quick_ids
from whyward.web.pages.sorts.cards import BASE
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get


async def show_deck(request: Request) -> Response:
    """Show the deck, the short one or the whole."""
    is_full = request.query.text("deck") == "full"
    cards = list(deck().cards) if is_full else [card_by_id()[card_id] for card_id in quick_ids()]
    return page(request, "sorts/deck.html", cards=cards, is_full=is_full, licence=deck().licence_note)


ROUTES: Final[tuple[Route, ...]] = (get(f"{BASE}/deck", show_deck),)
