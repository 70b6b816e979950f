"""Deciding the wish for a goal with what belongs to it: one act, so that taking it back takes back the whole.

A goal needs none of it; half a plan is asked for its other half.
"""

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.decide.goals import decide_goal
from whyward.journal.errors import BadInput
from whyward.journal.events.goals import GoalSet
from whyward.journal.events.if_then import IfThenMade
from whyward.journal.events.planned_steps import StepPlanned
from whyward.journal.intentions.striving import StartGoal
from whyward.journal.pages import Pages
from whyward.journal.position import between
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_text, optional_line, optional_text


def decide_start(wish: StartGoal, pages: Pages, context: Context) -> list[Fact]:
    """Return the goal, and what was said with it."""
    facts = decide_goal(wish.goal, pages, context)
    goal = facts[0].body
    assert isinstance(goal, GoalSet), "choosing a goal sets it"
    step = _first_step(wish, goal, context)
    if step is not None:
        facts.append(Fact(step, context.now_ms))
    if_text, then_text = (
        optional_text(wish.if_text, sentence("The if")),
        optional_text(wish.then_text, sentence("The then")),
    )
    if (if_text is None) != (then_text is None):
        raise BadInput("A plan has two halves", hint="Say what may come, and what you do then; or leave both out.")
    if if_text is not None and then_text is not None:
        plan = IfThenMade(plan_id=context.fresh_id(), goal_id=goal.goal_id, if_text=if_text, then_text=then_text)
        facts.append(Fact(plan, context.now_ms))
    return facts


def _first_step(wish: StartGoal, goal: GoalSet, context: Context) -> StepPlanned | None:
    """Return the first step if one was said, or when, where or with whom: then it is the goal's tiny version."""
    text = optional_text(wish.step, sentence("The step"))
    when, where = optional_line(wish.when, sentence("When")), optional_line(wish.where, sentence("Where"))
    with_whom = optional_line(wish.with_whom, sentence("With whom"))
    if not (text or when or where or with_whom):
        return None
    return StepPlanned(
        step_id=context.fresh_id(),
        goal_id=goal.goal_id,
        text=text or goal.tiny_version or cleaned_text(goal.statement, sentence("The step")),
        when=when,
        where=where,
        with_whom=with_whom,
        position=between(None, None),
    )
