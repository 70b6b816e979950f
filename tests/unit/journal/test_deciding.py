"""Wishes become facts, or are refused with what is so and what can be done."""

from datetime import date

import msgspec
import pytest

from tests.support.happenings import START_MS, id_of
from tests.support.notebook import TODAY, Notebook
from whyward.journal.decide.facts import BODY_BYTES_MAX
from whyward.journal.errors import BadInput, JournalError, NotFound, Refused
from whyward.journal.folding.nouns import BARRIERS, GOALS, PREFERENCES, VALUES
from whyward.journal.intentions import barriers, domains, entries, goals, plumbing, steps, values
from whyward.journal.intentions.any import Intention
from whyward.protocol.canonical import encoded
from whyward.protocol.limits import EVENT_BYTES_MAX


@pytest.fixture(name="notebook")
def a_notebook() -> Notebook:
    """Someone with two values, a goal, an entry and a barrier."""
    notebook = Notebook()
    notebook.wish(
        values.AddValue(name="Authenticity", domains=("relationships",)),
        values.AddValue(name="Kindness"),
        goals.SetGoal(statement="Speak up gently", values=("authenticity",)),
        entries.WriteEntry(body="Silent again."),
        barriers.MeetBarrier(kind="fear", goal="speak"),
    )
    return notebook


REFUSED: list[tuple[Intention, type[JournalError], str]] = [
    (values.AddValue(name=" "), BadInput, "is empty"),
    (values.AddValue(name="KINDNESS"), Refused, "already one of your values"),
    (values.AddValue(name="Calm", domains=("money",)), NotFound, "No domain"),
    (values.RewordValue(value="kindness"), BadInput, "no new words"),
    (values.RewordValue(value="kindness", name="authenticity"), Refused, "already one of your values"),
    (values.RankValues(values=()), BadInput, "No value was named"),
    (values.RankValues(values=("kidness",)), NotFound, "No value"),
    (values.PlaceValue(value="kindness", domain="health", shows_up="lots"), BadInput, "word for how much"),
    (values.UnplaceValue(value="kindness", domain="health"), Refused, "not placed there"),
    (values.CheckOwnership(value="kindness", mine=11, pressure=0), BadInput, "0 to 10"),
    (values.NoteTension(values=("kindness", "Kindness"), situation="x"), BadInput, "two values"),
    (values.RestoreValue(value="kindness"), Refused, "already with you"),
    (values.RetireValue(value="kindness", merged_into="kindness"), NotFound, "into itself"),
    (values.RetireValue(value="kindness", why="bored"), BadInput, "reason"),
    (domains.ShowDomain(domain="health"), Refused, "already shown"),
    (domains.OrderDomains(domains=()), BadInput, "No part of life"),
    (domains.RenameDomain(domain="health", name="a\nb"), BadInput, "more than one line"),
    (goals.SetGoal(statement=""), BadInput, "is empty"),
    (goals.SetGoal(statement="x", per="fortnight"), BadInput, "stretch of time"),
    (goals.SetGoal(statement="x", target=float("nan")), BadInput, "not a number"),
    (goals.SetGoal(statement="x", starts_on=TODAY, ends_on=date(2026, 3, 1)), BadInput, "before it starts"),
    (goals.AdjustGoal(goal="speak"), BadInput, "Nothing would change"),
    (goals.LinkGoal(goal="speak", value="authenticity"), Refused, "already serves"),
    (goals.UnlinkGoal(goal="speak", value="kindness"), Refused, "does not serve"),
    (goals.ResumeGoal(goal="speak"), Refused, "is active"),
    (goals.ReopenGoal(goal="speak"), Refused, "is active"),
    (goals.CompleteGoal(goal="sing"), NotFound, "No goal"),
    (goals.CompleteGoal(goal="speak", on=date(2026, 3, 9)), BadInput, "has not come yet"),
    (steps.TakeStep(), BadInput, "what it was toward"),
    (steps.TakeStep(goal="speak", how_much="half"), BadInput, "size of step"),
    (steps.TakeStep(goal="speak", on=date(2026, 3, 9)), BadInput, "has not come yet"),
    (steps.NoticeWin(text="\0"), BadInput, "control character"),
    (entries.WriteEntry(body="x" * 300 * 1024), BadInput, "That is 300 KiB; one entry holds up to 255 KiB"),
    (entries.WriteEntry(body="x" * BODY_BYTES_MAX), BadInput, "That is 256 KiB"),
    (entries.WriteEntry(body="\ud800"), BadInput, "half of a character"),
    (entries.EditEntry(entry="ffff", body="x"), NotFound, "No entry"),
    (entries.UnbinEntry(entry="ffff"), NotFound, "No entry"),
    (barriers.AnswerBarrier(response="flew"), BadInput, "answer"),
    (barriers.AnswerBarrier(barrier="ffff", response="rested"), NotFound, "No barrier"),
    (barriers.MeetBarrier(kind="fear", letters=("X",)), BadInput, "F, E, A and R"),
    (plumbing.Undo(ref="ffff"), NotFound, "No act"),
    (plumbing.Undo(ref="not an id"), NotFound, "No act"),
    (plumbing.Redo(), Refused, "nothing to bring back"),
    (plumbing.SetPreference(key="mood", value=1), BadInput, "preference"),
    (plumbing.SetPreference(key="day-ends-at", value="25:00"), BadInput, "A day ends"),
]


