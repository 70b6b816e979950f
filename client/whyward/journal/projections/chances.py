"""What could be done for a goal on a day: by the hour it has, or the next planned step, or the goal as it is.

It looks at one day alone, so nothing of the days before can pile up in it.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from whyward.journal.events.planned_steps import StepPassedOver
from whyward.journal.events.steps import HowMuch, StepTaken
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.nouns import GOALS
from whyward.journal.folding.striving import PlannedStep, Schedule
from whyward.journal.names_striving import striving_of
from whyward.journal.pages import Pages
from whyward.journal.rhythm import day_span, moments

STEP_PASSED_OVER = "step-passed-over.1"
_WHOLE = frozenset({HowMuch.ALL.value, HowMuch.MORE.value})


class Chance(NamedTuple):
    """One thing that could be done. `at` is an hour such as 18:00, `occurrence` its whole moment."""

    step: PlannedStep | None = None
    at: str | None = None
    place: str | None = None
    occurrence: str | None = None


def chances(pages: Pages, goal_ids: Sequence[bytes], day: date) -> dict[bytes, Chance]:
    """Return for each goal what could be done on a day; a goal without anything that day is left out."""
    passed = {
        (one.body.goal_id, one.body.step_id)
        for one in pages.told([STEP_PASSED_OVER], day, day)
        if isinstance(one.body, StepPassedOver)
    }
    rows = {row.goal_id: row for row in pages.all(GOALS)}
    found: dict[bytes, Chance] = {}
    for goal_id in goal_ids:
        passed_steps = {step_id for passed_goal, step_id in passed if passed_goal == goal_id}
        chance = None if None in passed_steps else _chance(pages, rows[goal_id], passed_steps, day)
        if chance is not None:
            found[goal_id] = chance
    return found


def _chance(pages: Pages, row: GoalRow, passed: set[bytes | None], day: date) -> Chance | None:
    striving = striving_of(row)
    open_steps = {step.step_id: step for step in striving.planned if not step.dropped and step.step_id not in passed}
    dropped = {step.step_id for step in striving.planned if step.dropped}
    schedules = [one for one in striving.schedules if one.step_id not in dropped]
    times = [one for one in schedules if one.step_id is None or one.step_id in open_steps]
    timed = [chance for one in times for chance in _on_the_day(pages, one, open_steps, day)]
    untimed = _not_done(pages, row, [step for step in open_steps.values() if not _has_times(step, schedules)])
    next_step = untimed[0] if untimed else None
    if timed:
        first = min(timed, key=lambda chance: chance.occurrence or "")
        return first if first.step is not None else first._replace(step=next_step)
    if next_step is not None:
        return Chance(step=next_step)
    return None if schedules or passed else Chance()


def _on_the_day(pages: Pages, one: Schedule, steps: dict[bytes, PlannedStep], day: date) -> list[Chance]:
    step = None if one.step_id is None else steps[one.step_id]
    return [
        Chance(step=step, at=f"{moment:%H:%M}", place=one.place, occurrence=f"{moment:%Y-%m-%dT%H:%M}")
        for moment in moments(one.start_local, one.rrule, *day_span(day, pages.day_ends_at))
    ]


def _has_times(step: PlannedStep, schedules: Sequence[Schedule]) -> bool:
    return any(one.step_id == step.step_id for one in schedules)


def _not_done(pages: Pages, row: GoalRow, steps: list[PlannedStep]) -> list[PlannedStep]:
    """Return the steps that were not taken as a whole yet; a tiny one leaves the rest for another day."""
    if not steps:
        return steps
    done = {
        one.body.step_id
        for one in pages.steps_toward(row.goal_id)
        if isinstance(one.body, StepTaken) and one.body.how_much in _WHOLE
    }
    return [step for step in steps if step.step_id not in done]
