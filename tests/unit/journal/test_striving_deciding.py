"""Wishes about what a person means to do: what they record, and what is refused with what to do instead."""

from datetime import date
from pathlib import Path

import pytest

import whyward.journal
from tests.support.notebook import TODAY, Notebook
from whyward.journal.errors import BadInput, JournalError, NotFound, Refused
from whyward.journal.events.reading import body_of
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.nouns import GOALS
from whyward.journal.folding.nouns_striving import PLANS
from whyward.journal.folding.striving import Striving
from whyward.journal.intentions import striving as s
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.goals import CompleteGoal, SetGoal
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.intentions.values import AddValue
from whyward.journal.names_striving import striving_of


@pytest.fixture(name="notebook")
def a_notebook() -> Notebook:
    """Someone with a goal, two planned steps, times for one of them, levels, and a plan."""
    notebook = Notebook()
    notebook.wish(
        AddValue(name="Authenticity"),
        SetGoal(statement="Speak up gently", values=("authenticity",), ends_on=date(2026, 3, 11), target=1, per="week"),
        s.PlanStep(goal="speak", text="Ask Noor to lunch", where="the yard", with_whom="Noor"),
        s.PlanStep(goal="speak", text="Say one true sentence", difficulty=4),
        s.ScheduleStep(step="Ask Noor", start="2026-03-04T12:30", every="weekdays", minutes=20),
        s.ScaleGoal(goal="speak", levels=((0, "I said it once"), (1, "I said it twice"))),
        s.MakePlan(if_text="my throat goes tight", then_text="I breathe out", goal="speak", barrier_kind="Fear"),
    )
    return notebook


def goal_of(notebook: Notebook, statement: str = "Speak up gently") -> GoalRow:
    """Return a goal by its words."""
    return next(row for row in notebook.pages.all(GOALS) if row.statement == statement)


def striving(notebook: Notebook) -> Striving:
    """Return what is planned for the goal."""
    return striving_of(goal_of(notebook))


def texts(notebook: Notebook) -> list[str]:
    """Return the planned steps in their order."""
    return [step.text for step in striving(notebook).planned if not step.dropped]


