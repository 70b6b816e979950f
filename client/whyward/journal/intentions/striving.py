"""Wishes about what a person means to do for a goal, how close it is, and what they are willing to feel for it.

A field of `ChangeStep` that is UNSET stays as it is; None empties it.
"""

from datetime import date
from typing import TypeAlias

from msgspec import UNSET, UnsetType

from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.wish import Called, Wish


class PlanStep(Wish, frozen=True, kw_only=True):
    """Think of a step for a goal: at the end of its list, or after another one."""

    goal: Called
    text: str
    when: str | None = None
    where: str | None = None
    with_whom: str | None = None
    difficulty: int | None = None
    after: Called | None = None


class ChangeStep(Wish, frozen=True, kw_only=True):
    """Put a planned step differently, or elsewhere in its list: after another one, or first of all."""

    step: Called
    goal: Called | None = None
    text: str | UnsetType = UNSET
    when: str | UnsetType | None = UNSET
    where: str | UnsetType | None = UNSET
    with_whom: str | UnsetType | None = UNSET
    difficulty: int | UnsetType | None = UNSET
    after: Called | UnsetType | None = UNSET


class DropStep(Wish, frozen=True, kw_only=True):
    """Take a planned step off the list."""

    step: Called
    goal: Called | None = None
    why: str | None = None


class ScheduleStep(Wish, frozen=True, kw_only=True):
    """Give a goal, or one of its planned steps, times, from `start` on, by the clock on the wall: 2026-03-04T18:00.

    `every` is a rhythm in a person's word (day, weekdays, week, mon,thu, month) or a rule such as FREQ=DAILY; without
    one they come once. With the id of a `schedule` they take the place of those times.
    """

    goal: Called | None = None
    step: Called | None = None
    start: str
    every: str | None = None
    until: date | None = None
    minutes: int | None = None
    place: str | None = None
    schedule: Called | None = None


class ClearSchedule(Wish, frozen=True, kw_only=True):
    """Take times away: the ones named by their id, or all that a goal or a planned step has."""

    goal: Called | None = None
    step: Called | None = None
    schedule: Called | None = None


class PassStepOver(Wish, frozen=True, kw_only=True):
    """Choose not to, this time; `why`: rest, barrier, life, forgot, chose-other, rather-not-say."""

    goal: Called | None = None
    step: Called | None = None
    occurrence: str | None = None
    on: date | None = None
    why: str | None = None
    barrier: Called | None = None


class ScaleGoal(Wish, frozen=True, kw_only=True):
    """Say what levels of a goal look like: `levels` has some of -2 to 2, each with its words."""

    goal: Called
    levels: tuple[tuple[int, str], ...]
    importance: int | None = None
    difficulty: int | None = None
    baseline: int | None = None


class RateGoal(Wish, frozen=True, kw_only=True):
    """Say where a goal is: at a level, or from 0 to 10, or both; `by`: me, together, therapist."""

    goal: Called
    level: int | None = None
    rating: int | None = None
    by: str = "me"
    on: date | None = None
    note: str | None = None


class MakePlan(Wish, frozen=True, kw_only=True):
    """Make an if-then plan, for a goal, one of its planned steps, or for itself."""

    if_text: str
    then_text: str
    goal: Called | None = None
    step: Called | None = None
    barrier_kind: str | None = None


class ChangePlan(Wish, frozen=True, kw_only=True):
    """Put a plan differently."""

    plan: Called
    if_text: str | None = None
    then_text: str | None = None


class UsePlan(Wish, frozen=True, kw_only=True):
    """Say that it came and the plan was there; `helped`: yes, partly, no."""

    plan: Called
    helped: str | None = None
    note: str | None = None
    on: date | None = None


class RetirePlan(Wish, frozen=True, kw_only=True):
    """Say that a plan is no longer wanted."""

    plan: Called


class ContrastWish(Wish, frozen=True, kw_only=True):
    """Put a wish beside what in oneself is in its way; with `then_text` that becomes an if-then plan too."""

    goal: Called
    wish: str
    best_outcome: str
    inner_obstacle: str
    then_text: str | None = None


class ChooseWillingness(Wish, frozen=True, kw_only=True):
    """Say what one is willing to have come along; `choice`: yes, not-yet, smaller."""

    goal: Called
    for_the_sake_of: str
    thoughts: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    sensations: tuple[str, ...] = ()
    urges: tuple[str, ...] = ()
    choice: str = "yes"


class StartGoal(Wish, frozen=True, kw_only=True):
    """Choose a goal and, in the same act, a first step for it and a plan for what may get in the way."""

    goal: SetGoal
    step: str | None = None
    when: str | None = None
    where: str | None = None
    with_whom: str | None = None
    if_text: str | None = None
    then_text: str | None = None


class RenewGoal(Wish, frozen=True, kw_only=True):
    """Go on with a goal as a new one, the same or changed; one that is open is done with that."""

    goal: Called
    statement: str | None = None
    tiny_version: str | UnsetType | None = UNSET
    target: float | UnsetType | None = UNSET
    ends_on: date | UnsetType | None = UNSET
    meaning: str | None = None


StrivingIntention: TypeAlias = (
    PlanStep
    | ChangeStep
    | DropStep
    | ScheduleStep
    | ClearSchedule
    | PassStepOver
    | ScaleGoal
    | RateGoal
    | MakePlan
    | ChangePlan
    | UsePlan
    | RetirePlan
    | ContrastWish
    | ChooseWillingness
    | RenewGoal
    | StartGoal
)
