"""Today: three things at most that could be done, and nothing that piled up.

A goal that had its step, its rest or its last day is simply not among them; nor is one whose times are on other days.
"""

from datetime import date, timedelta

import msgspec

from whyward.journal.events.fields import Ref
from whyward.journal.folding.goals import GoalStatus
from whyward.journal.folding.values import ValueStatus
from whyward.journal.pages import Pages
from whyward.journal.projections.alignment import tiny_for
from whyward.journal.projections.chances import Chance, chances
from whyward.journal.projections.goals import Goal, goals
from whyward.journal.projections.labels import Labels, first_line
from whyward.journal.projections.steps import steps
from whyward.journal.projections.values import LATELY_DAYS, steps_by_value, value_ref
from whyward.journal.sentences import sentence

_GOALS_MAX = 2
_TOP_VALUES = 3
_QUESTION = sentence("What mattered today?")
_NOTHING_WAITS = sentence("Nothing is waiting for you. Want one small question?")
_CHOICE = sentence("You could do one of these, or none.")


class TodayItem(msgspec.Struct, frozen=True, kw_only=True):
    """Something one could do: a goal's step (`tiny` is its smallest form), a value to visit, or a question.

    `step` is what was planned, `at` the hour and `occurrence` the moment it has, where there are such.
    """

    kind: str
    text: str
    tiny: str | None = None
    ref: Ref | None = None
    values: tuple[str, ...] = ()
    step: str | None = None
    step_id: bytes | None = None
    at: str | None = None
    place: str | None = None
    occurrence: str | None = None


class Today(msgspec.Struct, frozen=True, kw_only=True):
    """The day's page."""

    on: date
    greeting: str
    items: tuple[TodayItem, ...]


def today_page(pages: Pages, today: date) -> Today:
    """Return up to two goals and one value or question."""
    items = [_goal_item(goal, chance) for goal, chance in _possible(pages, today)[:_GOALS_MAX]]
    greeting = _CHOICE if items else _NOTHING_WAITS
    items.append(_waiting_value(pages, today) or TodayItem(kind="question", text=_QUESTION))
    return Today(on=today, greeting=greeting, items=tuple(items))


def _possible(pages: Pages, today: date) -> list[tuple[Goal, Chance]]:
    """Return active goals that have room today: by their hour, then those longest unvisited."""
    active = [goal for goal in goals(pages) if goal.status == GoalStatus.ACTIVE and _is_running(goal, today)]
    roomy = [goal for goal in active if goal.last_step_on != today and _has_room(pages, goal, today)]
    found = chances(pages, [goal.id for goal in roomy], today)
    possible = [(goal, found[goal.id]) for goal in roomy if goal.id in found]
    return sorted(possible, key=lambda pair: (pair[1].at is None, pair[1].at or "", pair[0].last_step_on or date.min))


def _is_running(goal: Goal, today: date) -> bool:
    return (goal.starts_on is None or goal.starts_on <= today) and (goal.ends_on is None or today <= goal.ends_on)


def _has_room(pages: Pages, goal: Goal, today: date) -> bool:
    if goal.target is None or goal.per not in {"week", "month"} or goal.last_step_on is None:
        return True
    start = today.replace(day=1) if goal.per == "month" else today - timedelta(days=today.weekday())
    if goal.last_step_on < start:
        return True
    counted = [step for step in steps(pages, goal_id=goal.id, first=start, last=today) if not step.counted_before]
    return sum(step.amount or 1 for step in counted) < goal.target


def _goal_item(goal: Goal, chance: Chance) -> TodayItem:
    return TodayItem(
        kind="goal",
        text=first_line(goal.statement),
        tiny=goal.tiny_version,
        ref=f"goal:{goal.id.hex()}",
        values=tuple(value.name for value in goal.values),
        step=None if chance.step is None else first_line(chance.step.text),
        step_id=None if chance.step is None else chance.step.step_id,
        at=chance.at,
        place=chance.place,
        occurrence=chance.occurrence,
    )


def _waiting_value(pages: Pages, today: date) -> TodayItem | None:
    labels = Labels(pages)
    active = [row for row in labels.values.values() if row.status == ValueStatus.ACTIVE]
    top = sorted(active, key=lambda row: labels.ranked[row.value_id])[:_TOP_VALUES]
    since = today - timedelta(days=LATELY_DAYS - 1)
    visited = steps_by_value(pages, since, today, labels)
    for row in top:
        if row.value_id not in visited and row.chosen_on < since:
            text = tiny_for(row.name)
            return TodayItem(kind="value", text=text, ref=value_ref(row.value_id), values=(row.name,))
    return None
