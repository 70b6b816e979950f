"""Then and now: what came nearer, what moved away, what is new; between two days, or between two sorts.

It takes what was and what is, and says what differs. Neither of the two is better.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.catalogue import VALUE
from whyward.journal.events.values import ValueChosen, ValueReworded
from whyward.journal.folding.values import ValueStatus
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.sorts import Sort
from whyward.journal.projections.values import Value


class Moved(StrEnum):
    """How a value or a card lies to the heart, now and then."""

    NEW = "new"
    NEARER = "nearer"
    SAME = "same"
    FARTHER = "farther"
    RESTING = "resting"
    LEFT = "left"


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """One value then and now: what it was called then, and both ranks, None while it is not carried."""

    key: str
    name: str
    called_then: str | None
    then: int | None
    now: int | None
    moved: str


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """What a value was called from a day on."""

    on: date
    name: str


def values_then_and_now(then: Sequence[Value], now: Sequence[Value]) -> list[Changed]:
    """Compare the values of two days, each list with those that rest and those no longer carried.

    Those carried now come first, in today's order; then those that were carried then.
    """
    before = {value.id: value for value in then if value.status == ValueStatus.ACTIVE}
    today = {value.id: value for value in now}
    carried = [value for value in now if value.status == ValueStatus.ACTIVE]
    ranks = {value.id: rank for rank, value in enumerate(before.values(), start=1)}
    changed = [
        Changed(
            key=value.id.hex(),
            name=value.name,
            called_then=before[value.id].name if value.id in before else None,
            then=ranks.get(value.id),
            now=rank,
            moved=_moved(ranks.get(value.id), rank).value,
        )
        for rank, value in enumerate(carried, start=1)
    ]
    still = {value.id for value in carried}
    for value_id, value in before.items():
        if value_id not in still:
            later = today.get(value_id)
            rests = later is not None and later.status == ValueStatus.RESTED
            changed.append(
                Changed(
                    key=value_id.hex(),
                    name=value.name if later is None else later.name,
                    called_then=value.name,
                    then=ranks[value_id],
                    now=None,
                    moved=(Moved.RESTING if rests else Moved.LEFT).value,
                )
            )
    return changed


def sorts_then_and_now(then: Sort, now: Sort) -> list[Changed]:
    """Compare the cards that two sorts put near the heart, by their keys; the face has the words on them."""
    before = {card_id: rank for rank, card_id in enumerate(_closest(then), start=1)}
    after = {card_id: rank for rank, card_id in enumerate(_closest(now), start=1)}
    return [
        Changed(
            key=card_id,
            name=card_id,
            called_then=card_id if card_id in before else None,
            then=before.get(card_id),
            now=after.get(card_id),
            moved=(Moved.LEFT if card_id not in after else _moved(before.get(card_id), after[card_id])).value,
        )
        for card_id in dict.fromkeys((*after, *before))
    ]


def _closest(sort: Sort) -> tuple[str, ...]:
    return sort.top or sort.order


def _moved(then: int | None, now: int) -> Moved:
    if then is None:
        return Moved.NEW
    if then == now:
        return Moved.SAME
    return Moved.NEARER if now < then else Moved.FARTHER


def rename_trail(pages: Pages, value_id: bytes) -> list[Named]:
    """Return what a value has been called, from its first name to today's."""
    ends_at = pages.day_ends_at
    trail: list[Named] = []
    for one in pages.happened(VALUE + value_id):
        if one.stands and isinstance(one.body, ValueChosen | ValueReworded) and one.body.name is not None:
            if not trail and isinstance(one.body, ValueReworded):
                continue
            if not trail or trail[-1].name != one.body.name:
                trail.append(Named(on=life_day(one.event.at, one.event.tz, ends_at), name=one.body.name))
    return trail


def first_day(pages: Pages) -> date | None:
    """Return the first day on which a value was carried: as far back as "then" may lie."""
    return min((row.chosen_on for row in Labels(pages).values.values()), default=None)
