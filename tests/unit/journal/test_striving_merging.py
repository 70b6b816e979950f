"""What two devices said about a goal's steps, times and plans without seeing each other comes to one thing."""

import itertools
from datetime import date

import pytest

from tests.support.happenings import DAY, LAPTOP, PHONE, id_of, recorded
from tests.support.notebook import Notebook
from whyward.journal.events import if_then as i
from whyward.journal.events import planned_steps as p
from whyward.journal.events import ratings as r
from whyward.journal.events import willingness as w
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.fields import Body
from whyward.journal.events.goals import GoalSet
from whyward.journal.folding.nouns import GOALS
from whyward.journal.folding.nouns_striving import PLANS
from whyward.journal.folding.striving import Striving
from whyward.journal.intentions import striving as s
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.names_striving import striving_of
from whyward.journal.pages import Pages

GOAL, STEP, OTHER, TIMES, PLAN = id_of("g", 1), id_of("st", 1), id_of("st", 2), id_of("tm", 1), id_of("pl", 1)
SET = GoalSet(goal_id=GOAL, statement="Call", kind="once", measure="done", proposed_by="me")
PLANNED = p.StepPlanned(step_id=STEP, goal_id=GOAL, text="Dial", position="i")
DAILY = p.StepScheduled(schedule_id=TIMES, goal_id=GOAL, start_local="2026-03-04T18:00", rrule="FREQ=DAILY")
MADE = i.IfThenMade(plan_id=PLAN, if_text="it rings", then_text="I breathe")


def folded(*bodies: tuple[int, Body] | Body) -> Pages:
    """Fold bodies, each at its place or at the clock said with it, in every order of arrival, on two devices."""
    events: list[Recorded] = []
    for number, body in enumerate(bodies, start=1):
        hlc, what = body if isinstance(body, tuple) else (number, body)
        events.append(recorded(what, hlc, device=PHONE if number % 2 else LAPTOP, number=number))
    hashes: set[bytes] = set()
    pages = Pages()
    for arrival in itertools.permutations(events):
        pages = Pages()
        for one in arrival:
            pages.merge([one])
        hashes.add(pages.state_hash())
    assert len(hashes) == 1
    return pages


def striving(*bodies: tuple[int, Body] | Body) -> Striving:
    """Return what bodies come to for the goal."""
    (row,) = folded(SET, *bodies).all(GOALS)
    return striving_of(row)


def test_fields_of_a_step_are_merged_one_by_one_and_the_later_wins() -> None:
    found = striving(
        PLANNED,
        p.StepChanged(step_id=STEP, goal_id=GOAL, changes=p.StepChanges(text="Dial once", when="noon")),
        p.StepChanged(step_id=STEP, goal_id=GOAL, changes=p.StepChanges(when=None, where="home")),
    )
    (step,) = found.planned

    assert (step.text, step.when, step.where) == ("Dial once", None, "home")


def test_what_was_said_of_a_step_before_its_plan_came_is_not_lost() -> None:
    change = p.StepChanged(step_id=STEP, goal_id=GOAL, changes=p.StepChanges(where="home"))

    assert striving((9, change), (3, PLANNED)).planned[0].where == "home"


def test_two_steps_put_into_one_gap_stand_in_the_order_of_events() -> None:
    other = p.StepPlanned(step_id=OTHER, goal_id=GOAL, text="Wave", position="i")

    assert [step.text for step in striving((5, other), (6, PLANNED)).planned] == ["Wave", "Dial"]


def test_a_step_dropped_and_changed_apart_is_dropped_and_keeps_the_words() -> None:
    changed = p.StepChanged(step_id=STEP, goal_id=GOAL, changes=p.StepChanges(text="Dial once"))
    dropped = p.StepDropped(step_id=STEP, goal_id=GOAL)
    for clock in (4, 6):
        (step,) = striving(PLANNED, (5, changed), (clock, dropped)).planned
        assert (step.text, step.dropped) == ("Dial once", True)


@pytest.mark.parametrize("clock", [1, 4, 9], ids=["before", "meanwhile", "after"])
def test_cleared_times_stay_cleared_whatever_another_device_says_of_them(clock: int) -> None:
    """The quieter word wins by being said, not by being later."""
    again = p.StepScheduled(schedule_id=TIMES, goal_id=GOAL, start_local="2026-03-05T07:00")

    assert striving(DAILY, (5, again), (clock, p.ScheduleCleared(schedule_id=TIMES, goal_id=GOAL))).schedules == ()


