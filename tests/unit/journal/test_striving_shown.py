"""What faces read of what is planned: the goal in full, the board of plans, the ledger, today, and soft offers."""

from datetime import date

import pytest

from tests.support.notebook import TODAY, Notebook
from whyward.journal.events.catalogue import GOAL, ref_of
from whyward.journal.events.kinds_striving import PLAN
from whyward.journal.folding.nouns import GOALS
from whyward.journal.intentions import striving as s
from whyward.journal.intentions.goals import AdjustGoal, SetGoal
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.intentions.values import AddValue
from whyward.journal.projections.attained import attained
from whyward.journal.projections.coaching import Draft, offers
from whyward.journal.projections.goal_page import GoalPage, goal_page
from whyward.journal.projections.ledger import ledger
from whyward.journal.projections.plans import plans
from whyward.journal.projections.story import goal_story
from whyward.journal.projections.timeline import timeline
from whyward.journal.projections.today import TodayItem, today_page
from whyward.journal.projections.wanted import Wanted
from whyward.journal.projections.why import why_trail

WEDNESDAY, THURSDAY = date(2026, 3, 4), date(2026, 3, 5)


@pytest.fixture(name="notebook")
def a_notebook() -> Notebook:
    """Someone with one goal that serves a value."""
    notebook = Notebook()
    notebook.wish(AddValue(name="Authenticity"), SetGoal(statement="Speak up", values=("authenticity",)))
    return notebook


def page_of(notebook: Notebook) -> GoalPage:
    """Return the page of the first goal."""
    first = min(notebook.pages.all(GOALS), key=lambda row: row.stamp)
    page = goal_page(notebook.pages, first.goal_id, TODAY)
    assert page is not None
    return page


def goals_today(notebook: Notebook, day: date) -> list[TodayItem]:
    """Return what the day's page offers of goals."""
    return [item for item in today_page(notebook.pages, day).items if item.kind == "goal"]


def test_a_goal_in_full_has_its_steps_times_levels_and_plans(notebook: Notebook) -> None:
    notebook.wish(
        s.PlanStep(goal="speak", text="Ask Noor", when="at noon"),
        s.ScheduleStep(step="Ask Noor", start="2026-03-04T12:30", every="mon,thu", place="the yard"),
        s.PlanStep(goal="speak", text="Say one sentence"),
        s.DropStep(step="Say one"),
        s.ScaleGoal(goal="speak", levels=((0, "once"), (1, "twice")), baseline=-1),
        s.RateGoal(goal="speak", level=1, note="at lunch"),
        s.RateGoal(goal="speak", rating=7),
        s.MakePlan(if_text="I go quiet", then_text="I say hm", goal="speak"),
        TakeStep(step="Ask Noor", how_much="tiny"),
    )
    page = page_of(notebook)

    (step,) = page.planned
    assert (step.text, step.when, step.taken, step.last_on) == ("Ask Noor", "at noon", 1, TODAY)
    assert [(times.rhythm, times.place) for times in step.times] == [("every Monday and Thursday", "the yard")]
    assert page.times == ()
    assert [(rating.level, rating.text, rating.rating) for rating in page.ratings] == [
        (1, "twice", None),
        (None, None, 7),
    ]
    assert page.baseline == -1
    assert [(plan.if_text, plan.goal) for plan in page.plans] == [("I go quiet", "Speak up")]
    assert page.seen_by == ()
    assert page.statement == "Speak up"
    assert page.steps == 1


def test_a_renewed_goal_knows_where_it_comes_from_and_where_it_goes_on(notebook: Notebook) -> None:
    notebook.wish(s.RenewGoal(goal="speak", statement="Speak up twice"))
    old = page_of(notebook)
    (kin,) = old.renewed_as
    new = goal_page(notebook.pages, kin.id, TODAY)

    assert new is not None
    assert (kin.statement, [one.statement for one in new.renewed_from]) == ("Speak up twice", ["Speak up"])


def test_a_page_of_a_goal_that_nobody_set_is_none(notebook: Notebook) -> None:
    assert goal_page(notebook.pages, b"?" * 16, TODAY) is None


def test_the_board_counts_what_was_of_use_and_puts_what_was_put_away_last(notebook: Notebook) -> None:
    notebook.wish(
        s.MakePlan(if_text="one", then_text="x"),
        s.MakePlan(if_text="two", then_text="y", goal="speak"),
        s.UsePlan(plan="two", helped="partly"),
        s.UsePlan(plan="two", helped="no"),
        s.UsePlan(plan="two"),
        s.RetirePlan(plan="one"),
    )

    (plan,) = plans(notebook.pages)
    assert (plan.if_text, plan.used, plan.helped, plan.last_used_on) == ("two", 3, 1, TODAY)
    assert [one.if_text for one in plans(notebook.pages, every=True)] == ["two", "one"]
    trail = why_trail(notebook.pages, ref_of(PLAN, plan.id))
    assert trail is not None
    assert (trail.title, [one.title for one in trail.because]) == ("If two", ["Speak up"])


