"""Events about striving for tests: every kind, from a small world of ids, so that they meet.

Nothing here is a rule: the rules are what the tests say of these.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

import msgspec
from hypothesis import strategies as st

from whyward.journal.events import if_then as i
from whyward.journal.events import planned_steps as s
from whyward.journal.events import ratings as r
from whyward.journal.events import willingness as w
from whyward.journal.events.fields import Body

Ids = Callable[[str, int], st.SearchStrategy[bytes]]
Kinds = dict[type[Body], Callable[[], st.SearchStrategy[Body]]]

_DAY: Final = st.sampled_from([date(2026, 3, 3), date(2026, 3, 4)])
_WORDS: Final = st.sampled_from(["calm", "brave", "gentle"])
_PLACE: Final = st.sampled_from(["1", "i", "i1"])
_LEVEL: Final = st.integers(-2, 2)


def striving_kinds(ids: Ids) -> Kinds:
    """Return a strategy for each kind about striving, by the ids of the small world."""
    return _of_steps(ids) | _of_goals(ids) | _of_plans(ids)


def _of_steps(ids: Ids) -> Kinds:
    goal, step, times = ids("g", 2), ids("st", 2), ids("tm", 2)
    changes = st.builds(
        s.StepChanges,
        text=st.one_of(st.just(msgspec.UNSET), _WORDS),
        when=st.one_of(st.just(msgspec.UNSET), st.none(), _WORDS),
        position=st.one_of(st.just(msgspec.UNSET), _PLACE),
    )
    return {
        s.StepPlanned: lambda: st.builds(s.StepPlanned, step_id=step, goal_id=goal, text=_WORDS, position=_PLACE),
        s.StepChanged: lambda: st.builds(s.StepChanged, step_id=step, goal_id=goal, changes=changes),
        s.StepDropped: lambda: st.builds(s.StepDropped, step_id=step, goal_id=goal, why=st.one_of(st.none(), _WORDS)),
        s.StepScheduled: lambda: st.builds(
            s.StepScheduled,
            schedule_id=times,
            goal_id=goal,
            step_id=st.one_of(st.none(), step),
            start_local=st.sampled_from(["2026-03-04T18:00", "2026-03-01T09:30", "2026-02-30T99:99"]),
            rrule=st.sampled_from([None, "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=WE", "FREQ=SECONDLY"]),
        ),
        s.ScheduleCleared: lambda: st.builds(s.ScheduleCleared, schedule_id=times, goal_id=goal),
        s.StepPassedOver: lambda: st.builds(
            s.StepPassedOver,
            goal_id=goal,
            step_id=st.one_of(st.none(), step),
            occurred_on=_DAY,
            why=st.sampled_from([None, "rest", "a word of tomorrow"]),
        ),
    }


def _of_goals(ids: Ids) -> Kinds:
    goal = ids("g", 2)
    levels = st.lists(st.builds(r.LevelText, level=_LEVEL, text=_WORDS), min_size=1, max_size=3).map(tuple)
    return {
        r.GoalScaled: lambda: st.builds(
            r.GoalScaled, goal_id=goal, levels=levels, importance=st.one_of(st.none(), st.integers(0, 3))
        ),
        r.GoalLevelRated: lambda: st.builds(
            r.GoalLevelRated, goal_id=goal, level=_LEVEL, rated_on=_DAY, rated_by=st.sampled_from(["me", "the moon"])
        ),
        r.GoalProgressRated: lambda: st.builds(
            r.GoalProgressRated, goal_id=goal, rating=st.integers(0, 10), rated_on=_DAY
        ),
        w.WishContrasted: lambda: st.builds(
            w.WishContrasted,
            goal_id=goal,
            wish=_WORDS,
            best_outcome=_WORDS,
            inner_obstacle=_WORDS,
            after=st.lists(ids("e", 24), max_size=2).map(tuple),
        ),
        w.WillingnessChosen: lambda: st.builds(
            w.WillingnessChosen,
            goal_id=goal,
            for_the_sake_of=_WORDS,
            willing_feelings=st.lists(_WORDS, max_size=2).map(tuple),
            choice=st.sampled_from(["yes", "smaller", "perhaps"]),
        ),
        w.GoalRenewed: lambda: st.builds(w.GoalRenewed, goal_id=goal, new_goal_id=goal),
    }


def _of_plans(ids: Ids) -> Kinds:
    plan = ids("pl", 2)
    return {
        i.IfThenMade: lambda: st.builds(
            i.IfThenMade, plan_id=plan, goal_id=st.one_of(st.none(), ids("g", 2)), if_text=_WORDS, then_text=_WORDS
        ),
        i.IfThenChanged: lambda: st.builds(i.IfThenChanged, plan_id=plan, then_text=st.one_of(st.none(), _WORDS)),
        i.IfThenUsed: lambda: st.builds(
            i.IfThenUsed, plan_id=plan, occurred_on=_DAY, helped=st.sampled_from([None, "yes", "a word of tomorrow"])
        ),
        i.IfThenRetired: lambda: st.builds(i.IfThenRetired, plan_id=plan),
    }
