"""Steps: what was done, day by day.

An occurrence that two devices told counts once; both tellings stay.
"""

from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.catalogue import STEP_TAKEN
from whyward.journal.events.steps import StepTaken
from whyward.journal.folding.happened import Happened
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.values import values_of_step


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step. `value_ids` are its own, or else its goal's; `on` is its life day."""

    id: bytes
    event_id: bytes
    on: date
    how_much: str
    goal_id: bytes | None
    goal: str | None
    step_id: bytes | None
    value_ids: tuple[bytes, ...]
    values: tuple[str, ...]
    amount: float | None
    unit: str | None
    effort: int | None
    discomfort: int | None
    vitality: int | None
    spontaneous: bool
    note: str | None
    counted_before: bool


def steps(
    pages: Pages,
    *,
    goal_id: bytes | None = None,
    value_id: bytes | None = None,
    first: date | None = None,
    last: date | None = None,
) -> list[Step]:
    """Return steps, the latest first."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    told = pages.told([STEP_TAKEN], first, last) if goal_id is None else pages.steps_toward(goal_id)
    seen: set[tuple[bytes | None, bytes | None, str]] = set()
    found: list[Step] = []
    for one in told:
        step = _step(one, labels, ends_at, seen)
        fits = step is not None and (value_id is None or value_id in step.value_ids)
        if step is not None and fits and (first is None or step.on >= first) and (last is None or step.on <= last):
            found.append(step)
    return found


def _step(
    one: Happened, labels: Labels, ends_at: int, seen: set[tuple[bytes | None, bytes | None, str]]
) -> Step | None:
    taken = one.body
    if not isinstance(taken, StepTaken):
        return None
    occurrence = None if taken.occurrence is None else (taken.goal_id, taken.step_id, taken.occurrence)
    counted_before = occurrence in seen
    if occurrence is not None:
        seen.add(occurrence)
    value_ids = values_of_step(taken, labels)
    return Step(
        id=taken.taken_id,
        event_id=one.event.id,
        on=life_day(one.event.at, one.event.tz, ends_at),
        how_much=taken.how_much,
        goal_id=taken.goal_id,
        goal=None if taken.goal_id is None else labels.goal(taken.goal_id),
        step_id=taken.step_id,
        value_ids=value_ids,
        values=tuple(map(labels.value, value_ids)),
        amount=taken.amount,
        unit=taken.unit,
        effort=taken.effort,
        discomfort=taken.discomfort,
        vitality=taken.vitality,
        spontaneous=taken.spontaneous,
        note=taken.note,
        counted_before=counted_before,
    )


def days_toward(pages: Pages) -> int:
    """Return on how many days of a life there was a step: the one number that only ever grows."""
    ends_at = pages.day_ends_at
    return len({life_day(one.event.at, one.event.tz, ends_at) for one in pages.told([STEP_TAKEN])})