def test_one_number_over_goals_with_levels_for_whoever_asks(notebook: Notebook) -> None:
    notebook.wish(
        SetGoal(statement="Rest"),
        SetGoal(statement="Sing"),
        *(s.ScaleGoal(goal=goal, levels=((0, "as hoped"),)) for goal in ("speak", "Rest", "Sing")),
        s.RateGoal(goal="speak", level=-2),
        s.RateGoal(goal="speak", level=1),
        s.RateGoal(goal="Rest", level=1),
    )
    found = attained(notebook.pages)

    assert [(goal.statement, goal.level, goal.text) for goal in found.goals] == [
        ("Speak up", 1, "a bit beyond"),
        ("Rest", 1, "a bit beyond"),
        ("Sing", None, None),
    ]
    assert found.together is not None
    assert round(found.together, 4) == 62.4035  # 50 + 10 · 2 / √(0.7 · 2 + 0.3 · 4)


def test_the_ledger_has_the_days_with_steps_and_no_others(notebook: Notebook) -> None:
    notebook.wish(
        TakeStep(goal="speak", occurrence="2026-03-04T12:30"),
        TakeStep(goal="speak", occurrence="2026-03-04T12:30"),
        TakeStep(values=("authenticity",), on=date(2026, 3, 1), vitality=8),
    )
    days = ledger(notebook.pages)

    assert [(day.on, day.count, len(day.steps), day.values) for day in days] == [
        (TODAY, 1, 2, ("Authenticity",)),
        (date(2026, 3, 1), 1, 1, ("Authenticity",)),
    ]
    assert days[1].steps[0].vitality == 8


def test_today_offers_the_next_planned_step_until_it_was_taken(notebook: Notebook) -> None:
    notebook.wish(s.PlanStep(goal="speak", text="Ask Noor"), s.PlanStep(goal="speak", text="Say one sentence"))
    assert [item.step for item in goals_today(notebook, WEDNESDAY)] == ["Ask Noor"]

    notebook.wish(TakeStep(step="Ask Noor", how_much="part"))
    assert goals_today(notebook, WEDNESDAY) == []
    assert [item.step for item in goals_today(notebook, THURSDAY)] == ["Ask Noor"]

    notebook.wish(TakeStep(step="Ask Noor"))
    assert [item.step for item in goals_today(notebook, THURSDAY)] == ["Say one sentence"]

    notebook.wish(TakeStep(step="Say one sentence"))
    assert [item.step for item in goals_today(notebook, THURSDAY)] == [None]


def test_today_offers_what_has_a_time_today_and_hides_it_on_other_days(notebook: Notebook) -> None:
    notebook.wish(
        SetGoal(statement="Rest"),
        s.ScheduleStep(goal="speak", start="2026-03-01T18:00", every="wed", place="the kitchen"),
    )

    first, second = goals_today(notebook, WEDNESDAY)
    assert (first.text, first.at, first.place, first.occurrence) == (
        "Speak up",
        "18:00",
        "the kitchen",
        "2026-03-04T18:00",
    )
    assert (second.text, second.at) == ("Rest", None)
    assert [item.text for item in goals_today(notebook, THURSDAY)] == ["Rest"]
    notebook.wish(s.PlanStep(goal="speak", text="Ask Noor"))
    assert [(item.at, item.step) for item in goals_today(notebook, WEDNESDAY)] == [("18:00", "Ask Noor"), (None, None)]


def test_the_hours_after_midnight_belong_to_the_day_before(notebook: Notebook) -> None:
    notebook.wish(s.ScheduleStep(goal="speak", start="2026-03-05T01:30"))

    assert [item.at for item in goals_today(notebook, WEDNESDAY)] == ["01:30"]
    assert goals_today(notebook, THURSDAY) == []


def test_weeks_without_a_step_leave_today_as_it_was(notebook: Notebook) -> None:
    """Three weeks gone by: nothing piled up, nothing is late."""
    notebook.wish(s.ScheduleStep(goal="speak", start="2026-03-04T18:00", every="day"))
    before = goals_today(notebook, WEDNESDAY)
    notebook.later(21)
    after = goals_today(notebook, date(2026, 3, 25))

    assert len(before) == len(after) == 1
    assert (after[0].text, after[0].at) == (before[0].text, before[0].at)


