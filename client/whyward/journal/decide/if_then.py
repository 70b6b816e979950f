"""Deciding wishes about if-then plans.

A plan has two halves, always; that one did not help is a word as good as any other.
"""

from typing import assert_never

from whyward.journal.decide.facts import Context, Fact, on_day
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.if_then import Helped, IfThenChanged, IfThenMade, IfThenRetired, IfThenUsed
from whyward.journal.intentions.striving import ChangePlan, MakePlan, RetirePlan, UsePlan
from whyward.journal.names_striving import find_goal_and_step, find_plan
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_text, optional_choice, optional_line, optional_text

PlanIntention = MakePlan | ChangePlan | UsePlan | RetirePlan

_KIND_MAX = 64


def decide_plan(wish: PlanIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case MakePlan():
            return [Fact(_made(wish, pages, context), context.now_ms)]
        case ChangePlan():
            return [Fact(_changed(wish, pages), context.now_ms)]
        case UsePlan():
            plan = find_plan(pages, wish.plan)
            day, at_ms = on_day(wish.on, pages, context)
            used = IfThenUsed(
                plan_id=plan.plan_id,
                occurred_on=day,
                helped=optional_choice(wish.helped, Helped, sentence("answer")),
                note=optional_text(wish.note, sentence("The note")),
            )
            return [Fact(used, at_ms)]
        case RetirePlan():
            plan = find_plan(pages, wish.plan)
            if plan.retired:
                raise Refused("That plan is put away already", hint="Nothing needs to change.")
            return [Fact(IfThenRetired(plan_id=plan.plan_id), context.now_ms)]
        case _:
            assert_never(wish)


def _made(wish: MakePlan, pages: Pages, context: Context) -> IfThenMade:
    goal_id = step_id = None
    if wish.goal is not None or wish.step is not None:
        goal, step = find_goal_and_step(pages, wish.goal, wish.step)
        goal_id, step_id = goal.goal_id, None if step is None else step.step_id
    kind = optional_line(wish.barrier_kind, sentence("What is in the way"))
    if kind is not None and len(kind) > _KIND_MAX:
        raise BadInput("What is in the way is named in a word or two", hint="Nothing was recorded; make it shorter.")
    return IfThenMade(
        plan_id=context.fresh_id(),
        goal_id=goal_id,
        step_id=step_id,
        barrier_kind=None if kind is None else kind.casefold().replace("-", "_").replace(" ", "_"),
        if_text=cleaned_text(wish.if_text, sentence("The if")),
        then_text=cleaned_text(wish.then_text, sentence("The then")),
    )


def _changed(wish: ChangePlan, pages: Pages) -> IfThenChanged:
    plan = find_plan(pages, wish.plan)
    changed = IfThenChanged(
        plan_id=plan.plan_id,
        if_text=optional_text(wish.if_text, sentence("The if")),
        then_text=optional_text(wish.then_text, sentence("The then")),
    )
    if (changed.if_text or plan.if_text, changed.then_text or plan.then_text) == (plan.if_text, plan.then_text):
        raise BadInput("Nothing would change", hint="Say the if or the then in other words.")
    return changed
