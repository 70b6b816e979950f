"""Deciding the end of a sort: the chosen cards become values, each of them once.

A value gets its id from the card, so that two devices that end a sort apart come to one value and not to two; and what
is a value already, by its card or by its name, stays the one it is.
"""

from collections.abc import Iterator
from typing import Final

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.catalogue import ref_of
from whyward.journal.events.fields import Body
from whyward.journal.events.kinds_sorting import SORT
from whyward.journal.events.sorts import CardQuestion, SortFinished
from whyward.journal.events.values import ShowsUp, ValueChosen, ValueRestored, ValueShownInDomain, ValuesRanked
from whyward.journal.folding.nouns import RANKING, VALUES
from whyward.journal.folding.sorts import SortedCard, SortRow
from whyward.journal.folding.values import ValueRow, ValueStatus
from whyward.journal.intentions.sorts import FinishSort, TakenCard
from whyward.journal.names import find_domain, folded_name
from whyward.journal.names_sorting import card_words, find_card
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_line
from whyward.protocol.labels import Label, hashed

_ID_BYTES: Final = 16
_NEAREST_FIRST: Final = (ValueStatus.ACTIVE.value, ValueStatus.RESTED.value, ValueStatus.RETIRED.value)


def decide_finish(wish: FinishSort, row: SortRow, pages: Pages, context: Context) -> list[Fact]:
    """Return the values that are new, what wakes those that rested, the new order of all, and the end of the sort."""
    if not row.shortlist:
        raise Refused(
            "No cards are chosen yet, so there is nothing to end with",
            hint="`whyward sort shortlist CARD …` chooses a few; `whyward sort set-aside` leaves it for another time.",
        )
    top = tuple(card_id for group in row.ranked for card_id in group) or row.shortlist
    taken = {find_card(row, one.card).card_id: one for one in wish.taken}
    for card_id in taken:
        if card_id not in top:
            raise BadInput(
                sentence("%(card)s is not among the chosen cards", card=card_words(card_id)),
                hint="`whyward sort shortlist` chooses them anew.",
            )
    cards = {card.card_id: card for card in row.cards}
    adopting = _Adopting(row, pages, context)
    bodies: list[Body] = []
    for card_id in top:
        if card_id in taken:
            bodies += adopting.adopted(cards[card_id], taken[card_id])
    ids = tuple(adopting.ids)
    if ids:
        last = pages.one(RANKING)
        bodies.append(ValuesRanked(order=tuple(dict.fromkeys((*ids, *(last.order if last else ()))))))
    bodies.append(SortFinished(sort_id=row.sort_id, top=top, adopted_value_ids=ids))
    return [Fact(body, context.now_ms) for body in bodies]


class _Adopting:
    """Making values of cards, one after the other; what an earlier card became counts as there."""

    def __init__(self, row: SortRow, pages: Pages, context: Context) -> None:
        """Know the sort and the values there are."""
        self._row, self._pages, self._context = row, pages, context
        self._values = sorted(pages.all(VALUES), key=lambda value: _NEAREST_FIRST.index(value.status))
        self._id_by_name: dict[str, bytes] = {}
        self.ids: dict[bytes, None] = {}

    def adopted(self, card: SortedCard, taken: TakenCard) -> Iterator[Body]:
        """Yield what makes a card a value that is carried, in the parts of life that the person placed it in."""
        name = cleaned_line(card.label or taken.label, sentence("The name of the value"))
        domains = tuple(dict.fromkeys(find_domain(self._pages, called) for called in taken.domains))
        there = self._there(card, name)
        value_id = self._id_by_name.get(folded_name(name)) if there is None else there.value_id
        if value_id is None:
            value_id = value_id_of(self._row.deck_id, card.card_id)
            yield self._chosen(value_id, name, card)
        elif there is not None and value_id not in self.ids and there.status != ValueStatus.ACTIVE:
            yield ValueRestored(value_id=value_id)
        self._id_by_name[folded_name(name)] = value_id
        self.ids[value_id] = None
        placed = {place.domain_id for place in (() if there is None else there.placements)}
        for domain_id in domains:
            if domain_id not in placed:
                yield ValueShownInDomain(value_id=value_id, domain_id=domain_id, shows_up=ShowsUp.NOT_YET.value)

    def _there(self, card: SortedCard, name: str) -> ValueRow | None:
        """Return the value that this card is already: one that is carried before one that rests."""
        wanted = folded_name(name)
        return next(
            (row for row in self._values if row.card_id == card.card_id or folded_name(row.name) == wanted), None
        )

    def _chosen(self, value_id: bytes, name: str, card: SortedCard) -> ValueChosen:
        about = (card.card_id, CardQuestion.MEANS_TO_ME.value)
        said = next((one.versions for one in self._row.answers if (one.card_id, one.question_id) == about), ())
        return ValueChosen(
            value_id=value_id,
            name=name,
            own_words=said[0].text if said else card.meaning,
            card_id=card.card_id,
            came_from=(ref_of(SORT, self._row.sort_id),),
            chosen_on=self._context.today(self._pages),
        )


def value_id_of(deck_id: str, card_id: str) -> bytes:
    """Return the id of the value that a card becomes; the same on every device."""
    return hashed(Label.CARD_VALUE, f"{deck_id}/{card_id}".encode())[:_ID_BYTES]
