"""What faces read, from the article's own example on."""

from datetime import date, timedelta

import pytest

from tests.support.happenings import PHONE
from tests.support.notebook import TODAY, Notebook
from whyward.journal.intentions.barriers import AnswerBarrier, MeetBarrier
from whyward.journal.intentions.domains import HideDomain, OrderDomains, RenameDomain
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.goals import AdjustGoal, CompleteGoal, LinkGoal, PauseGoal, SetGoal
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.steps import NoticeWin, TakeStep
from whyward.journal.intentions.values import (
    AddValue,
    CheckOwnership,
    GlimpseValue,
    NoteTension,
    PlaceValue,
    RankValues,
    RestValue,
    RewordValue,
)
from whyward.journal.projections.barriers import barriers, wins
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.entries import entries
from whyward.journal.projections.goals import goal_shown, goals, goals_by_domain, goals_by_value
from whyward.journal.projections.steps import days_toward, steps
from whyward.journal.projections.story import Change, goal_story
from whyward.journal.projections.timeline import acts, timeline
from whyward.journal.projections.today import today_page
from whyward.journal.projections.values import (
    current_values,
    glimpses,
    rank_history,
    tensions,
    value_history,
    value_shown,
)
from whyward.journal.projections.wanted import Wanted
from whyward.journal.projections.why import Trail, why_trail

SENTENCE = "I will practice speaking up gently but honestly in at least one conversation this week."


@pytest.fixture(name="notebook")
def the_articles_example() -> Notebook:
    """Someone who stayed silent to avoid conflict, and what they made of it."""
    notebook = Notebook()
    notebook.wish(WriteEntry(body="Silent again to avoid conflict.\nI felt disconnected.", tags=("work",)))
    source = f"entry:{entries(notebook.pages)[0].id.hex()}"
    notebook.wish(
        AddValue(name="Authenticity", own_words="I say it, gently.", came_from=(source,)),
        AddValue(name="Kindness"),
        PlaceValue(value="authenticity", domain="relationships", shows_up="not-yet"),
        MeetBarrier(kind="fear", situation="They may laugh."),
        AnswerBarrier(response="did-tiny-version", learned="They listened."),
        SetGoal(
            statement=SENTENCE,
            values=("authenticity",),
            domains=("relationships",),
            target=1,
            unit="conversation",
            per="week",
            tiny_version="one honest sentence",
            ends_on=TODAY + timedelta(days=7),
        ),
        TakeStep(goal="I will", how_much="tiny", note="Told Sam."),
        NoticeWin(text="I spoke.", values=("kindness",)),
    )
    return notebook


def test_a_why_trail_leads_from_a_step_to_the_persons_own_sentence(notebook: Notebook) -> None:
    trail = why_trail(notebook.pages, f"step:{steps(notebook.pages)[0].id.hex()}")
    way: list[Trail] = []
    while trail is not None:
        way.append(trail)
        trail = trail.because[0] if trail.because else None

    assert [one.noun for one in way] == ["step", "goal", "value", "entry"]
    assert way[-1].words == "Silent again to avoid conflict.\nI felt disconnected."


def test_a_why_trail_shows_the_quote_and_ends_where_it_would_go_in_a_circle(notebook: Notebook) -> None:
    entry = entries(notebook.pages)[0].id.hex()
    notebook.wish(GlimpseValue(source=entry, guess="Kindness", quote="I felt disconnected."))
    notebook.wish(WriteEntry(body="round", values=("kindness",)))
    trail = why_trail(notebook.pages, f"value:{current_values(notebook.pages, TODAY)[1].id.hex()}")

    assert trail is not None
    assert [(one.noun, one.words) for one in trail.because] == [("glimpse", "I felt disconnected.")]
    for ref in (f"entry:{entries(notebook.pages)[0].id.hex()}", f"win:{wins(notebook.pages)[0].id.hex()}"):
        assert why_trail(notebook.pages, ref) is not None
    assert why_trail(notebook.pages, f"barrier:{barriers(notebook.pages)[0].id.hex()}") is not None
    for nothing in ("step:" + "0" * 32, "domain:health", "moon:1"):
        assert why_trail(notebook.pages, nothing) is None


def test_values_are_ranked_with_where_they_show_up(notebook: Notebook) -> None:
    notebook.wish(RankValues(values=("kindness",)), CheckOwnership(value="kindness", mine=8, pressure=2))
    kindness, authenticity = current_values(notebook.pages, TODAY)

    assert (kindness.name, kindness.rank, authenticity.rank) == ("Kindness", 1, 2)
    assert kindness.ownership is not None
    assert [(place.domain, place.shows_up) for place in authenticity.domains] == [("Relationships", "not_yet")]
    assert (authenticity.steps_lately, kindness.steps_lately) == (1, 0)
    assert current_values(notebook.pages, TODAY + timedelta(days=28))[1].steps_lately == 0
    assert rank_history(notebook.pages, TODAY)[0].names == ("Kindness",)


