"""From what a person calls a sort or a card to the one that is meant.

A card of a deck is called by its key, typed with spaces or hyphens; one of the person's own also by its words.
"""

from whyward.journal.errors import NotFound
from whyward.journal.folding.nouns_sorting import SORTS
from whyward.journal.folding.sorts import SortedCard, SortRow, SortState
from whyward.journal.names import Named, find, folded_name, is_id_start
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence

OWN_CARD_END = "-own"
"""How the keys of a person's own cards end."""


def find_sort(pages: Pages, called: str | None) -> SortRow:
    """Return the sort that is meant, by its id or the start of it; without one, the latest that is not finished."""
    rows = sorted(pages.all(SORTS), key=lambda row: row.stamp, reverse=True)
    if called is None:
        going = [row for row in rows if row.state != SortState.FINISHED]
        if not going:
            raise NotFound("No sort is under way", hint="`whyward sort start` begins one; you can stop at any time.")
        return going[0]
    digits = called.strip().casefold()
    fitting = [row for row in rows if is_id_start(digits) and row.sort_id.hex().startswith(digits)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        listed = ", ".join(row.sort_id.hex()[:12] for row in fitting[:5])
        raise NotFound(
            "More than one sort has an id that starts so", hint=sentence("Say more digits: %(listed)s.", listed=listed)
        )
    raise NotFound("No sort goes by that id", hint="`whyward sort list` shows what there is.")


def find_card(row: SortRow, called: str) -> SortedCard:
    """Return the card that is meant."""
    cards = {card.card_id: card for card in row.cards}
    key = "-".join(folded_name(called).replace("'", "").split())
    if key in cards:
        return cards[key]
    named = [Named(card.card_id.encode(), card.label or card_words(card.card_id)) for card in row.cards]
    return cards[find(called, named, sentence("card")).decode()]


def card_words(card_id: str) -> str:
    """Return a card's key as words: what it is called where its deck is not at hand."""
    if card_id.endswith(OWN_CARD_END):
        return sentence("A card of your own")
    return card_id.replace("-", " ").capitalize()