@pytest.mark.parametrize(("wish", "error", "says"), REFUSED, ids=lambda one: type(one).__name__)
def test_a_refused_wish_records_nothing_and_says_what_next(
    notebook: Notebook, wish: Intention, error: type[JournalError], says: str
) -> None:
    before = notebook.pages.state_hash()
    with pytest.raises(error) as refusal:
        notebook.wish(wish)

    assert type(refusal.value) is error
    assert says in refusal.value.text
    assert not refusal.value.text.endswith(".")
    assert refusal.value.hint.endswith((".", "?"))
    assert notebook.pages.state_hash() == before


def test_what_is_pointless_where_a_goal_stands_is_refused(notebook: Notebook) -> None:
    pointless: dict[Intention, list[Intention]] = {
        goals.PauseGoal(goal="speak"): [goals.PauseGoal(goal="speak"), goals.ReopenGoal(goal="speak")],
        goals.CompleteGoal(goal="speak"): [goals.CompleteGoal(goal="speak"), goals.LetGoalGo(goal="speak")],
    }
    for wish, then in pointless.items():
        notebook.wish(wish)
        for pointless_now in then:
            with pytest.raises(Refused):
                notebook.wish(pointless_now)
    notebook.wish(goals.ReopenGoal(goal="speak"))

    assert notebook.pages.all(GOALS)[0].status == "active"


def test_a_value_goes_to_rest_and_comes_back(notebook: Notebook) -> None:
    notebook.wish(values.RestValue(value="kindness", until=date(2026, 5, 1)))
    with pytest.raises(Refused):
        notebook.wish(values.RestValue(value="kindness"))
    with pytest.raises(Refused, match="resting"):
        notebook.wish(values.AddValue(name="kindness"))
    notebook.wish(values.RestoreValue(value="kindness"), values.RetireValue(value="kindness", why="never-mine"))
    with pytest.raises(Refused):
        notebook.wish(values.RestValue(value="kindness"))
    with pytest.raises(Refused):
        notebook.wish(values.RetireValue(value="kindness"))

    kindness = next(row for row in notebook.pages.all(VALUES) if row.name == "Kindness")
    assert (kindness.status, kindness.retired_because) == ("retired", "never_mine")


def test_the_longest_text_that_fits_becomes_an_event_that_fits() -> None:
    (event,) = (one.event for one in Notebook().wish(entries.WriteEntry(body="x" * (BODY_BYTES_MAX - 64))))

    assert len(encoded(event)) <= EVENT_BYTES_MAX


def test_all_facts_of_one_wish_are_one_act_in_strict_order() -> None:
    made = Notebook().wish(values.AddValue(name="Calm", domains=("health", "career", "health")))

    assert len(made) == 3
    assert len({one.event.act for one in made}) == 1
    assert len({one.event.id for one in made}) == 3
    assert [one.event.hlc for one in made] == sorted({one.event.hlc for one in made})


def test_an_edit_made_after_seeing_another_comes_after_it_whatever_the_clocks_say() -> None:
    ahead, behind = Notebook(), Notebook()
    ahead.now_ms = START_MS + 10**9
    behind.hear(ahead.wish(values.AddValue(name="Calm")))
    behind.wish(values.RewordValue(value="calm", name="Peace"))

    assert behind.pages.all(VALUES)[0].name == "Peace"


def test_a_step_told_later_happened_on_its_day(notebook: Notebook) -> None:
    (made,) = notebook.wish(steps.TakeStep(goal="speak", on=date(2026, 3, 1)))
    (step,) = notebook.pages.steps_toward(notebook.pages.all(GOALS)[0].goal_id)

    assert msgspec.to_builtins(step.body)["occurred_on"] == "2026-03-01"
    assert made.event.at < START_MS


def test_a_goal_knows_how_often_it_is_meant(notebook: Notebook) -> None:
    notebook.wish(goals.SetGoal(statement="Walk", target=3, unit="walks", per="week"))
    walk = next(row for row in notebook.pages.all(GOALS) if row.statement == "Walk")

    assert (walk.kind, walk.measure, walk.per) == ("repeating", "count", "week")


def test_an_adjusted_goal_may_lose_a_field(notebook: Notebook) -> None:
    notebook.wish(goals.AdjustGoal(goal="speak", tiny_version="one word", ends_on=TODAY, because="too-big"))
    notebook.wish(goals.AdjustGoal(goal="speak", ends_on=None))
    goal = notebook.pages.all(GOALS)[0]

    assert (goal.tiny_version, goal.ends_on) == ("one word", None)


def test_a_barrier_of_ones_own_keeps_its_word(notebook: Notebook) -> None:
    notebook.wish(barriers.MeetBarrier(kind="the dog"), barriers.AnswerBarrier(response="rested", learned="dogs sleep"))
    dog = next(row for row in notebook.pages.all(BARRIERS) if row.custom == "the dog")

    assert (dog.kind, dog.response, dog.learned) == ("other", "rested", "dogs sleep")


def test_a_preference_is_kept(notebook: Notebook) -> None:
    notebook.wish(plumbing.SetPreference(key="day-ends-at", value="05:30"))

    assert notebook.pages.day_ends_at == 330
    assert notebook.pages.all(PREFERENCES)[0].key == "day_ends_at"


def test_a_base_that_is_no_id_is_refused(notebook: Notebook) -> None:
    entry = next(notebook.pages.entries()).entry_id.hex()
    for base in ("xyz", id_of("e", 1).hex()[:-2] + "zz"):
        with pytest.raises(BadInput):
            notebook.wish(entries.EditEntry(entry=entry, body="x", base=base))