def test_a_resting_value_is_not_current_and_not_gone(notebook: Notebook) -> None:
    notebook.wish(
        RewordValue(value="kindness", name="Gentleness"), RestValue(value="gentleness", until=date(2026, 5, 1))
    )
    assert [value.name for value in current_values(notebook.pages, TODAY)] == ["Authenticity"]
    gentleness = current_values(notebook.pages, TODAY, every=True)[-1]

    assert value_shown(notebook.pages, gentleness.id, TODAY) == gentleness
    assert [line.text for line in value_history(notebook.pages, gentleness.id, TODAY)] == [
        "Named as a value on 4 March",
        "Renamed on 4 March to Gentleness",
        "Put to rest on 4 March until 1 May",
    ]


def test_a_goals_story_is_told_in_order_with_what_became_of_it(notebook: Notebook) -> None:
    notebook.wish(
        AdjustGoal(goal="I will", statement="Speak up once", target=None, because="too-big", note="Weeks are short."),
        LinkGoal(goal="speak", value="kindness"),
        PauseGoal(goal="speak", until=date(2026, 3, 20)),
        CompleteGoal(goal="speak", meaning="I can."),
        Undo(),
    )
    story = goal_story(notebook.pages, goals(notebook.pages)[0].id, date(2027, 1, 1))

    assert [line.text for line in story] == [
        "Chosen as a goal on 4 March 2026",
        "A tiny step on 4 March 2026 toward “Speak up once”",
        "Made smaller on 4 March 2026 because it was too big",
        "Linked on 4 March 2026 to Kindness",
        "Put to rest on 4 March 2026 until 20 March 2026",
        "Done on 4 March 2026",
    ]
    assert story[2].changes == (
        Change(field="words", before=SENTENCE, after="Speak up once"),
        Change(field="target", before="1", after=None),
    )
    assert [line.taken_back for line in story] == [False] * 5 + [True]
    assert story[2].note == "Weeks are short."


def test_goals_stand_under_their_values_and_parts_of_life(notebook: Notebook) -> None:
    notebook.wish(SetGoal(statement="Walk"), CompleteGoal(goal="walk"), SetGoal(statement="Swim"))
    goal = goals(notebook.pages)[0]

    assert (goal.steps, goal.days_toward, goal.last_step_on) == (1, 1, TODAY)
    assert goal_shown(notebook.pages, goal.id) == goal
    assert [group.name for group in goals_by_value(notebook.pages)] == ["Authenticity", "No value named"]
    assert [group.name for group in goals_by_domain(notebook.pages)] == ["Relationships", "No part of life named"]
    assert [one.statement for one in goals(notebook.pages, every=True)] == [SENTENCE, "Swim", "Walk"]
    assert goals(notebook.pages, value_id=goal.values[0].id) == [goal]
    assert goals(notebook.pages, domain_id="health") == []


def test_the_map_of_life_leaves_out_what_is_hidden(notebook: Notebook) -> None:
    notebook.wish(
        HideDomain(domain="spirituality"),
        RenameDomain(domain="career", name="Work"),
        OrderDomains(domains=("health", "work")),
    )
    shown = domain_map(notebook.pages)

    assert [domain.name for domain in shown] == ["Health", "Work", "Relationships", "Creativity", "Community"]
    assert [value.value for value in shown[2].values] == ["Authenticity"]
    assert shown[2].open_goals == 1
    assert len(domain_map(notebook.pages, every=True)) == 6


def test_today_offers_three_things_at_most_and_nothing_that_piled_up() -> None:
    notebook = Notebook()
    assert [item.kind for item in today_page(notebook.pages, TODAY).items] == ["question"]
    notebook.wish(*(SetGoal(statement=f"Goal {number}") for number in range(5)), AddValue(name="Calm"))
    notebook.wish(SetGoal(statement="Ended", ends_on=TODAY - timedelta(days=1)), PauseGoal(goal="Goal 0"))
    page = today_page(notebook.pages, TODAY)
    assert [item.kind for item in page.items] == ["goal", "goal", "question"]
    assert not {"Ended", "Goal 0"} & {item.text for item in page.items}

    after_three_weeks = today_page(notebook.pages, TODAY + timedelta(days=40))
    assert len(after_three_weeks.items) == 3
    assert after_three_weeks.items[2].text == "Want something tiny for Calm?"


def test_a_goal_whose_days_are_over_or_still_to_come_is_not_waiting() -> None:
    notebook = Notebook()
    notebook.wish(
        SetGoal(statement="Ended", ends_on=TODAY - timedelta(days=1)),
        SetGoal(statement="To come", starts_on=TODAY + timedelta(days=1)),
        SetGoal(statement="Last day", starts_on=TODAY, ends_on=TODAY),
    )

    assert [item.text for item in today_page(notebook.pages, TODAY).items] == ["Last day", "What mattered today?"]


