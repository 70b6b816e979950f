"""Moments of choice are kept as noted; a decision is weighed by what matters, and stays the person's."""

from datetime import date, timedelta

import pytest

from tests.support.notebook import TODAY, Notebook
from whyward.journal.errors import BadInput, JournalError, NotFound, Refused
from whyward.journal.folding.nouns_hindering import DECISIONS
from whyward.journal.intentions import choices, plumbing, values
from whyward.journal.intentions.any import Intention
from whyward.journal.projections.choices import choice_points
from whyward.journal.projections.decisions import Decision, decision_shown, decisions
from whyward.journal.projections.timeline import acts, timeline


@pytest.fixture(name="notebook")
def a_notebook() -> Notebook:
    """Somebody with three values, by rank, and a move to decide about."""
    notebook = Notebook()
    notebook.wish(
        values.AddValue(name="Kindness"),
        values.AddValue(name="Courage"),
        values.AddValue(name="Family"),
        values.RankValues(values=("family", "courage", "kindness")),
        choices.FaceDecision(question="Move to Leipzig?", by=date(2026, 4, 1), options=("Go", "Stay")),
    )
    return notebook


def the_decision(notebook: Notebook) -> Decision:
    """The only one there is, as a face sees it."""
    (row,) = notebook.pages.all(DECISIONS)
    shown = decision_shown(notebook.pages, row.decision_id)
    assert shown is not None
    return shown


REFUSED: list[tuple[Intention, type[JournalError], str]] = [
    (choices.NoteChoicePoint(situation=" "), BadInput, "is empty"),
    (choices.NoteChoicePoint(situation="x", went="sideways"), BadInput, "way"),
    (choices.NoteChoicePoint(situation="x", hooks=("a\nb",)), BadInput, "more than one line"),
    (choices.NoteChoicePoint(situation="x", values=("sloth",)), NotFound, "No value"),
    (choices.FaceDecision(question=""), BadInput, "is empty"),
    (choices.FaceDecision(question="x", by=date(2026, 3, 3)), BadInput, "has been already"),
    (choices.FaceDecision(question="x", options=("Go", " go ")), Refused, "there already"),
    (choices.AddOption(decision="move", text="STAY"), Refused, "there already"),
    (choices.AddOption(decision="sing", text="x"), NotFound, "No decision"),
    (choices.WeighOption(decision="move", option="stay", value="family", toward=3), BadInput, "-2 to 2"),
    (choices.WeighOption(decision="move", option="fly", value="family", toward=1), NotFound, "No option"),
    (choices.WeighOption(decision="move", option="stay", value="sloth", toward=1), NotFound, "No value"),
    (choices.MakeDecision(decision="move"), BadInput, "nothing to keep"),
    (choices.MakeDecision(decision="move", option="fly"), NotFound, "No option"),
    (choices.LookBackOnDecision(decision="move", text=""), BadInput, "is empty"),
]


@pytest.mark.parametrize(("wish", "error", "says"), REFUSED, ids=lambda one: type(one).__name__)
def test_what_does_not_fit_is_refused_and_nothing_is_recorded(
    notebook: Notebook, wish: Intention, error: type[JournalError], says: str
) -> None:
    before = notebook.pages.state_hash()
    with pytest.raises(error) as refusal:
        notebook.wish(wish)

    assert says in refusal.value.text
    assert refusal.value.hint.endswith((".", "?"))
    assert notebook.pages.state_hash() == before


def test_a_moment_of_choice_is_kept_as_it_was_noted(notebook: Notebook) -> None:
    notebook.wish(
        choices.NoteChoicePoint(
            situation="Dinner with them",
            hooks=("They'll be angry",),
            helpers=("I like them",),
            away=("Go quiet",),
            toward=("Say one honest thing",),
            went="both",
            values=("courage",),
        ),
        choices.NoteChoicePoint(situation="On the phone"),
    )
    latest, first = choice_points(notebook.pages)

    assert (latest.situation, latest.went) == ("On the phone", "still_choosing")
    assert (first.on, first.went, first.values) == (TODAY, "both", ("Courage",))
    assert (first.hooks, first.helpers) == (("They'll be angry",), ("I like them",))
    assert (first.away, first.toward) == (("Go quiet",), ("Say one honest thing",))


def test_a_moment_of_choice_that_was_taken_back_is_gone_until_it_is_brought_back(notebook: Notebook) -> None:
    notebook.wish(choices.NoteChoicePoint(situation="On the phone"))
    notebook.wish(plumbing.Undo())
    assert choice_points(notebook.pages) == []

    notebook.wish(plumbing.Redo())
    assert [one.situation for one in choice_points(notebook.pages)] == ["On the phone"]


