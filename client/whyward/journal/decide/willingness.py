"""Deciding wishes about what stands beside a goal: an obstacle, willingness, and the goal that follows it.

A wish without its obstacle is refused: looked at alone it takes the strength from the deed.
"""

from datetime import date, timedelta
from typing import assert_never

from msgspec import UnsetType

from whyward.journal.days import life_day
from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.goals import AfterGoal, GoalCompleted, GoalSet, ProposedBy
from whyward.journal.events.if_then import IfThenMade
from whyward.journal.events.willingness import GoalRenewed, Willing, WillingnessChosen, WishContrasted
from whyward.journal.folding.goals import OPEN, GoalRow
from whyward.journal.folding.nouns import GOALS
from whyward.journal.intentions.striving import ChooseWillingness, ContrastWish, RenewGoal
from whyward.journal.names import find_goal
from whyward.journal.names_striving import striving_of
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import amount, chosen, cleaned_lines, cleaned_text, optional_text

WillingIntention = ContrastWish | ChooseWillingness | RenewGoal


def decide_willing(wish: WillingIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    goal = find_goal(pages, wish.goal)
    match wish:
        case ContrastWish():
            return [Fact(body, context.now_ms) for body in _contrasted(wish, goal, context)]
        case ChooseWillingness():
            willing = WillingnessChosen(
                goal_id=goal.goal_id,
                for_the_sake_of=cleaned_text(wish.for_the_sake_of, sentence("What it is for")),
                willing_thoughts=cleaned_lines(wish.thoughts, sentence("A thought")),
                willing_feelings=cleaned_lines(wish.feelings, sentence("A feeling")),
                willing_sensations=cleaned_lines(wish.sensations, sentence("What the body says")),
                willing_urges=cleaned_lines(wish.urges, sentence("An urge")),
                choice=chosen(wish.choice, Willing, sentence("answer")),
            )
            return [Fact(willing, context.now_ms)]
        case RenewGoal():
            return [Fact(body, context.now_ms) for body in _renewed(wish, goal, pages, context)]
        case _:
            assert_never(wish)


def _contrasted(wish: ContrastWish, goal: GoalRow, context: Context) -> list[WishContrasted | IfThenMade]:
    """Return the contrast in place of those that this device knows, and the plan that answers the obstacle."""
    obstacle = cleaned_text(wish.inner_obstacle, sentence("What in you is in the way"))
    then = optional_text(wish.then_text, sentence("The then"))
    plan_id = None if then is None else context.fresh_id()
    contrasted = WishContrasted(
        goal_id=goal.goal_id,
        wish=cleaned_text(wish.wish, sentence("The wish")),
        best_outcome=cleaned_text(wish.best_outcome, sentence("The best that could come of it")),
        inner_obstacle=obstacle,
        plan_id=plan_id,
        after=tuple(one.event_id for one in striving_of(goal).contrasts),
    )
    if then is None or plan_id is None:
        return [contrasted]
    return [contrasted, IfThenMade(plan_id=plan_id, goal_id=goal.goal_id, if_text=obstacle, then_text=then)]


def _renewed(
    wish: RenewGoal, goal: GoalRow, pages: Pages, context: Context
) -> list[GoalSet | GoalRenewed | GoalCompleted]:
    for new_id in striving_of(goal).renewed_as:
        follower = pages.one(GOALS, new_id)
        if follower is not None and follower.status in OPEN:
            raise Refused("That goal goes on as a new one already", hint="`whyward goal list` shows it.")
    today = context.today(pages)
    new = GoalSet(
        goal_id=context.fresh_id(),
        statement=goal.statement if wish.statement is None else cleaned_text(wish.statement, sentence("The goal")),
        why=goal.why,
        value_ids=goal.value_ids,
        domain_ids=goal.domain_ids,
        kind=goal.kind,
        measure=goal.measure,
        target=goal.target if isinstance(wish.target, UnsetType) else amount(wish.target, sentence("The target")),
        unit=goal.unit,
        per=goal.per,
        starts_on=today,
        ends_on=_until(goal, today, pages) if isinstance(wish.ends_on, UnsetType) else wish.ends_on,
        tiny_version=goal.tiny_version
        if isinstance(wish.tiny_version, UnsetType)
        else optional_text(wish.tiny_version, sentence("The tiny version")),
        confidence=goal.confidence,
        willingness=goal.willingness,
        proposed_by=ProposedBy.ME.value,
    )
    if new.ends_on is not None and new.ends_on < today:
        raise BadInput("The new goal would end before it starts", hint="Nothing was recorded; name a day to come.")
    made: list[GoalSet | GoalRenewed | GoalCompleted] = [new]
    if goal.status in OPEN:
        meaning = optional_text(wish.meaning, sentence("What it meant"))
        next_ = AfterGoal.RENEW.value
        made.append(GoalCompleted(goal_id=goal.goal_id, completed_on=today, meaning=meaning, next=next_))
    elif wish.meaning is not None:
        raise Refused("That goal has ended already", hint="Leave the meaning out; it can be renewed without.")
    return [*made, GoalRenewed(goal_id=goal.goal_id, new_goal_id=new.goal_id)]


def _until(goal: GoalRow, today: date, pages: Pages) -> date | None:
    """Return the last day of as long a stretch as the goal had."""
    if goal.ends_on is None:
        return None
    start = goal.starts_on or life_day(goal.set_at, goal.set_tz, pages.day_ends_at)
    return min(today + timedelta(days=max(0, (goal.ends_on - start).days)), date.max)
