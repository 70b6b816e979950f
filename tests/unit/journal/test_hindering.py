"""What is in the way can be said more of, expected, met with a tool and told; what does not fit is refused."""

import pytest

from tests.support.notebook import Notebook
from whyward.journal.errors import BadInput, JournalError, NotFound
from whyward.journal.events.barriers import BarrierDescribed
from whyward.journal.events.reading import body_of
from whyward.journal.folding.nouns import BARRIERS, GOALS
from whyward.journal.intentions import barriers, goals, plumbing, tools, values
from whyward.journal.intentions.any import Intention
from whyward.journal.projections.barriers import Barrier, barrier_shown, expected
from whyward.journal.projections.barriers import barriers as every_barrier
from whyward.journal.projections.timeline import timeline


@pytest.fixture(name="notebook")
def a_notebook() -> Notebook:
    """Somebody who wants to speak up, and is afraid."""
    notebook = Notebook()
    notebook.wish(
        values.AddValue(name="Authenticity"),
        goals.SetGoal(statement="Speak up gently", values=("authenticity",)),
        barriers.MeetBarrier(kind="fear", goal="speak", strength=7, thoughts=("They will leave",)),
    )
    return notebook


def the_barrier(notebook: Notebook) -> Barrier:
    """The only one there is, as a face sees it."""
    (row,) = notebook.pages.all(BARRIERS)
    shown = barrier_shown(notebook.pages, row.barrier_id)
    assert shown is not None
    return shown


REFUSED: list[tuple[Intention, type[JournalError], str]] = [
    (barriers.DescribeBarrier(), BadInput, "Nothing would change"),
    (barriers.DescribeBarrier(strength=7, thoughts=("They will leave",)), BadInput, "Nothing would change"),
    (barriers.DescribeBarrier(strength=11), BadInput, "0 to 10"),
    (barriers.DescribeBarrier(letters=("X",)), BadInput, "F, E, A and R"),
    (barriers.DescribeBarrier(goal="sing"), NotFound, "No goal"),
    (barriers.DescribeBarrier(barrier="ffff", strength=1), NotFound, "No barrier"),
    (barriers.ExpectBarrier(goal="sing", kind="fear"), NotFound, "No goal"),
    (tools.TryTool(tool_id="not an id", tool_version=1), BadInput, "That tool is not one"),
    (tools.TryTool(tool_id="fear.name", tool_version=0), BadInput, "version"),
    (tools.TryTool(tool_id="fear.name", tool_version=1, minutes=-1), BadInput, "Minutes"),
    (tools.TryTool(tool_id="fear.name", tool_version=1, barrier="ffff"), NotFound, "No barrier"),
    (
        tools.TryTool(tool_id="fear.name", tool_version=1, answers=(tools.Said("a", "x"), tools.Said("a", "y"))),
        BadInput,
        "Two answers",
    ),
    (
        tools.TryTool(tool_id="fear.name", tool_version=1, answers=(tools.Said("a b", "x"),)),
        BadInput,
        "That question is not one",
    ),
    (tools.RateTool(helped="a-lot"), NotFound, "No tool has been tried"),
]


@pytest.mark.parametrize(("wish", "error", "says"), REFUSED, ids=lambda one: type(one).__name__)
def test_what_does_not_fit_is_refused_and_nothing_is_recorded(
    notebook: Notebook, wish: Intention, error: type[JournalError], says: str
) -> None:
    before = notebook.pages.state_hash()
    with pytest.raises(error) as refusal:
        notebook.wish(wish)

    assert says in refusal.value.text
    assert refusal.value.hint.endswith(".")
    assert notebook.pages.state_hash() == before


def test_more_can_be_said_later_and_a_field_emptied(notebook: Notebook) -> None:
    notebook.wish(
        barriers.DescribeBarrier(feelings=("tense",), body=("tight throat",), letters=("f", "A", "F"), external=False),
        barriers.DescribeBarrier(goal=None, strength=5, situation=" "),
    )
    shown = the_barrier(notebook)

    assert (shown.kind, shown.strength, shown.thoughts) == ("fear", 5, ("They will leave",))
    assert (shown.feelings, shown.body, shown.letters) == (("tense",), ("tight throat",), ("F", "A"))
    assert shown.goal_id is None
    assert shown.external is False


def test_an_event_holds_no_more_than_what_became_different(notebook: Notebook) -> None:
    (made,) = notebook.wish(barriers.DescribeBarrier(strength=7, situation="At dinner"))
    body = body_of(made.event.kind, made.event.body)

    assert isinstance(body, BarrierDescribed)
    assert body.changes == type(body.changes)(situation="At dinner")


def test_another_kind_takes_the_word_of_the_kind_before_with_it(notebook: Notebook) -> None:
    notebook.wish(barriers.DescribeBarrier(kind="stage fright"))
    assert (the_barrier(notebook).kind, the_barrier(notebook).custom) == ("other", "stage fright")
    notebook.wish(barriers.DescribeBarrier(kind="shame"))

    assert (the_barrier(notebook).kind, the_barrier(notebook).custom) == ("shame", None)


