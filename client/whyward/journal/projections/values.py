"""Current values, ranked, and how they came to be as they are.

A value has no progress: it says where it shows up and how often there was a step for it lately, never how much is left.
"""

from datetime import date, timedelta

import msgspec

from whyward.journal.events.catalogue import KIND_OF, STEP_TAKEN, VALUE, ref_of
from whyward.journal.events.fields import Ref
from whyward.journal.events.steps import StepTaken
from whyward.journal.events.values import ValuesRanked
from whyward.journal.folding.nouns import GLIMPSES, TENSIONS
from whyward.journal.folding.values import Glimpse, Ownership, Tension, ValueRow, ValueStatus
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.telling import Line, line_of

LATELY_DAYS = 28


class ValuePlace(msgspec.Struct, frozen=True, kw_only=True):
    """How a value shows up in a part of life."""

    domain_id: str
    domain: str
    shows_up: str
    how: str | None


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A value as it is now. `status` is active, rested or retired; `steps_lately` counts steps of the last 28 days."""

    id: bytes
    name: str
    own_words: str | None
    status: str
    rank: int
    domains: tuple[ValuePlace, ...]
    ownership: Ownership | None
    came_from: tuple[Ref, ...]
    chosen_on: date
    rested_until: date | None
    retired_because: str | None
    merged_into: bytes | None
    steps_lately: int


def current_values(pages: Pages, today: date, *, every: bool = False) -> list[Value]:
    """Return the active values by rank, each with its places in the person's order; with `every`, all others after."""
    labels = Labels(pages)
    steps = steps_by_value(pages, today - timedelta(days=LATELY_DAYS - 1), today, labels)
    order = {ValueStatus.ACTIVE.value: 0, ValueStatus.RESTED.value: 1, ValueStatus.RETIRED.value: 2}
    rows = sorted(labels.values.values(), key=lambda row: (order[row.status], labels.ranked[row.value_id]))
    shown = [row for row in rows if every or row.status == ValueStatus.ACTIVE]
    return [_value(row, rank, steps.get(row.value_id, 0), labels) for rank, row in enumerate(shown, start=1)]


def value_shown(pages: Pages, value_id: bytes, today: date) -> Value | None:
    """Return one value, whatever its status."""
    return next((value for value in current_values(pages, today, every=True) if value.id == value_id), None)


def _value(row: ValueRow, rank: int, steps_lately: int, labels: Labels) -> Value:
    order = {key: number for number, key in enumerate(labels.domains)}
    places = (
        ValuePlace(
            domain_id=placed.domain_id,
            domain=labels.domain(placed.domain_id),
            shows_up=placed.shows_up,
            how=placed.how,
        )
        for placed in sorted(row.placements, key=lambda placed: order.get(placed.domain_id, len(order)))
    )
    return Value(
        id=row.value_id,
        name=row.name,
        own_words=row.own_words,
        status=row.status,
        rank=rank,
        domains=tuple(places),
        ownership=row.ownership,
        came_from=row.came_from,
        chosen_on=row.chosen_on,
        rested_until=row.rested_until,
        retired_because=row.retired_because,
        merged_into=row.merged_into,
        steps_lately=steps_lately,
    )


def steps_by_value(pages: Pages, first: date, last: date, labels: Labels) -> dict[bytes, int]:
    """Count the steps of some days for each value: its own, or those of its goal if the step names none."""
    counts: dict[bytes, int] = {}
    for one in pages.told([STEP_TAKEN], first, last):
        if isinstance(one.body, StepTaken):
            for value_id in values_of_step(one.body, labels):
                counts[value_id] = counts.get(value_id, 0) + 1
    return counts


def values_of_step(step: StepTaken, labels: Labels) -> tuple[bytes, ...]:
    """Return the values a step was for: its own, or else its goal's."""
    goal = None if step.goal_id is None else labels.goals.get(step.goal_id)
    return step.value_ids or (() if goal is None else goal.value_ids)


def value_history(pages: Pages, value_id: bytes, today: date) -> list[Line]:
    """Return what happened to one value, in order, in plain sentences."""
    labels = Labels(pages)
    happened = pages.happened(VALUE + value_id)
    return [line_of(one, labels, pages.day_ends_at, today) for one in happened]


class RankOrder(msgspec.Struct, frozen=True, kw_only=True):
    """The order of values as it was put on a day."""

    on: date
    names: tuple[str, ...]
    ids: tuple[bytes, ...]


def rank_history(pages: Pages, today: date) -> list[RankOrder]:
    """Return every order the values were put in, the latest first, with today's names."""
    labels = Labels(pages)
    orders: list[RankOrder] = []
    for one in pages.told([KIND_OF[ValuesRanked]]):
        if isinstance(one.body, ValuesRanked):
            on = line_of(one, labels, pages.day_ends_at, today).on
            names = tuple(labels.value(value_id) for value_id in one.body.order)
            orders.append(RankOrder(on=on, names=names, ids=one.body.order))
    return orders


def tensions(pages: Pages) -> list[Tension]:
    """Return noted tensions, the latest first."""
    return sorted(pages.all(TENSIONS), key=lambda row: (row.at, row.tension_id), reverse=True)


def glimpses(pages: Pages, *, every: bool = False) -> list[Glimpse]:
    """Return phrases in which a value was seen, the latest first; with `every`, those that were let go too."""
    shown = [row for row in pages.all(GLIMPSES) if every or not row.let_go]
    return sorted(shown, key=lambda row: (row.at, row.glimpse_id), reverse=True)


def value_ref(value_id: bytes) -> Ref:
    """Return the reference of a value."""
    return ref_of(VALUE, value_id)