REFUSED: list[tuple[Intention, type[JournalError], str]] = [
    (s.PlanStep(goal="speak", text="  "), BadInput, "is empty"),
    (s.PlanStep(goal="sing", text="x"), NotFound, "No goal"),
    (s.PlanStep(goal="speak", text="x", difficulty=11), BadInput, "0 to 10"),
    (s.PlanStep(goal="speak", text="x", after="fly"), NotFound, "No planned step"),
    (s.ChangeStep(step="Ask Noor"), BadInput, "Nothing would change"),
    (s.ChangeStep(step="Ask Noor", after="Ask Noor"), BadInput, "after itself"),
    (s.DropStep(step="fly"), NotFound, "No planned step"),
    (s.ScheduleStep(start="2026-03-04T18:00"), BadInput, "a goal or a planned step"),
    (s.ScheduleStep(goal="speak", start="tomorrow"), BadInput, "time did not work"),
    (s.ScheduleStep(goal="speak", start="2026-02-30T18:00"), BadInput, "time did not work"),
    (s.ScheduleStep(goal="speak", start="2026-03-04T18:00", every="fortnight"), BadInput, "no rhythm"),
    (s.ScheduleStep(goal="speak", start="2026-03-04T18:00", every="FREQ=SECONDLY"), BadInput, "not one this version"),
    (s.ScheduleStep(goal="speak", start="2026-03-04T18:00", until=TODAY), BadInput, "comes once"),
    (s.ScheduleStep(goal="speak", start="2026-03-04T18:00", minutes=0), BadInput, "one minute to a day"),
    (s.ScheduleStep(goal="speak", start="2026-03-04T18:00", schedule="ffff"), NotFound, "No times"),
    (s.ClearSchedule(step="Say one true sentence"), Refused, "no times to clear"),
    (s.PassStepOver(goal="speak", why="lazy"), BadInput, "reason"),
    (s.PassStepOver(goal="speak", on=date(2026, 3, 9)), BadInput, "has not come yet"),
    (s.ScaleGoal(goal="speak", levels=()), BadInput, "one level or more"),
    (s.ScaleGoal(goal="speak", levels=((3, "x"),)), BadInput, "-2 to 2"),
    (s.ScaleGoal(goal="speak", levels=((0, "x"),), importance=4), BadInput, "0 to 3"),
    (s.RateGoal(goal="speak"), BadInput, "a level or a number"),
    (s.RateGoal(goal="speak", level=-3), BadInput, "-2 to 2"),
    (s.RateGoal(goal="speak", rating=11), BadInput, "0 to 10"),
    (s.RateGoal(goal="speak", level=1, by="the moon"), BadInput, "person"),
    (s.MakePlan(if_text="", then_text="x"), BadInput, "The if is empty"),
    (s.MakePlan(if_text="x", then_text=" "), BadInput, "The then is empty"),
    (s.MakePlan(if_text="x", then_text="y", barrier_kind="k" * 65), BadInput, "a word or two"),
    (s.ChangePlan(plan="my throat"), BadInput, "Nothing would change"),
    (s.ChangePlan(plan="my throat", then_text="I breathe out"), BadInput, "Nothing would change"),
    (s.UsePlan(plan="my throat", helped="a lot"), BadInput, "answer"),
    (s.RetirePlan(plan="the moon"), NotFound, "No plan"),
    (s.ContrastWish(goal="speak", wish="x", best_outcome="y", inner_obstacle=" "), BadInput, "in the way is empty"),
    (s.ChooseWillingness(goal="speak", for_the_sake_of="", choice="yes"), BadInput, "is empty"),
    (s.ChooseWillingness(goal="speak", for_the_sake_of="x", choice="perhaps"), BadInput, "answer"),
    (s.RenewGoal(goal="speak", ends_on=date(2026, 3, 1)), BadInput, "before it starts"),
    (s.RenewGoal(goal="speak", statement=" "), BadInput, "is empty"),
    (s.StartGoal(goal=SetGoal(statement="x"), if_text="it rains"), BadInput, "two halves"),
    (s.StartGoal(goal=SetGoal(statement="x"), step="a", where="one\ntwo"), BadInput, "one line"),
    (s.StartGoal(goal=SetGoal(statement=" "), step="a"), BadInput, "is empty"),
    (TakeStep(step="fly"), NotFound, "No planned step"),
]


@pytest.mark.parametrize(("wish", "kind", "words"), REFUSED, ids=lambda part: type(part).__name__)
def test_a_refused_wish_records_nothing_and_says_what_next(
    notebook: Notebook, wish: Intention, kind: type[JournalError], words: str
) -> None:
    before = notebook.pages.state_hash()

    with pytest.raises(kind, match=words) as refusal:
        notebook.wish(wish)

    assert refusal.value.hint
    assert notebook.pages.state_hash() == before


def test_planned_steps_stand_in_the_order_the_person_gives_them(notebook: Notebook) -> None:
    notebook.wish(
        s.PlanStep(goal="speak", text="Write to Noor", after="Ask Noor to lunch"),
        s.PlanStep(goal="speak", text="Thank her"),
        s.ChangeStep(step="Thank her", after=None),
    )

    assert texts(notebook) == ["Thank her", "Ask Noor to lunch", "Write to Noor", "Say one true sentence"]


def test_a_step_is_changed_field_by_field_and_may_lose_one(notebook: Notebook) -> None:
    notebook.wish(s.ChangeStep(step="Ask Noor", text="Ask Noor for tea", where=None, difficulty=2))
    step = striving(notebook).planned[0]

    assert (step.text, step.where, step.with_whom, step.difficulty) == ("Ask Noor for tea", None, "Noor", 2)


def test_a_dropped_step_is_off_the_list_and_comes_back_with_an_undo(notebook: Notebook) -> None:
    notebook.wish(s.DropStep(step="Ask Noor", why="She moved"))

    assert texts(notebook) == ["Say one true sentence"]
    with pytest.raises(Refused, match="off the list"):
        notebook.wish(s.DropStep(step="Ask Noor"))
    with pytest.raises(Refused, match="off the list"):
        notebook.wish(s.ScheduleStep(step="Ask Noor", start="2026-03-04T12:30"))

    notebook.wish(Undo())
    assert texts(notebook) == ["Ask Noor to lunch", "Say one true sentence"]