def test_what_is_expected_stands_with_its_goal_and_is_no_barrier_met(notebook: Notebook) -> None:
    notebook.wish(barriers.ExpectBarrier(goal="speak", kind="stage-fright", text="Sunday dinner"))
    (goal,) = notebook.pages.all(GOALS)

    assert [(one.kind, one.custom, one.text) for one in goal.expects] == [("other", "stage-fright", "Sunday dinner")]
    assert [(one.custom, one.goal) for one in expected(notebook.pages)] == [("stage-fright", "Speak up gently")]
    assert len(every_barrier(notebook.pages)) == 1
    assert timeline(notebook.pages)[0].text == "Foreseen as something in the way: stage-fright"
    notebook.wish(goals.LetGoalGo(goal="speak"))
    assert expected(notebook.pages) == []
    assert len(expected(notebook.pages, goal_id=goal.goal_id)) == 1


def test_tries_stand_in_order_each_with_the_strength_before_and_after(notebook: Notebook) -> None:
    notebook.wish(
        tools.TryTool(
            tool_id="fear.name",
            tool_version=1,
            answers=(tools.Said("where", " My throat "), tools.Said("name", " ")),
            minutes=3,
        ),
        tools.RateTool(after_strength=5, helped="a-bit"),
        tools.TryTool(tool_id="fear.room", tool_version=1),
        tools.RateTool(helped="a-lot", note="It passed"),
    )
    first, second = the_barrier(notebook).tries

    assert [(answer.question_id, answer.text) for answer in first.answers] == [("where", "My throat")]
    assert (first.tool_id, first.minutes, first.before, first.after, first.helped) == ("fear.name", 3, 7, 5, "a_bit")
    assert (second.before, second.after, second.helped, second.note) == (5, None, "a_lot", "It passed")
    notebook.wish(tools.TryTool(tool_id="fear.name", tool_version=1))
    assert [one.is_rated for one in the_barrier(notebook).tries] == [True, True, False]


@pytest.mark.parametrize(("minutes", "version"), [(0, 1), (1440, 9999)])
def test_a_try_takes_no_time_or_a_day(notebook: Notebook, minutes: int, version: int) -> None:
    notebook.wish(tools.TryTool(tool_id="fear.name", tool_version=version, minutes=minutes))
    (one,) = the_barrier(notebook).tries

    assert one.minutes == minutes


def test_the_last_word_about_a_try_counts_and_an_undo_brings_the_one_before_back(notebook: Notebook) -> None:
    notebook.wish(
        tools.TryTool(tool_id="fear.name", tool_version=1),
        tools.RateTool(after_strength=2, helped="a-lot"),
        tools.RateTool(helped="made-it-harder"),
    )
    (last,) = the_barrier(notebook).tries
    assert (last.after, last.helped) == (None, "made_it_harder")
    notebook.wish(plumbing.Undo())

    (before,) = the_barrier(notebook).tries
    assert (before.after, before.helped) == (2, "a_lot")


def test_a_word_about_a_try_that_was_taken_back_waits_for_it(notebook: Notebook) -> None:
    (tried,) = notebook.wish(tools.TryTool(tool_id="fear.name", tool_version=1))
    notebook.wish(tools.RateTool(helped="a-bit"), plumbing.Undo(ref=tried.event.act.hex()))
    assert the_barrier(notebook).tries == ()
    notebook.wish(plumbing.Redo())

    assert [one.helped for one in the_barrier(notebook).tries] == ["a_bit"]


def test_a_try_can_be_named_by_the_start_of_its_id(notebook: Notebook) -> None:
    notebook.wish(
        tools.TryTool(tool_id="fear.name", tool_version=1), tools.TryTool(tool_id="fear.room", tool_version=1)
    )
    first = the_barrier(notebook).tries[0]
    notebook.wish(tools.RateTool(attempt=first.id.hex()[:8], helped="not-really"))

    assert [one.helped for one in the_barrier(notebook).tries] == ["not_really", None]


def test_nothing_said_about_a_try_is_nothing_to_record(notebook: Notebook) -> None:
    notebook.wish(tools.TryTool(tool_id="fear.name", tool_version=1))
    with pytest.raises(BadInput, match="Nothing was said"):
        notebook.wish(tools.RateTool(note=" "))


def test_what_happened_is_told_without_what_was_written_into_the_tool(notebook: Notebook) -> None:
    answers = (tools.Said("name", "a deep secret"),)
    notebook.wish(
        tools.TryTool(tool_id="fear.name", tool_version=1, answers=answers),
        tools.RateTool(helped="a-bit"),
        barriers.DescribeBarrier(strength=2),
    )
    said = [f"{moment.title}{moment.text}{moment.note or ''}" for moment in timeline(notebook.pages)][:3]

    assert said == [
        "More said about fear",
        "After a tool, with fear: it helped a bit",
        "A tool tried with fear in the way",
    ]