def test_the_later_of_two_times_for_one_schedule_wins() -> None:
    earlier = p.StepScheduled(schedule_id=TIMES, goal_id=GOAL, start_local="2026-03-05T07:00")
    later = p.StepScheduled(schedule_id=TIMES, goal_id=GOAL, start_local="2026-03-06T07:00")

    assert [one.start_local for one in striving((6, later), (5, earlier), DAILY).schedules] == ["2026-03-06T07:00"]


def test_taking_a_clearing_back_on_purpose_brings_the_times_back() -> None:
    notebook = Notebook()
    notebook.wish(
        SetGoal(statement="Call"),
        s.ScheduleStep(goal="Call", start="2026-03-04T18:00", every="day"),
        s.ClearSchedule(goal="Call"),
    )
    assert striving_of(notebook.pages.all(GOALS)[0]).schedules == ()

    notebook.wish(Undo())
    assert len(striving_of(notebook.pages.all(GOALS)[0]).schedules) == 1


def test_of_two_scales_the_later_stands_whole() -> None:
    mine = r.GoalScaled(goal_id=GOAL, levels=(r.LevelText(level=0, text="mine"),), importance=3)
    theirs = r.GoalScaled(goal_id=GOAL, levels=(r.LevelText(level=1, text="b"), r.LevelText(level=-1, text="a")))
    scale = striving((5, mine), (6, theirs)).scale

    assert scale is not None
    assert ([one.text for one in scale.levels], scale.importance) == (["a", "b"], None)


def test_of_two_contrasts_that_did_not_know_each_other_none_is_lost() -> None:
    laptop, phone = Notebook(LAPTOP), Notebook(PHONE)
    phone.hear(laptop.wish(SetGoal(statement="Call")))
    first = s.ContrastWish(goal="Call", wish="first", best_outcome="b", inner_obstacle="o")
    phone.hear(laptop.wish(first))
    mine = laptop.wish(s.ContrastWish(goal="Call", wish="mine", best_outcome="b", inner_obstacle="o"))
    theirs = phone.wish(s.ContrastWish(goal="Call", wish="theirs", best_outcome="b", inner_obstacle="o"))
    laptop.hear(theirs)
    phone.hear(mine)

    wishes = [one.wish for one in striving_of(laptop.pages.all(GOALS)[0]).contrasts]
    assert sorted(wishes) == ["mine", "theirs"]
    assert laptop.pages.state_hash() == phone.pages.state_hash()

    laptop.wish(s.ContrastWish(goal="Call", wish="both", best_outcome="b", inner_obstacle="o"))
    assert [one.wish for one in striving_of(laptop.pages.all(GOALS)[0]).contrasts] == ["both"]


def test_contrasts_that_name_each_other_in_a_circle_leave_one_standing() -> None:
    """No honest device says so; the later one stands all the same."""
    one = w.WishContrasted(goal_id=GOAL, wish="1", best_outcome="b", inner_obstacle="o", after=(id_of("e", 3),))
    two = w.WishContrasted(goal_id=GOAL, wish="2", best_outcome="b", inner_obstacle="o", after=(id_of("e", 2),))

    assert [contrast.wish for contrast in striving(one, two).contrasts] == ["2"]


def test_a_goal_renewed_on_two_devices_goes_on_as_both() -> None:
    laptop, phone = Notebook(LAPTOP), Notebook(PHONE)
    phone.hear(laptop.wish(SetGoal(statement="Call")))
    mine, theirs = laptop.wish(s.RenewGoal(goal="Call")), phone.wish(s.RenewGoal(goal="Call"))
    laptop.hear(theirs)
    phone.hear(mine)

    rows = sorted(laptop.pages.all(GOALS), key=lambda row: row.stamp)
    assert [row.status for row in rows] == ["completed", "active", "active"]
    assert set(striving_of(rows[0]).renewed_as) == {rows[1].goal_id, rows[2].goal_id}
    assert laptop.pages.state_hash() == phone.pages.state_hash()


def test_halves_of_a_plan_are_merged_and_a_retired_plan_stays_so() -> None:
    pages = folded(
        MADE,
        i.IfThenChanged(plan_id=PLAN, if_text="it rings twice"),
        (7, i.IfThenChanged(plan_id=PLAN, then_text="I wait")),
        (3, i.IfThenRetired(plan_id=PLAN)),
        i.IfThenUsed(plan_id=PLAN, occurred_on=DAY, helped="yes"),
    )
    (plan,) = pages.all(PLANS)

    assert (plan.if_text, plan.then_text, plan.retired) == ("it rings twice", "I wait", True)
    assert [once.on for once in plan.used] == [date(2026, 3, 4)]


def test_what_happened_to_a_plan_nobody_made_waits() -> None:
    assert folded(i.IfThenUsed(plan_id=PLAN, occurred_on=DAY)).all(PLANS) == []