def test_what_was_passed_over_is_not_offered_again_that_day(notebook: Notebook) -> None:
    notebook.wish(s.PlanStep(goal="speak", text="Ask Noor"), s.PlanStep(goal="speak", text="Say one sentence"))
    notebook.wish(s.PassStepOver(step="Ask Noor", why="rest"))
    assert [item.step for item in goals_today(notebook, WEDNESDAY)] == ["Say one sentence"]
    assert [item.step for item in goals_today(notebook, THURSDAY)] == ["Ask Noor"]

    notebook.wish(s.PassStepOver(goal="speak"))
    assert goals_today(notebook, WEDNESDAY) == []
    assert [item.step for item in goals_today(notebook, THURSDAY)] == ["Ask Noor"]


def test_times_of_a_step_off_the_list_are_no_times(notebook: Notebook) -> None:
    notebook.wish(
        s.PlanStep(goal="speak", text="Ask Noor"),
        s.ScheduleStep(step="Ask Noor", start="2026-03-05T12:00"),
    )
    assert goals_today(notebook, WEDNESDAY) == []

    notebook.wish(s.DropStep(step="Ask Noor"))
    assert [(item.text, item.step) for item in goals_today(notebook, WEDNESDAY)] == [("Speak up", None)]


def test_the_story_tells_it_in_plain_sentences(notebook: Notebook) -> None:
    notebook.wish(
        s.PlanStep(goal="speak", text="Ask Noor"),
        s.ScheduleStep(step="Ask Noor", start="2026-03-04T12:30", every="weekdays"),
        s.PassStepOver(step="Ask Noor", why="rest"),
        s.ChooseWillingness(goal="speak", for_the_sake_of="being heard", choice="yes"),
        AdjustGoal(goal="speak", statement="Speak up once", because="too-big"),
        s.RenewGoal(goal="speak"),
    )
    goal_id = min(notebook.pages.all(GOALS), key=lambda row: row.stamp).goal_id

    assert [line.text for line in goal_story(notebook.pages, goal_id, TODAY)] == [
        "Chosen as a goal on 4 March",
        "A step thought of on 4 March",
        "Given times on 4 March (on weekdays, from 2026-03-04 at 12:30)",
        "Passed over on 4 March because rest came first",
        "Chose to be willing on 4 March",
        "Made smaller on 4 March because it was too big",
        "Done on 4 March",
        "Renewed on 4 March as “Speak up once”",
    ]
    titles = {moment.title for moment in timeline(notebook.pages, Wanted(kind="step-planned"))}
    assert titles == {"Speak up once"}
    assert why_trail(notebook.pages, ref_of(GOAL, goal_id)) is not None


OFFERED: list[tuple[str, str]] = [
    ("Stop shouting", "instead"),
    ("I will not eat at night", "instead"),
    ("I won\u2019t go quiet", "instead"),
    ("Never feel afraid again", "instead"),
    ("Be happy", "feeling"),
    ("To feel less anxious at work", "feeling"),
    ("Get my brother to call me", "own-part"),
    ("My boss understands me", "own-part"),
]


@pytest.mark.parametrize(("statement", "topic"), OFFERED)
def test_a_draft_gets_the_question_that_fits(notebook: Notebook, statement: str, topic: str) -> None:
    assert topic in {offer.topic for offer in offers(Draft(statement=statement, values=("a",)), notebook.pages)}


@pytest.mark.parametrize(
    "statement",
    [
        "Call someone I love once this week.",
        "I will practice speaking up gently but honestly in at least one conversation this week.",
        "Notice when I go quiet, and say one word",
        "Write down what is good about today",
        "Hurt nobody, least of all me",
        "",
    ],
)
def test_a_plain_goal_is_asked_nothing_but_the_friends_question(notebook: Notebook, statement: str) -> None:
    """Also one with hard words in it: nothing looks for harm in what somebody writes."""
    found = offers(Draft(statement=statement, values=("a",), confidence=7), notebook.pages)

    assert [(offer.topic, offer.quiet) for offer in found] == [("friend", True)]


def test_what_is_open_is_offered_to_be_parked_and_what_is_unsure_to_be_tiny(notebook: Notebook) -> None:
    notebook.wish(*(SetGoal(statement=f"Goal {number}") for number in range(2)))
    draft = Draft(statement="Walk", confidence=6)
    assert [offer.topic for offer in offers(draft, notebook.pages)] == ["value", "tiny", "park", "friend"]

    tiny = offers(Draft(confidence=0, tiny_version="One step", values=("a",)), Notebook().pages)[0]
    assert tiny.offer.startswith("You have a tiny version")
    two = Notebook()
    two.wish(*(SetGoal(statement=f"Goal {number}") for number in range(2)))
    assert [offer.topic for offer in offers(Draft(values=("a",)), two.pages)] == ["friend"]


def test_a_goal_is_its_own_reference(notebook: Notebook) -> None:
    goal = page_of(notebook)

    assert [item.ref for item in goals_today(notebook, WEDNESDAY)] == [ref_of(GOAL, goal.id)]
