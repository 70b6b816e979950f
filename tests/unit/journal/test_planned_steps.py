"""Planned steps in their list: each stands where it was put, among all the others; times and ratings at their ends."""

from datetime import date, timedelta

import pytest

from tests.support.notebook import TODAY, Notebook
from whyward.journal.errors import BadInput
from whyward.journal.events.reading import body_of
from whyward.journal.folding.nouns import GOALS
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.striving import (
    ChangeStep,
    ClearSchedule,
    DropStep,
    PlanStep,
    RateGoal,
    RenewGoal,
    ScaleGoal,
    ScheduleStep,
)
from whyward.journal.names_striving import striving_of


def walking() -> Notebook:
    """Return somebody with a goal and three steps."""
    notebook = Notebook()
    notebook.wish(SetGoal(statement="Walk"), *(PlanStep(goal="walk", text=text) for text in ("one", "two", "three")))
    return notebook


def steps(notebook: Notebook) -> list[str]:
    """Return the steps in their order."""
    (goal,) = notebook.pages.all(GOALS)
    return [step.text for step in striving_of(goal).planned if not step.dropped]


@pytest.mark.parametrize(
    ("step", "after", "order"),
    [
        ("three", "one", ["one", "three", "two"]),
        ("one", "two", ["two", "one", "three"]),
        ("one", "three", ["two", "three", "one"]),
        ("two", "one", ["one", "two", "three"]),
        ("two", None, ["two", "one", "three"]),
        ("three", None, ["three", "one", "two"]),
    ],
)
def test_a_step_stands_where_it_is_put(step: str, after: str | None, order: list[str]) -> None:
    notebook = walking()
    notebook.wish(ChangeStep(step=step, after=after))

    assert steps(notebook) == order


def test_steps_that_are_put_about_many_times_still_stand_where_they_were_put() -> None:
    notebook = walking()
    expected = ["one", "two", "three"]
    for turn in range(60):
        moved, after = expected[turn * 7 % 3], expected[(turn * 7 + 1) % 3]
        notebook.wish(ChangeStep(step=moved, after=after))
        expected.remove(moved)
        expected.insert(expected.index(after) + 1, moved)
        assert steps(notebook) == expected


def test_a_step_off_the_list_leaves_its_place_to_others() -> None:
    notebook = walking()
    notebook.wish(DropStep(step="two"), PlanStep(goal="walk", text="new", after="one"))

    assert steps(notebook) == ["one", "new", "three"]


@pytest.mark.parametrize("minutes", [1, 1440])
def test_a_step_takes_a_minute_to_a_day(minutes: int) -> None:
    notebook = walking()
    notebook.wish(ScheduleStep(step="one", start="2026-03-04T12:30", minutes=minutes))
    (goal,) = notebook.pages.all(GOALS)
    assert [times.minutes for times in striving_of(goal).schedules] == [minutes]

    for wrong in (0, 1441):
        with pytest.raises(BadInput, match="from one minute to a day"):
            notebook.wish(ScheduleStep(step="two", start="2026-03-04T12:30", minutes=wrong))


def test_one_of_several_times_is_cleared_by_its_name() -> None:
    notebook = walking()
    for step, hour in (("one", 9), ("two", 12)):
        notebook.wish(ScheduleStep(step=step, start=f"2026-03-04T{hour:02}:00", every="week"))
    first, second = times(notebook)
    notebook.wish(ClearSchedule(goal="walk", schedule=second.hex()))
    assert times(notebook) == [first]

    with pytest.raises(BadInput, match="needs no last day"):
        notebook.wish(ScheduleStep(step="three", start="2026-03-04T12:00", until=date(2026, 4, 1)))


def times(notebook: Notebook) -> list[bytes]:
    """Return the ids of the times that are set, in their order."""
    (goal,) = notebook.pages.all(GOALS)
    return [one.schedule_id for one in striving_of(goal).schedules]


def test_a_note_to_both_ratings_is_kept_once() -> None:
    notebook = walking()
    notebook.wish(ScaleGoal(goal="walk", levels=((0, "Round the block"),), importance=0, difficulty=3))
    made = notebook.wish(RateGoal(goal="walk", level=-2, rating=3, note="It rained."))
    bodies = [body_of(one.event.kind, one.event.body) for one in made]
    assert [getattr(body, "note", "") for body in bodies] == ["It rained.", None]

    (alone,) = notebook.wish(RateGoal(goal="walk", rating=3, note="It rained."))
    assert getattr(body_of(alone.event.kind, alone.event.body), "note", "") == "It rained."
    for weight in (-1, 4):
        with pytest.raises(BadInput, match="from 0 to 3"):
            notebook.wish(ScaleGoal(goal="walk", levels=((0, "x"),), importance=weight))


def test_a_goal_that_follows_may_end_today_and_not_before() -> None:
    notebook = walking()
    with pytest.raises(BadInput, match="end before it starts"):
        notebook.wish(RenewGoal(goal="walk", ends_on=TODAY - timedelta(days=1)))
    notebook.wish(RenewGoal(goal="walk", ends_on=TODAY))

    assert [row.ends_on for row in notebook.pages.all(GOALS) if row.ends_on is not None] == [TODAY]
