"""What the other side sees: each field by itself, and nothing beside it."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
import pytest

from tests.support.happenings import id_of
from tests.support.notebook import TODAY
from tests.support.share_scene import Owner
from whyward.journal.events.barriers import BarrierMet
from whyward.journal.events.plumbing import EventRetracted, PreferenceSet
from whyward.journal.events.shared import (
    SharedBarrier,
    SharedEntry,
    SharedGoal,
    SharedMoment,
    SharedProgress,
    SharedStep,
)
from whyward.journal.events.shares import Field
from whyward.journal.events.steps import StepTaken
from whyward.journal.intentions.barriers import AnswerBarrier, MeetBarrier
from whyward.journal.intentions.entries import BinEntry, EditEntry, UnbinEntry, WriteEntry
from whyward.journal.intentions.goals import AdjustGoal, CompleteGoal, LinkGoal, PauseGoal, ResumeGoal, SetGoal
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.intentions.values import AddValue, RewordValue
from whyward.journal.pages import Pages
from whyward.journal.sharing.aliases import alias_key
from whyward.journal.sharing.effective import effective
from whyward.journal.sharing.view import Shown, view

BEFORE = TODAY - timedelta(days=10)
EVERY = [field.value for field in Field]


def full_owner() -> Owner:
    """Return somebody with a goal, a value, steps, barriers and entries, some of them before the share."""
    owner = Owner()
    owner.later(-10)
    owner.wish(
        AddValue(name="Kindness", own_words="soft"),
        SetGoal(statement="Call a friend", why="I miss them", values=("Kindness",), tiny_version="Write one line"),
        SetGoal(statement="Another goal", why="mine alone"),
        TakeStep(goal="Call a friend", note="the first call"),
        MeetBarrier(kind="fear", goal="Call a friend", situation="at the phone"),
        WriteEntry(body="It was good to hear her", goals=("Call a friend",), title="A title"),
    )
    owner.later(10)
    owner.meet()
    owner.wish(
        TakeStep(goal="Call a friend", note="the second call"),
        TakeStep(goal="Call a friend"),
        TakeStep(goal="Another goal", note="not about it"),
        MeetBarrier(kind="my own word", goal="Call a friend", thoughts=("what if",)),
        AnswerBarrier(barrier=None, response="rested", learned="one may rest"),
        WriteEntry(body="A second entry", goals=("Call a friend",)),
        WriteEntry(body="Not about it"),
        WriteEntry(body="About the other one", goals=("Another goal",)),
        MeetBarrier(kind="shame", goal="Another goal"),
    )
    return owner


def shown(owner: Owner, fields: Sequence[str], *, starts: date = TODAY) -> Shown | None:
    """Return what is shown of the goal if these fields are granted."""
    owner.grant((owner.goal_ref("Call a friend"), fields), starts=starts)
    row = owner.row()
    found = view(owner.pages, effective(row, today=owner.today), alias_key=alias_key(row))
    return found[0] if found else None


def goal_shown(owner: Owner, *fields: str, starts: date = TODAY) -> SharedGoal:
    """Return the goal as it is shown."""
    found = shown(owner, fields, starts=starts)
    assert found is not None
    return found.goal


EACH = [
    ("statement", SharedGoal(statement="Call a friend")),
    ("value", SharedGoal(values=("Kindness",))),
    (
        "progress",
        SharedGoal(state="active", progress=SharedProgress(steps=2, days=1, last_on=TODAY, since=TODAY)),
    ),
    ("step_notes", SharedGoal(steps=(SharedStep(on=TODAY, note="the second call"),))),
    ("barriers_met", SharedGoal(barriers=(SharedBarrier(on=TODAY),))),
    (
        "barriers",
        SharedGoal(barriers=(SharedBarrier(on=TODAY, kind="other", custom="my own word", learned="one may rest"),)),
    ),
    ("why", SharedGoal(why="I miss them")),
    ("entries", SharedGoal(entries=(SharedEntry(on=TODAY, text="A second entry"),))),
    ("history", SharedGoal(history=(SharedMoment(on=BEFORE, what="chosen"),))),
]


@pytest.mark.parametrize(("field", "goal"), EACH, ids=[field for field, _ in EACH])
def test_each_field_shows_itself_and_nothing_else(field: str, goal: SharedGoal) -> None:
    assert goal_shown(full_owner(), field) == goal


def test_every_field_is_tried_above() -> None:
    assert [field for field, _ in EACH] == EVERY


def test_with_the_history_everything_counts_from_the_beginning() -> None:
    goal = goal_shown(full_owner(), *EVERY)

    assert goal.progress == SharedProgress(steps=3, days=2, last_on=TODAY)
    assert [step.note for step in goal.steps] == ["the second call", "the first call"]
    assert [(barrier.on, barrier.kind) for barrier in goal.barriers] == [(TODAY, "other"), (BEFORE, "fear")]
    assert [entry.on for entry in goal.entries] == [TODAY, BEFORE]


def test_only_that_something_was_met_is_not_more_beside_the_other_field() -> None:
    owner = full_owner()

    assert goal_shown(owner, "barriers", "barriers_met") == goal_shown(owner, "barriers")


def test_a_kind_of_barrier_that_nobody_knows_is_told_as_other() -> None:
    """A word of a newer version may be anything, also a sentence."""
    owner = full_owner()
    goal_id = bytes.fromhex(owner.goal_ref("Call a friend").removeprefix("goal:"))
    owner.tell(BarrierMet(barrier_id=id_of("b", 9), kind="My sister", goal_id=goal_id, occurred_at=1))

    assert goal_shown(owner, "barriers").barriers[0] == SharedBarrier(on=TODAY, kind="other")


def test_an_entry_in_the_bin_is_not_shown_and_comes_back_as_it_is_now() -> None:
    owner = full_owner()
    entry_id = owner.pages.search("second")[0].entry_id.hex()
    owner.wish(EditEntry(entry=entry_id, body="Said otherwise"))
    edited = goal_shown(owner, "entries")
    owner.wish(BinEntry(entry=entry_id))
    binned = shown(owner, ["entries"])
    owner.wish(UnbinEntry(entry=entry_id))

    assert edited.entries == (SharedEntry(on=TODAY, text="Said otherwise"),)
    assert binned is None
    assert goal_shown(owner, "entries") == edited


def test_values_are_shown_by_the_names_they_have_now_and_only_those_that_the_goal_serves() -> None:
    owner = full_owner()
    owner.wish(AddValue(name="Courage"), RewordValue(value="Kindness", name="Tenderness"))

    assert goal_shown(owner, "value").values == ("Tenderness",)

    owner.wish(LinkGoal(goal="Call a friend", value="Courage"))

    assert goal_shown(owner, "value").values == ("Tenderness", "Courage")


def test_the_history_is_told_in_words_of_ours() -> None:
    """Neither notes nor reasons nor the names of values are in it."""
    owner = full_owner()
    owner.wish(
        AdjustGoal(goal="Call a friend", tiny_version="Think of her", because="too_big", note="a note"),
        AdjustGoal(goal="Call a friend", tiny_version="Look at a photo", because="barrier"),
        PauseGoal(goal="Call a friend", why="too much"),
        ResumeGoal(goal="Call a friend"),
        CompleteGoal(goal="Call a friend", meaning="I can"),
    )
    told = goal_shown(owner, "history").history

    assert [moment.what for moment in told] == ["done", "taken_up", "rested", "changed", "made_smaller", "chosen"]


def test_the_state_goes_with_the_progress_and_its_words_stay_behind() -> None:
    owner = full_owner()
    owner.wish(CompleteGoal(goal="Call a friend", meaning="I can"))

    assert goal_shown(owner, "progress").state == "completed"
    assert goal_shown(owner, "statement").state is None


def test_what_was_taken_back_is_not_shown() -> None:
    owner = full_owner()
    owner.wish(TakeStep(goal="Call a friend", note="a slip"))
    owner.tell(EventRetracted(target_event_id=owner.recorded[-1].event.id, why="slip"))
    goal = goal_shown(owner, "step_notes", "progress")

    assert [step.note for step in goal.steps] == ["the second call"]
    assert goal.progress is not None
    assert goal.progress.steps == 2

    owner.wish(PauseGoal(goal="Call a friend"))
    owner.tell(EventRetracted(target_event_id=owner.recorded[-1].event.id, why="slip"))

    assert [moment.what for moment in goal_shown(owner, "history").history] == ["chosen"]

    set_id = next(one.event.id for one in owner.recorded if one.event.kind == "goal-set.1")
    ref = owner.goal_ref("Call a friend")
    owner.tell(EventRetracted(target_event_id=set_id, why="slip"))
    owner.grant((ref, ["statement"]))
    row = owner.row()

    assert view(owner.pages, effective(row, today=TODAY), alias_key=alias_key(row)) == ()


def test_a_goal_of_which_there_is_nothing_to_see_is_not_shown_at_all() -> None:
    owner = Owner()
    owner.meet()
    owner.wish(SetGoal(statement="Call a friend"))

    assert shown(owner, ["why", "entries", "barriers"]) is None


def test_an_occurrence_that_two_devices_told_counts_once() -> None:
    owner = full_owner()
    goal_id = bytes.fromhex(owner.goal_ref("Call a friend").removeprefix("goal:"))
    for number in range(2):
        owner.tell(
            StepTaken(
                taken_id=id_of("s", number), goal_id=goal_id, occurrence="monday", occurred_on=TODAY, how_much="all"
            )
        )
    progress = goal_shown(owner, "progress", "history").progress

    assert progress is not None
    assert progress.steps == owner.pages.progress()[goal_id].steps == 4


def test_days_end_when_the_person_says_that_they_end() -> None:
    owner = full_owner()
    owner.now_ms += (26 - 6) * 3_600_000  # Three at night, by the clock of the notebook.
    owner.tell(PreferenceSet(key="day_ends_at", value="00:00"))
    owner.wish(TakeStep(goal="Call a friend", note="at night"))
    next_day = goal_shown(owner, "step_notes").steps[0]
    owner.tell(PreferenceSet(key="day_ends_at", value="05:00"))

    assert next_day == SharedStep(on=TODAY + timedelta(days=1), note="at night")
    assert goal_shown(owner, "step_notes").steps[0] == SharedStep(on=TODAY, note="at night")


def test_nothing_is_read_but_what_is_granted() -> None:
    """Each way into the pages that a field does not need is closed."""

    class Closed(Pages):
        def entry(self, entry_id: bytes) -> None:
            raise AssertionError(entry_id)

        told = steps_toward = entries = search = progress = entry  # type: ignore[assignment]  # each of them must not be reached

    owner = full_owner()
    owner.grant((owner.goal_ref("Call a friend"), ["statement", "value", "why"]))
    row = owner.row()
    closed = Closed()
    closed.merge(owner.recorded)
    found = view(closed, effective(row, today=TODAY), alias_key=alias_key(row))

    assert found[0].goal == SharedGoal(statement="Call a friend", values=("Kindness",), why="I miss them")


def test_the_last_event_of_the_goal_is_noted_for_the_owner() -> None:
    owner = full_owner()
    made = owner.wish(AdjustGoal(goal="Call a friend", tiny_version="Think of her"))
    found = shown(owner, ["statement"])

    assert found is not None
    assert found.as_of == made[-1].event.id
    assert found.fields == {Field.STATEMENT}
    assert msgspec.msgpack.encode(found.goal).find(made[-1].event.id) == -1