def test_times_are_a_rule_that_calendars_read_and_are_changed_in_place(notebook: Notebook) -> None:
    (times,) = striving(notebook).schedules
    assert (times.rrule, times.minutes) == ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 20)

    wish = s.ScheduleStep(goal="speak", start="2026-03-05T09:00", every="freq=daily", schedule=times.schedule_id.hex())
    notebook.wish(wish)
    (changed,) = striving(notebook).schedules

    assert changed.schedule_id == times.schedule_id
    assert (changed.start_local, changed.rrule, changed.step_id) == ("2026-03-05T09:00", "FREQ=DAILY", times.step_id)


def test_all_times_of_a_goal_are_cleared_as_one_act(notebook: Notebook) -> None:
    notebook.wish(s.ScheduleStep(goal="speak", start="2026-03-04T18:00"))
    cleared = notebook.wish(s.ClearSchedule(goal="speak"))

    assert striving(notebook).schedules == ()
    assert len({one.event.act for one in cleared}) == 1
    assert len(cleared) == 2


def test_a_step_taken_may_name_the_planned_one_and_says_how_it_was(notebook: Notebook) -> None:
    (made,) = notebook.wish(
        TakeStep(step="Ask Noor", how_much="tiny", effort=3, discomfort=6, vitality=8, amount=2, unit="minutes")
    )
    taken = body_of(made.event.kind, made.event.body)

    goal = goal_of(notebook)
    said = {name: getattr(taken, name) for name in ("goal_id", "step_id", "effort", "discomfort", "vitality", "amount")}
    assert said == {
        "goal_id": goal.goal_id,
        "step_id": striving(notebook).planned[0].step_id,
        "effort": 3,
        "discomfort": 6,
        "vitality": 8,
        "amount": 2,
    }


def test_a_level_needs_a_scale_and_both_ratings_are_one_act(notebook: Notebook) -> None:
    notebook.wish(SetGoal(statement="Rest more"))
    with pytest.raises(Refused, match="no levels yet"):
        notebook.wish(s.RateGoal(goal="Rest more", level=0))

    made = notebook.wish(s.RateGoal(goal="speak", level=1, rating=7, by="together", note="With Dr R"))
    kinds = [one.event.kind for one in made]
    assert kinds == ["goal-level-rated.1", "goal-progress-rated.1"]
    assert len({one.event.act for one in made}) == 1


def test_a_plan_is_changed_used_and_put_away(notebook: Notebook) -> None:
    notebook.wish(
        s.ChangePlan(plan="my throat", then_text="I put a hand on my chest"),
        s.UsePlan(plan="my throat", helped="partly"),
        s.UsePlan(plan="my throat", on=date(2026, 3, 1)),
        s.RetirePlan(plan="my throat"),
    )
    (plan,) = notebook.pages.all(PLANS)

    assert (plan.if_text, plan.then_text, plan.retired) == ("my throat goes tight", "I put a hand on my chest", True)
    assert (plan.barrier_kind, plan.goal_id) == ("fear", goal_of(notebook).goal_id)
    assert [(once.on, once.helped) for once in plan.used] == [(TODAY, "partly"), (date(2026, 3, 1), None)]
    with pytest.raises(Refused, match="put away already"):
        notebook.wish(s.RetirePlan(plan="my throat"))


def test_a_wish_beside_its_obstacle_may_become_a_plan(notebook: Notebook) -> None:
    made = notebook.wish(
        s.ContrastWish(
            goal="speak", wish="To be heard", best_outcome="We laugh", inner_obstacle="I go quiet", then_text="I say hm"
        )
    )
    assert [one.event.kind for one in made] == ["wish-contrasted.1", "if-then-made.1"]
    notebook.wish(s.ContrastWish(goal="speak", wish="To be met", best_outcome="Calm", inner_obstacle="I joke"))

    (contrast,) = striving(notebook).contrasts
    assert (contrast.wish, contrast.plan_id) == ("To be met", None)
    assert [row.then_text for row in sorted(notebook.pages.all(PLANS), key=lambda row: row.stamp)] == [
        "I breathe out",
        "I say hm",
    ]


