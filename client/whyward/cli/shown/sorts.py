"""Sorts of cards: the next card, what lies where, and what came of it.

The words on the cards come from the deck, and from the person where they have put them in their own.
"""

from datetime import date

import msgspec

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import short
from whyward.cli.shown.names import value_names
from whyward.cli.shown.recorded import bodies
from whyward.cli.tables import print_table
from whyward.content.cards import domains_by_card, sorting, words_of
from whyward.journal.events.sorts import CardPlaced, SortFinished
from whyward.journal.folding.nouns_sorting import SORTS
from whyward.journal.folding.sorts import SortRow
from whyward.journal.intentions.sorts import TakenCard
from whyward.journal.names_sorting import find_card, find_sort
from whyward.journal.pages import Pages
from whyward.journal.projections.sorts import Sort, next_card, sort_shown, sorts, suggested_domains
from whyward.journal.recording import Done

NO_SORTS = "No cards sorted yet. 28 cards take about 5 minutes: whyward sort start"


class CardShown(msgspec.Struct, frozen=True, kw_only=True):
    """A card for programs; `pile` counts from 1, the farthest."""

    id: str
    label: str
    meaning: str
    own: bool
    pile: int | None


class AnswerShown(msgspec.Struct, frozen=True, kw_only=True):
    """What was said about a card; several texts are versions that did not see each other."""

    card: str
    question: str
    texts: tuple[str, ...]


class SortShown(msgspec.Struct, frozen=True, kw_only=True):
    """A sort for programs; `next` is the next card to place, if one is left."""

    id: bytes
    on: date
    deck: str
    deck_version: int
    state: str
    stage: str
    frame: str
    domain_id: str | None
    piles: tuple[str, ...]
    cards: tuple[CardShown, ...]
    left: int
    next: CardShown | None
    shortlist: tuple[str, ...]
    ranked: tuple[tuple[str, ...], ...]
    answers: tuple[AnswerShown, ...]
    values: tuple[bytes, ...]


def show_sorts(face: Face) -> None:
    """Show every sort, the latest first."""
    found = with_pages(face, sorts)
    if face.as_json:
        face.give([_shown(sort, None) for sort in found])
        return
    if not found:
        face.show(NO_SORTS)
        return
    rows = [
        [short(sort.id), sort.on.isoformat(), str(len(sort.cards)), str(len(sort.remaining) or ""), _standing(sort)]
        for sort in found
    ]
    print_table(("id", "begun", "cards", "left", ""), rows)


def show_next(face: Face, which: str | None, after: str | None) -> None:
    """Show the next card, and the piles it may go on."""

    def read(pages: Pages) -> tuple[Sort, str | None]:
        row = find_sort(pages, which)
        return _sort(pages, row), None if after is None else find_card(row, after).card_id

    sort, passed = with_pages(face, read)
    shown = _shown(sort, passed)
    face.answer(shown, _next_text(sort, shown))


def show_sort(face: Face, which: str | None) -> None:
    """Show one sort in full."""

    def read(pages: Pages) -> Sort:
        latest = sorts(pages)
        return latest[0] if which is None and latest else _sort(pages, find_sort(pages, which))

    sort = with_pages(face, read)
    face.answer(_shown(sort, None), "\n".join(_in_full(sort)))


def sort_of(face: Face, which: str | None) -> SortRow:
    """Return the sort that is meant."""
    return with_pages(face, lambda pages: find_sort(pages, which))


def taken_cards(row: SortRow, named: tuple[str, ...]) -> tuple[TakenCard, ...]:
    """Return the cards that become values: those named, or all that were chosen."""
    cards = [find_card(row, called) for called in named or row.shortlist]
    return tuple(TakenCard(card=card.card_id, label=words_of(card.card_id, card.label, None)[0]) for card in cards)


def card_name(pages: Pages, sort_id: bytes, card_id: str) -> str:
    """Return what stands on a card, for a sentence."""
    row = pages.one(SORTS, sort_id)
    said = {card.card_id: card.label for card in row.cards} if row else {}
    return one_line(words_of(card_id, said.get(card_id), None)[0])


def placed_line(pages: Pages, done: Done) -> str:
    """Return where a card lies now, and how many are left."""
    placed = next(body for body in bodies(done) if isinstance(body, CardPlaced))
    sort = sort_shown(pages, placed.sort_id)
    assert sort is not None, "a card was placed in it"
    pile = sorting().piles(len(sort.piles))[min(placed.pile, len(sort.piles) - 1)]
    return f"Placed {card_name(pages, placed.sort_id, placed.card_id)} in {pile}. {_left(sort)}"


