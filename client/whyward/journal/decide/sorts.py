"""Deciding wishes about sorts of cards.

The order of the cards comes from the id of the sort, so that it is one order on every device; no way of sorting is
better than another.
"""

import re
from typing import Final, assert_never

from whyward.journal.decide.adopting import decide_finish
from whyward.journal.decide.facts import Context, Fact
from whyward.journal.decide.versions import base_of
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.kinds_sorting import SORT
from whyward.journal.events.sorts import (
    CardAdded,
    CardPlaced,
    CardQuestion,
    CardReworded,
    Frame,
    Scale,
    SortAnswered,
    SortRanked,
    SortSetAside,
    SortShortlisted,
    SortStarted,
)
from whyward.journal.folding.sorts import SortRow, SortState, piles_of
from whyward.journal.intentions.sorts import (
    AddCard,
    AnswerCard,
    FinishSort,
    PlaceCard,
    RankCards,
    RewordCard,
    SetSortAside,
    ShortlistCards,
    SortIntention,
    StartSort,
)
from whyward.journal.names import find_domain, folded_name
from whyward.journal.names_sorting import OWN_CARD_END, card_words, find_card, find_sort
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import chosen, cleaned_line, cleaned_text, optional_text
from whyward.protocol.labels import Label, hashed

SHORTLIST_MOST: Final = 15
"""More than fifteen cards are no shorter list; five to ten are what is asked for."""

_CARDS_MOST: Final = 300
_KEY: Final = re.compile(r"[a-z0-9-]{1,64}")
_OWN_KEY_DIGITS: Final = 16