def test_the_last_willingness_is_the_one_that_stands(notebook: Notebook) -> None:
    notebook.wish(
        s.ChooseWillingness(goal="speak", for_the_sake_of="us", feelings=("shame", "shame", "heat"), choice="not-yet"),
        s.ChooseWillingness(goal="speak", for_the_sake_of="us", sensations=("a tight throat",), choice="yes"),
    )
    willing = striving(notebook).willing

    assert willing is not None
    assert (willing.choice, willing.feelings, willing.sensations) == ("yes", (), ("a tight throat",))


def test_renewing_is_one_act_and_undone_as_one(notebook: Notebook) -> None:
    notebook.later(3)
    made = notebook.wish(s.RenewGoal(goal="speak", tiny_version="One word", meaning="I can"))

    assert [one.event.kind for one in made] == ["goal-set.1", "goal-completed.1", "goal-renewed.1"]
    assert len({one.event.act for one in made}) == 1
    old, new = sorted(notebook.pages.all(GOALS), key=lambda row: row.stamp)
    assert (old.status, old.next, old.meaning) == ("completed", "renew", "I can")
    assert striving_of(old).renewed_as == (new.goal_id,)
    assert (new.status, new.statement, new.value_ids, new.target) == ("active", old.statement, old.value_ids, 1)
    assert (new.starts_on, new.ends_on, new.tiny_version) == (date(2026, 3, 7), date(2026, 3, 14), "One word")

    notebook.wish(Undo())
    assert [row.status for row in notebook.pages.all(GOALS)] == ["active"]


def test_a_goal_is_renewed_once_while_the_new_one_is_open(notebook: Notebook) -> None:
    notebook.wish(CompleteGoal(goal="speak"), s.RenewGoal(goal="speak", statement="Speak up twice", target=2))

    old = goal_of(notebook).goal_id
    assert goal_of(notebook, "Speak up twice").target == 2
    with pytest.raises(Refused, match="goes on as a new one"):
        notebook.wish(s.RenewGoal(goal=old.hex()))
    notebook.wish(CompleteGoal(goal="Speak up twice"), s.RenewGoal(goal=old.hex()))
    row = notebook.pages.one(GOALS, old)
    assert row is not None
    assert len(striving_of(row).renewed_as) == 2


def test_a_meaning_is_for_a_goal_that_is_open(notebook: Notebook) -> None:
    notebook.wish(CompleteGoal(goal="speak", meaning="much"))

    with pytest.raises(Refused, match="has ended already"):
        notebook.wish(s.RenewGoal(goal="speak", meaning="more"))


def test_a_goal_starts_with_its_first_step_and_its_plan_as_one_act(notebook: Notebook) -> None:
    begun = s.StartGoal(
        goal=SetGoal(statement="Walk", tiny_version="To the door"),
        where="the park",
        if_text="it rains",
        then_text="a hat",
    )
    made = notebook.wish(begun)
    (step,) = striving_of(goal_of(notebook, "Walk")).planned

    assert [one.event.kind for one in made] == ["goal-set.1", "step-planned.1", "if-then-made.1"]
    assert len({one.event.act for one in made}) == 1
    assert (step.text, step.where) == ("To the door", "the park")
    (alone,) = notebook.wish(s.StartGoal(goal=SetGoal(statement="Rest"), when=" "))
    assert alone.event.kind == "goal-set.1"


def test_passing_over_is_written_by_nobody_but_the_person() -> None:
    """The program makes that event in one place: where it decides the person's own wish for it."""
    root = Path(str(whyward.journal.__file__)).parent.parent
    making = [path.name for path in root.rglob("*.py") if "= StepPassedOver(" in path.read_text(encoding="utf-8")]
    wishing = [path.name for path in root.rglob("*.py") if "PassStepOver(" in path.read_text(encoding="utf-8")]

    assert making == ["planned_steps.py"]
    assert {"step_planning.py", "planning.py"} == set(wishing) - {"striving.py", "planned_steps.py"}