def test_an_option_leads_as_far_as_its_values_weigh(notebook: Notebook) -> None:
    """Family, first of two that were weighed, has 2 of 3 parts, and Kindness 1."""
    notebook.wish(
        choices.WeighOption(decision="move", option="go", value="family", toward=-1),
        choices.WeighOption(decision="move", option="go", value="kindness", toward=2, note="New people"),
        choices.WeighOption(decision="move", option="stay", value="family", toward=1),
    )
    decision = the_decision(notebook)
    go, stay = decision.options

    assert [(value.name, round(value.part, 4)) for value in decision.values] == [
        ("Family", 0.6667),
        ("Courage", 0.0),
        ("Kindness", 0.3333),
    ]
    assert (go.toward, go.notes, go.leads) == ((-1, None, 2), (None, None, "New people"), 0.0)
    assert (stay.toward, stay.leads) == ((1, None, None), 0.6667)
    assert decision.furthest == ("Stay",)


def test_before_anything_is_weighed_nothing_leads_anywhere(notebook: Notebook) -> None:
    decision = the_decision(notebook)

    assert [option.leads for option in decision.options] == [None, None]
    assert decision.furthest == ()


def test_of_options_that_lead_equally_far_none_is_put_first(notebook: Notebook) -> None:
    notebook.wish(
        *(choices.WeighOption(decision="move", option=one, value="family", toward=2) for one in ("go", "stay"))
    )

    assert the_decision(notebook).furthest == ("Go", "Stay")


def test_the_last_word_for_an_option_and_a_value_counts(notebook: Notebook) -> None:
    notebook.wish(
        choices.WeighOption(decision="move", option="go", value="family", toward=-2),
        choices.WeighOption(decision="move", option="go", value="family", toward=2),
    )

    assert the_decision(notebook).options[0].leads == 2.0


def test_a_value_that_rests_now_keeps_its_place_where_it_was_weighed(notebook: Notebook) -> None:
    notebook.wish(
        choices.WeighOption(decision="move", option="go", value="courage", toward=1),
        values.RestValue(value="courage"),
        values.RestValue(value="kindness"),
    )

    assert [value.name for value in the_decision(notebook).values] == ["Family", "Courage"]


def test_a_decision_is_made_and_may_be_made_anew(notebook: Notebook) -> None:
    notebook.wish(choices.MakeDecision(decision="move", option="go", because="I want to"))
    assert (the_decision(notebook).chosen, the_decision(notebook).because) == ("Go", "I want to")
    notebook.wish(
        choices.MakeDecision(decision="move", because="Neither; we ask again in May"),
        choices.LookBackOnDecision(decision="move", text="It was good to wait"),
    )
    decision = the_decision(notebook)

    assert (decision.is_made, decision.chosen, decision.because) == (True, None, "Neither; we ask again in May")
    assert [one.text for one in decision.looked_back] == ["It was good to wait"]
    notebook.wish(plumbing.Undo(), plumbing.Undo())
    assert the_decision(notebook).chosen == "Go"


def test_open_decisions_come_first_and_are_meant_first(notebook: Notebook) -> None:
    notebook.wish(
        choices.MakeDecision(decision="move", because="No"),
        choices.FaceDecision(question="Move to Leipzig?"),
        choices.AddOption(decision="move", text="In autumn"),
    )
    first, second = decisions(notebook.pages)

    assert (first.is_made, [option.text for option in first.options]) == (False, ["In autumn"])
    assert second.is_made


def test_a_decision_may_be_due_today_and_not_before(notebook: Notebook) -> None:
    with pytest.raises(BadInput, match="has been already"):
        notebook.wish(choices.FaceDecision(question="Today?", by=TODAY - timedelta(days=1)))
    notebook.wish(choices.FaceDecision(question="Today?", by=TODAY))

    assert [row.by for row in notebook.pages.all(DECISIONS) if row.question == "Today?"] == [TODAY]


def test_facing_a_decision_with_its_options_is_one_act(notebook: Notebook) -> None:
    (act, *_) = acts(notebook.pages)
    assert act.texts == (
        "Move to Leipzig?: Something to decide",
        "Move to Leipzig?: One way to go: Go",
        "Move to Leipzig?: One way to go: Stay",
    )
    notebook.wish(plumbing.Undo())

    assert decisions(notebook.pages) == []


def test_what_was_weighed_and_decided_is_told_in_words(notebook: Notebook) -> None:
    notebook.wish(
        choices.WeighOption(decision="move", option="stay", value="family", toward=2, note="Mum"),
        choices.MakeDecision(decision="move", option="stay"),
    )
    decided, weighed = timeline(notebook.pages)[:2]

    assert (decided.title, decided.text) == ("Move to Leipzig?", "Decided: Stay")
    assert (weighed.text, weighed.note) == ("Stay leads clearly toward Family", "Mum")
