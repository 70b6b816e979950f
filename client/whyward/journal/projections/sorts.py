"""Sorts of cards: where each one stands, what lies where, and which parts of life may go with a value.

The words on a deck's cards are the face's to add. No sort is better than another, and none is compared with anybody's.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from whyward.journal.days import life_day
from whyward.journal.folding.nouns import DOMAINS, VALUES
from whyward.journal.folding.nouns_sorting import SORTS
from whyward.journal.folding.sorts import CardAnswer, SortedCard, SortRow, SortState, piles_of
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels


class Stage(StrEnum):
    """What could be done next with a sort; nothing holds a person back from doing another thing first."""

    PLACING = "placing"
    CHOOSING = "choosing"
    RANKING = "ranking"
    ANSWERING = "answering"
    FINISHED = "finished"


class Sort(msgspec.Struct, frozen=True, kw_only=True):
    """A sort as it is now, to be gone on with on any device.

    `remaining` are the cards that lie on no pile, in the order of the sort; `piles` goes from the farthest to the
    closest; `ranked` holds what was put in order, cards of one group side by side.
    """

    id: bytes
    on: date
    deck_id: str
    deck_version: int
    frame: str
    domain_id: str | None
    domain: str | None
    state: str
    stage: str
    cards: tuple[SortedCard, ...]
    piles: tuple[tuple[str, ...], ...]
    remaining: tuple[str, ...]
    shortlist: tuple[str, ...]
    ranked: tuple[tuple[str, ...], ...]
    answers: tuple[CardAnswer, ...]
    top: tuple[str, ...]
    adopted_value_ids: tuple[bytes, ...]
    last_placed: bytes | None

    @property
    def order(self) -> tuple[str, ...]:
        """The chosen cards as they were put in order, or as they were chosen."""
        return tuple(card_id for group in self.ranked for card_id in group) or self.shortlist


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A part of life that may go with a value; nothing is placed there unless the person does it."""

    value_id: bytes
    value: str
    domain_id: str
    domain: str


def sorts(pages: Pages) -> list[Sort]:
    """Return every sort, the one begun last first."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    rows = sorted(pages.all(SORTS), key=lambda row: row.stamp, reverse=True)
    return [_sort(row, labels, ends_at) for row in rows]


def sort_shown(pages: Pages, sort_id: bytes) -> Sort | None:
    """Return one sort."""
    row = pages.one(SORTS, sort_id)
    return None if row is None else _sort(row, Labels(pages), pages.day_ends_at)


def next_card(sort: Sort, after: str | None = None) -> str | None:
    """Return the next card to place: the first that lies on no pile, or the first such one after a card passed by."""
    order = [card.card_id for card in sort.cards]
    start = order.index(after) + 1 if after in order else 0
    remaining = set(sort.remaining)
    return next((card_id for card_id in (*order[start:], *order[:start]) if card_id in remaining), None)


def suggested_domains(pages: Pages, sort: Sort, domains_by_card: Mapping[str, Sequence[str]]) -> list[Suggestion]:
    """Return parts of life that may go with the values that a sort led to, those they are placed in left out.

    What goes with a card comes from its deck; a part of life that is left out, or not switched on, is not suggested.
    """
    labels = Labels(pages)
    hidden = {row.domain_id for row in pages.all(DOMAINS) if row.hidden}
    there = [key for key in labels.domains if key not in hidden]
    found: list[Suggestion] = []
    for value_id in sort.adopted_value_ids:
        row = pages.one(VALUES, value_id)
        if row is None or row.card_id is None:
            continue
        placed = {place.domain_id for place in row.placements}
        fitting = domains_by_card.get(row.card_id, ())
        found += [
            Suggestion(value_id=value_id, value=row.name, domain_id=key, domain=labels.domain(key))
            for key in there
            if key in fitting and key not in placed
        ]
    return found


def _sort(row: SortRow, labels: Labels, ends_at: int) -> Sort:
    piles = tuple(tuple(card.card_id for card in row.cards if card.pile == pile) for pile in range(piles_of(row.scale)))
    remaining = tuple(card.card_id for card in row.cards if card.pile is None)
    return Sort(
        id=row.sort_id,
        on=life_day(row.at, row.tz, ends_at),
        deck_id=row.deck_id,
        deck_version=row.deck_version,
        frame=row.frame,
        domain_id=row.domain_id,
        domain=None if row.domain_id is None else labels.domain(row.domain_id),
        state=row.state,
        stage=_stage(row, remaining).value,
        cards=row.cards,
        piles=piles,
        remaining=remaining,
        shortlist=row.shortlist,
        ranked=row.ranked,
        answers=row.answers,
        top=row.top,
        adopted_value_ids=row.adopted_value_ids,
        last_placed=row.last_placed,
    )


def _stage(row: SortRow, remaining: tuple[str, ...]) -> Stage:
    if row.state == SortState.FINISHED:
        return Stage.FINISHED
    if row.ranked:
        return Stage.ANSWERING
    if row.shortlist:
        return Stage.RANKING
    return Stage.PLACING if remaining else Stage.CHOOSING
