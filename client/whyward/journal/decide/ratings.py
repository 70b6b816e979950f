"""Deciding wishes about how close a goal is: its levels, and where it stands among them.

Rating is always the person's own wish; nothing asks for it.
"""

from typing import assert_never

from whyward.journal.decide.facts import Context, Fact, on_day
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.ratings import GoalLevelRated, GoalProgressRated, GoalScaled, LevelText, RatedBy
from whyward.journal.intentions.striving import RateGoal, ScaleGoal
from whyward.journal.names import find_goal
from whyward.journal.names_striving import striving_of
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import chosen, cleaned_text, optional_text, optional_zero_to_ten

LOWEST, HIGHEST = -2, 2
_WEIGHT_MAX = 3


def decide_rating(wish: ScaleGoal | RateGoal, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case ScaleGoal():
            return [Fact(_scaled(wish, pages), context.now_ms)]
        case RateGoal():
            return _rated(wish, pages, context)
        case _:
            assert_never(wish)


def _scaled(wish: ScaleGoal, pages: Pages) -> GoalScaled:
    goal = find_goal(pages, wish.goal)
    texts = {_level(level): cleaned_text(text, sentence("The level")) for level, text in wish.levels}
    if not texts:
        raise BadInput("A scale has words for one level or more", hint="Start with 0: what you hope for.")
    return GoalScaled(
        goal_id=goal.goal_id,
        levels=tuple(LevelText(level=level, text=texts[level]) for level in sorted(texts)),
        importance=_weight(wish.importance, sentence("Importance")),
        difficulty=_weight(wish.difficulty, sentence("Difficulty")),
        baseline=None if wish.baseline is None else _level(wish.baseline),
    )


def _level(level: int) -> int:
    if not LOWEST <= level <= HIGHEST:
        raise BadInput("A level is a number from -2 to 2", hint="Nothing was recorded; 0 is what you hope for.")
    return level


def _weight(weight: int | None, what: str) -> int | None:
    if weight is not None and not 0 <= weight <= _WEIGHT_MAX:
        raise BadInput(
            sentence("%(what)s is a number from 0 to 3", what=what),
            hint="Nothing was recorded; leave it out if you like.",
        )
    return weight


def _rated(wish: RateGoal, pages: Pages, context: Context) -> list[Fact]:
    goal = find_goal(pages, wish.goal)
    if wish.level is None and wish.rating is None:
        raise BadInput("A rating is a level or a number from 0 to 10", hint="Nothing was recorded; say one of them.")
    day, at_ms = on_day(wish.on, pages, context)
    note = optional_text(wish.note, sentence("The note"))
    facts: list[Fact] = []
    if wish.level is not None:
        if striving_of(goal).scale is None:
            raise Refused("That goal has no levels yet", hint="`whyward goal scale` says what they look like.")
        by = chosen(wish.by, RatedBy, sentence("person"))
        level = _level(wish.level)
        rated = GoalLevelRated(goal_id=goal.goal_id, level=level, rated_on=day, rated_by=by, note=note)
        facts.append(Fact(rated, at_ms))
    rating = optional_zero_to_ten(wish.rating, sentence("How close it is"))
    if rating is not None:
        once = note if wish.level is None else None
        close = GoalProgressRated(goal_id=goal.goal_id, rating=rating, rated_on=day, note=once)
        facts.append(Fact(close, at_ms))
    return facts