def test_a_goal_that_had_its_steps_is_not_offered(notebook: Notebook) -> None:
    assert "goal" not in {item.kind for item in today_page(notebook.pages, TODAY + timedelta(days=1)).items}

    next_week = today_page(notebook.pages, TODAY + timedelta(days=6)).items
    assert [item.tiny for item in next_week if item.kind == "goal"] == ["one honest sentence"]


def test_the_timeline_can_be_narrowed_and_marks_what_was_taken_back(notebook: Notebook) -> None:
    notebook.wish(TakeStep(values=("kindness",), on=date(2026, 3, 1), note="Tea."), Undo())
    everything = timeline(notebook.pages)
    assert everything[-1].text == "A step toward Kindness"
    assert everything[-1].taken_back
    assert everything[-1].on == date(2026, 3, 1)
    assert not [moment for moment in everything if "retract" in moment.kind]

    value_id = current_values(notebook.pages, TODAY)[1].id
    counts = {
        "first": len(timeline(notebook.pages, Wanted(first=TODAY))),
        "last": len(timeline(notebook.pages, Wanted(last=date(2026, 3, 1)))),
        "value": len(timeline(notebook.pages, Wanted(value_id=value_id))),
        "domain": len(timeline(notebook.pages, Wanted(domain_id="relationships"))),
        "step": len(timeline(notebook.pages, Wanted(kind="step"))),
        "value-chosen": len(timeline(notebook.pages, Wanted(kind="value-chosen"))),
        "moon": len(timeline(notebook.pages, Wanted(kind="moon"))),
        "limit": len(timeline(notebook.pages, Wanted(limit=2))),
    }
    assert counts == {
        "first": len(everything) - 1,
        "last": 1,
        "value": 3,
        "domain": 3,
        "step": 2,
        "value-chosen": 2,
        "moon": 0,
        "limit": 2,
    }


def test_acts_are_told_as_the_person_did_them(notebook: Notebook) -> None:
    notebook.wish(AddValue(name="Calm", domains=("health",)), Undo())
    latest = acts(notebook.pages, limit=1)[0]

    assert latest.texts == ("a value: Named as a value", "a value: Placed in Health: not yet")
    assert latest.taken_back


def test_entries_can_be_narrowed(notebook: Notebook) -> None:
    notebook.wish(WriteEntry(body="b", values=("kindness",), domains=("health",), on=date(2026, 3, 1)))
    kindness = current_values(notebook.pages, TODAY)[1].id

    assert [one.title for one in entries(notebook.pages)] == ["Silent again to avoid conflict.", "b"]
    for wanted in (Wanted(value_id=kindness), Wanted(domain_id="health"), Wanted(last=date(2026, 3, 3))):
        assert [one.title for one in entries(notebook.pages, wanted)] == ["b"]
    for wanted in (Wanted(tag="work"), Wanted(limit=1), Wanted(first=TODAY)):
        assert [one.title for one in entries(notebook.pages, wanted)] == ["Silent again to avoid conflict."]


def test_steps_wins_tensions_and_barriers_are_listed(notebook: Notebook) -> None:
    notebook.wish(
        NoteTension(values=("kindness", "authenticity"), situation="Sam asked."),
        GlimpseValue(source=entries(notebook.pages)[0].id.hex(), guess="Rest"),
        TakeStep(values=("kindness",), on=date(2026, 3, 1)),
    )
    (barrier,) = barriers(notebook.pages)

    assert (barrier.kind, barrier.response, barrier.learned) == ("fear", "did_tiny_version", "They listened.")
    assert [win.text for win in wins(notebook.pages)] == ["I spoke."]
    assert [tension.situation for tension in tensions(notebook.pages)] == ["Sam asked."]
    assert [glimpse.guess for glimpse in glimpses(notebook.pages)] == ["Rest"]
    assert days_toward(notebook.pages) == 2
    kindness = current_values(notebook.pages, TODAY)[1].id
    assert [step.on for step in steps(notebook.pages, value_id=kindness)] == [date(2026, 3, 1)]
    assert [step.note for step in steps(notebook.pages, first=TODAY)] == ["Told Sam."]


def test_things_this_device_has_not_heard_of_have_plain_names(notebook: Notebook) -> None:
    late = Notebook(PHONE)
    late.hear([one for one in notebook.recorded if one.event.kind == "step-taken.1"])

    assert [(step.goal, step.values) for step in steps(late.pages)] == [("a goal", ())]
    assert timeline(late.pages)[0].text == "A tiny step toward “a goal”"
