"""Deciding wishes about planned steps: thinking of one, putting it differently, giving it times, passing it over.

Nothing here happens by itself: what was not done is asked by nobody.
"""

from typing import assert_never

from msgspec import UNSET, UnsetType

from whyward.journal.decide.facts import Context, Fact, on_day
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.planned_steps import (
    PassedBecause,
    ScheduleCleared,
    StepChanged,
    StepChanges,
    StepDropped,
    StepPassedOver,
    StepPlanned,
    StepScheduled,
)
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.striving import PlannedStep
from whyward.journal.intentions.striving import (
    ChangeStep,
    ClearSchedule,
    DropStep,
    PassStepOver,
    PlanStep,
    ScheduleStep,
)
from whyward.journal.names import find_barrier, find_goal
from whyward.journal.names_striving import find_goal_and_step, find_planned, find_schedule, striving_of
from whyward.journal.pages import Pages
from whyward.journal.position import LENGTH_MAX, between
from whyward.journal.rhythm import is_known, rule_for, wall_time
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_text, optional_choice, optional_line, optional_text, optional_zero_to_ten

_DAY_MINUTES = 1440

PlannedIntention = PlanStep | ChangeStep | DropStep | ScheduleStep | ClearSchedule | PassStepOver


def decide_planned(wish: PlannedIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case PlanStep():
            return [Fact(_planned(wish, pages, context), context.now_ms)]
        case ChangeStep():
            return [Fact(_changed(wish, pages), context.now_ms)]
        case DropStep():
            goal, step = _on_the_list(pages, wish.step, wish.goal)
            why = optional_text(wish.why, sentence("The reason"))
            return [Fact(StepDropped(step_id=step.step_id, goal_id=goal.goal_id, why=why), context.now_ms)]
        case ScheduleStep():
            return [Fact(_scheduled(wish, pages, context), context.now_ms)]
        case ClearSchedule():
            return [Fact(body, context.now_ms) for body in _cleared(wish, pages)]
        case PassStepOver():
            return [_passed(wish, pages, context)]
        case _:
            assert_never(wish)


def _on_the_list(pages: Pages, called: str, goal: str | None) -> tuple[GoalRow, PlannedStep]:
    row, step = find_planned(pages, called, goal)
    if step.dropped:
        raise Refused("That step is off the list already", hint="`whyward step plan` puts one on it.")
    return row, step


def _planned(wish: PlanStep, pages: Pages, context: Context) -> StepPlanned:
    goal = find_goal(pages, wish.goal)
    after = None if wish.after is None else find_planned(pages, wish.after, wish.goal)[1]
    listed = striving_of(goal).planned
    return StepPlanned(
        step_id=context.fresh_id(),
        goal_id=goal.goal_id,
        text=cleaned_text(wish.text, sentence("The step")),
        when=optional_line(wish.when, sentence("When")),
        where=optional_line(wish.where, sentence("Where")),
        with_whom=optional_line(wish.with_whom, sentence("With whom")),
        difficulty=optional_zero_to_ten(wish.difficulty, sentence("Difficulty")),
        position=_place(listed, after or (listed[-1] if listed else None)),
    )


def _place(listed: tuple[PlannedStep, ...], after: PlannedStep | None) -> str:
    """Return a place after a step, or before all; steps that share a place stay together."""
    low = None if after is None else after.position
    above = [step.position for step in listed if low is None or step.position > low]
    place = between(low, min(above, default=None))
    if len(place) > LENGTH_MAX:
        raise Refused("There is no more room at that place of the list", hint="Put the step somewhere else.")
    return place


def _changed(wish: ChangeStep, pages: Pages) -> StepChanged:
    goal, step = _on_the_list(pages, wish.step, wish.goal)
    changes = StepChanges(
        text=UNSET if isinstance(wish.text, UnsetType) else cleaned_text(wish.text, sentence("The step")),
        when=_line(wish.when, sentence("When")),
        where=_line(wish.where, sentence("Where")),
        with_whom=_line(wish.with_whom, sentence("With whom")),
        difficulty=UNSET
        if isinstance(wish.difficulty, UnsetType)
        else optional_zero_to_ten(wish.difficulty, sentence("Difficulty")),
        position=UNSET if isinstance(wish.after, UnsetType) else _moved(pages, goal, step, wish.after),
    )
    if all(getattr(changes, name) is UNSET for name in changes.__struct_fields__):
        raise BadInput("Nothing would change", hint="Say what to change: the words, when, where, with whom, its place.")
    return StepChanged(step_id=step.step_id, goal_id=goal.goal_id, changes=changes)


def _moved(pages: Pages, goal: GoalRow, step: PlannedStep, after: str | None) -> str:
    others = tuple(one for one in striving_of(goal).planned if one.step_id != step.step_id)
    before = None if after is None else find_planned(pages, after, goal.goal_id.hex())[1]
    if before is not None and before.step_id == step.step_id:
        raise BadInput("A step cannot come after itself", hint="Nothing was changed; name another one.")
    return _place(others, before)


def _line(text: str | UnsetType | None, what: str) -> str | UnsetType | None:
    return UNSET if isinstance(text, UnsetType) else optional_line(text, what)


def _scheduled(wish: ScheduleStep, pages: Pages, context: Context) -> StepScheduled:
    goal, step = find_goal_and_step(pages, wish.goal, wish.step)
    if step is not None and step.dropped:
        raise Refused("That step is off the list", hint="`whyward step plan` puts one on it.")
    if wish.minutes is not None and not 1 <= wish.minutes <= _DAY_MINUTES:
        raise BadInput("A step takes from one minute to a day", hint="Say the minutes, such as 20, or leave them out.")
    old = None if wish.schedule is None else find_schedule(goal, wish.schedule)
    step_id = step.step_id if step is not None else None if old is None else old.step_id
    return StepScheduled(
        schedule_id=context.fresh_id() if old is None else old.schedule_id,
        goal_id=goal.goal_id,
        step_id=step_id,
        start_local=wish.start,
        minutes=wish.minutes,
        rrule=_rule(wish),
        place=optional_line(wish.place, sentence("The place")),
    )


def _rule(wish: ScheduleStep) -> str | None:
    """Return the rule of the rhythm, or None for once."""
    start = wall_time(wish.start)
    if start is None:
        raise BadInput("That time did not work", hint="Write it like 2026-03-04T18:00.")
    rule = (wish.every or "").strip().upper()
    if rule.startswith("FREQ="):
        if not is_known(rule) or wish.until is not None:
            raise BadInput("That rule is not one this version knows", hint="Say a word: day, weekdays, week, mon,thu.")
        return rule
    if wish.every is None and wish.until is not None:
        raise BadInput("A step that comes once needs no last day", hint="Say how often: day, weekdays, week, month.")
    return rule_for(wish.every, start, wish.until)


def _cleared(wish: ClearSchedule, pages: Pages) -> list[ScheduleCleared]:
    goal, step = find_goal_and_step(pages, wish.goal, wish.step)
    if wish.schedule is not None:
        named = [find_schedule(goal, wish.schedule)]
    else:
        named = [one for one in striving_of(goal).schedules if step is None or one.step_id == step.step_id]
    if not named:
        raise Refused("There are no times to clear", hint="Nothing needs to change.")
    return [ScheduleCleared(schedule_id=one.schedule_id, goal_id=goal.goal_id) for one in named]


def _passed(wish: PassStepOver, pages: Pages, context: Context) -> Fact:
    goal, step = find_goal_and_step(pages, wish.goal, wish.step)
    day, at_ms = on_day(wish.on, pages, context)
    body = StepPassedOver(
        goal_id=goal.goal_id,
        step_id=None if step is None else step.step_id,
        occurrence=optional_line(wish.occurrence, sentence("The occurrence")),
        occurred_on=day,
        why=optional_choice(wish.why, PassedBecause, sentence("reason")),
        barrier_id=None if wish.barrier is None else find_barrier(pages, wish.barrier).barrier_id,
    )
    return Fact(body, at_ms)