def decide_sort(wish: SortIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    if isinstance(wish, StartSort):
        return [Fact(_started(wish, pages, context), context.now_ms)]
    row = find_sort(pages, wish.sort)
    if row.state == SortState.FINISHED:
        raise Refused(
            "That sort has come to its end, and its cards stay as they lie",
            hint="`whyward sort start` begins another one; `whyward undo` takes the end back.",
        )
    if isinstance(wish, FinishSort):
        return decide_finish(wish, row, pages, context)
    return [Fact(_done(wish, row, pages, context), context.now_ms)]


def _done(
    wish: PlaceCard | AddCard | RewordCard | ShortlistCards | RankCards | AnswerCard | SetSortAside,
    row: SortRow,
    pages: Pages,
    context: Context,
) -> CardPlaced | CardAdded | CardReworded | SortShortlisted | SortRanked | SortAnswered | SortSetAside:
    match wish:
        case PlaceCard():
            return _placed(wish, row)
        case AddCard():
            return _added(wish, row, context)
        case RewordCard():
            return _reworded(wish, row)
        case ShortlistCards():
            return _shortlisted(wish, row)
        case RankCards():
            return _ranked(wish, row)
        case AnswerCard():
            return _answered(wish, row, pages)
        case SetSortAside():
            if row.state == SortState.SET_ASIDE:
                raise Refused("That sort is set aside already", hint="`whyward sort resume` goes on with it.")
            return SortSetAside(sort_id=row.sort_id)
        case _:
            assert_never(wish)


def _started(wish: StartSort, pages: Pages, context: Context) -> SortStarted:
    cards = tuple(dict.fromkeys(wish.card_ids))
    if not cards or len(cards) > _CARDS_MOST or not all(map(_KEY.fullmatch, cards)):
        raise BadInput(
            "That is no deck of cards",
            hint=sentence("A deck has 1 to %(cards_most)s cards, each with a short key.", cards_most=_CARDS_MOST),
        )
    sort_id = context.fresh_id()
    return SortStarted(
        sort_id=sort_id,
        deck_id=cleaned_line(wish.deck_id, sentence("The name of the deck")),
        deck_version=wish.deck_version,
        card_ids=tuple(sorted(cards, key=lambda card_id: hashed(Label.SORT_ORDER, sort_id, card_id.encode()))),
        scale=chosen(wish.scale, Scale, sentence("number of piles")),
        frame=chosen(wish.frame, Frame, sentence("way to look at it")),
        domain_id=None if wish.domain is None else find_domain(pages, wish.domain),
    )


def _placed(wish: PlaceCard, row: SortRow) -> CardPlaced:
    card, piles = find_card(row, wish.card), piles_of(row.scale)
    if not 1 <= wish.pile <= piles:
        raise BadInput(
            sentence("There are %(piles)s piles", piles=piles),
            hint=sentence("Say a number from 1, the farthest, to %(piles)s, the closest.", piles=piles),
        )
    if card.pile == wish.pile - 1:
        raise Refused(
            sentence("%(card)s lies there already", card=card.label or card_words(card.card_id)),
            hint="Nothing needs to change.",
        )
    return CardPlaced(sort_id=row.sort_id, card_id=card.card_id, pile=wish.pile - 1, from_pile=card.pile)


def _added(wish: AddCard, row: SortRow, context: Context) -> CardAdded:
    label = cleaned_line(wish.label, sentence("The card"))
    for card in row.cards:
        if folded_name(card.label or card_words(card.card_id)) == folded_name(label):
            raise Refused(
                sentence("There is a card %(label)s already", label=label),
                hint="You can put it in your own words: sort reword.",
            )
    return CardAdded(
        sort_id=row.sort_id,
        card_id=context.fresh_id().hex()[:_OWN_KEY_DIGITS] + OWN_CARD_END,
        label=label,
        meaning=optional_text(wish.meaning, sentence("What it means")),
    )


def _reworded(wish: RewordCard, row: SortRow) -> CardReworded:
    card = find_card(row, wish.card)
    label = None if wish.label is None else cleaned_line(wish.label, sentence("The card"))
    meaning = None if wish.meaning is None else optional_text(wish.meaning, sentence("What it means")) or ""
    if label in {None, card.label} and (meaning is None or (meaning or None) == card.meaning):
        raise BadInput("There are no new words", hint="Give the card a new name, your own words for it, or both.")
    return CardReworded(sort_id=row.sort_id, card_id=card.card_id, label=label, meaning=meaning)


def _shortlisted(wish: ShortlistCards, row: SortRow) -> SortShortlisted:
    cards = tuple(dict.fromkeys(find_card(row, called).card_id for called in wish.cards))
    if not cards:
        raise BadInput("No card was named", hint="Five to ten are a good number; one is enough.")
    if len(cards) > SHORTLIST_MOST:
        raise BadInput(
            sentence(
                "Those are %(count)s cards, and a short list holds up to %(shortlist_most)s",
                count=len(cards),
                shortlist_most=SHORTLIST_MOST,
            ),
            hint="Five to ten are a good number. The others stay where they lie.",
        )
    if cards == row.shortlist:
        raise Refused("Those are the cards that are chosen already", hint="Nothing needs to change.")
    return SortShortlisted(sort_id=row.sort_id, card_ids=cards, base_event_ids=row.shortlist_heads)


def _ranked(wish: RankCards, row: SortRow) -> SortRanked:
    if not row.shortlist:
        raise Refused(
            "No cards are chosen yet", hint="`whyward sort shortlist CARD …` chooses a few; then they are put in order."
        )
    left = dict.fromkeys(row.shortlist)
    groups: list[tuple[str, ...]] = []
    for group in wish.ranked:
        found = [find_card(row, called) for called in group]
        for card in found:
            if card.card_id not in row.shortlist:
                raise BadInput(
                    sentence("%(card)s is not among the chosen cards", card=card.label or card_words(card.card_id)),
                    hint="`whyward sort shortlist` chooses them anew.",
                )
        named = tuple(card_id for card_id in dict.fromkeys(card.card_id for card in found) if card_id in left)
        for card_id in named:
            del left[card_id]
        groups.append(named)
    if not any(groups):
        raise BadInput("No card was named", hint="Name them in the order you want, closest to the heart first.")
    before = row.ranked or tuple((card_id,) for card_id in row.shortlist)
    groups += [tuple(card_id for card_id in group if card_id in left) for group in before]
    return SortRanked(sort_id=row.sort_id, ranked=tuple(group for group in groups if group))


def _answered(wish: AnswerCard, row: SortRow, pages: Pages) -> SortAnswered:
    card, question = find_card(row, wish.card), chosen(wish.question, CardQuestion, sentence("question"))
    about = (card.card_id, question)
    said = next((one.versions for one in row.answers if (one.card_id, one.question_id) == about), ())
    bases = None if wish.base is None else [base_of(base, said, SORT + row.sort_id, pages) for base in wish.base]
    if not wish.text.strip() and not said:
        raise BadInput("The answer is empty", hint="A word is enough, and none is needed. Nothing was recorded.")
    return SortAnswered(
        sort_id=row.sort_id,
        card_id=card.card_id,
        question_id=question,
        text=cleaned_text(wish.text, sentence("The answer")) if wish.text.strip() else "",
        base_event_ids=tuple(bases if bases is not None else [version.event_id for version in said]),
    )