def finished_line(pages: Pages, done: Done) -> str:
    """Return which values came of a sort, and where they may belong."""
    ended = next(body for body in bodies(done) if isinstance(body, SortFinished))
    if not ended.adopted_value_ids:
        return "The sort has come to its end. Nothing else has changed."
    sort = sort_shown(pages, ended.sort_id)
    assert sort is not None, "it was ended this moment"
    suggested = suggested_domains(pages, sort, domains_by_card())
    lines = ["Where they may belong, if you want to say so:"] if suggested else []
    lines += [f"  whyward value place '{one_line(one.value)}' {one.domain_id} not-yet" for one in suggested]
    return "\n".join([*lines, f"From now on you carry {value_names(pages, ended.adopted_value_ids)}."])


def _sort(pages: Pages, row: SortRow) -> Sort:
    sort = sort_shown(pages, row.sort_id)
    assert sort is not None, "it was found in the same pages"
    return sort


def _shown(sort: Sort, after: str | None) -> SortShown:
    cards = tuple(
        CardShown(
            id=card.card_id,
            label=words_of(card.card_id, card.label, card.meaning)[0],
            meaning=words_of(card.card_id, card.label, card.meaning)[1],
            own=card.own,
            pile=None if card.pile is None else card.pile + 1,
        )
        for card in sort.cards
    )
    coming = next_card(sort, after)
    return SortShown(
        id=sort.id,
        on=sort.on,
        deck=sort.deck_id,
        deck_version=sort.deck_version,
        state=sort.state,
        stage=sort.stage,
        frame=sort.frame,
        domain_id=sort.domain_id,
        piles=sorting().piles(len(sort.piles)),
        cards=cards,
        left=len(sort.remaining),
        next=next((card for card in cards if card.id == coming), None),
        shortlist=sort.shortlist,
        ranked=sort.ranked,
        answers=tuple(
            AnswerShown(
                card=one.card_id, question=one.question_id, texts=tuple(version.text for version in one.versions)
            )
            for one in sort.answers
        ),
        values=sort.adopted_value_ids,
    )


def _standing(sort: Sort) -> str:
    if sort.state == "finished":
        return "finished"
    return "set aside" if sort.state == "set_aside" else "under way"


def _left(sort: Sort) -> str:
    count = len(sort.remaining)
    return "Every card lies somewhere." if not count else f"{count} left."


def _next_text(sort: Sort, shown: SortShown) -> str:
    card = shown.next
    if sort.state == "finished":
        return "This sort has come to its end: whyward sort show"
    if card is None:
        return (
            f"{_left(sort)} To choose a few: whyward sort shortlist CARD …"
            if not sort.shortlist
            else "Your cards are chosen: whyward sort rank CARD …, then whyward sort finish"
        )
    lines = [card.label, *([f"  {card.meaning}"] if card.meaning else []), ""]
    lines += [f"  {number}  {name}" for number, name in enumerate(shown.piles, start=1)]
    lines += ["", f"{_left(sort)} To put it on one: whyward sort place {card.id} N"]
    return "\n".join(lines)


def _in_full(sort: Sort) -> list[str]:
    shown = _shown(sort, None)
    label = {card.id: card.label for card in shown.cards}
    lines = [f"A sort of {len(sort.cards)} cards, {sort.on.isoformat()}, {_standing(sort)} ({short(sort.id)})"]
    for name, pile in reversed(list(zip(shown.piles, sort.piles, strict=True))):
        if pile:
            lines += ["", name, f"  {', '.join(label[card_id] for card_id in pile)}"]
    if sort.remaining:
        lines += ["", f"{len(sort.remaining)} not placed yet"]
    if sort.shortlist:
        groups = sort.ranked or tuple((card_id,) for card_id in sort.shortlist)
        lines += ["", "Your order" if sort.ranked else "Chosen"]
        lines += [f"  {' and '.join(label[card_id] for card_id in group)}" for group in groups]
        lines += ["", "What may be asked of each"]
        lines += [f"  {number}  {one.text}" for number, one in enumerate(sorting().questions, start=1)]
    asked = {one.id: one.text for one in sorting().questions}
    for answer in sort.answers:
        lines += ["", f"{label[answer.card_id]}: {asked.get(answer.question_id, answer.question_id)}"]
        lines += [f"  {version.text}" for version in answer.versions]
    return lines
