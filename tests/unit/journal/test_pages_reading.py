"""Rows that were read once are kept until they change: what is read is always what a fresh look would show."""

from tests.support.notebook import Notebook
from whyward.journal.folding.nouns import GOALS, VALUES
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.goals import AdjustGoal, CompleteGoal, SetGoal
from whyward.journal.intentions.plumbing import Redo, Undo
from whyward.journal.intentions.values import AddValue, RewordValue
from whyward.journal.names import find_goal
from whyward.journal.pages import Pages

WISHES: tuple[Intention, ...] = (
    AddValue(name="Calm"),
    SetGoal(statement="Call"),
    SetGoal(statement="Walk"),
    AdjustGoal(goal="Call", why="Because"),
    CompleteGoal(goal="Walk"),
    AddValue(name="Kindness"),
    RewordValue(value="Calm", name="Peace"),
    Undo(),
    Undo(),
    Redo(),
    SetGoal(statement="call"),
    Undo(ref=None),
)


def test_what_was_kept_is_what_a_fresh_look_shows() -> None:
    """Read everything after each wish, from pages that have read before and from pages that have not."""
    notebook = Notebook()
    for wish in WISHES:
        notebook.wish(wish)
        fresh = Pages.deserialize(notebook.pages.serialize())

        assert notebook.pages.all(GOALS) == fresh.all(GOALS)
        assert notebook.pages.all(VALUES) == fresh.all(VALUES)


def test_a_goal_spelt_exactly_so_comes_before_one_in_other_letters() -> None:
    """Both are there; the letters say which is meant."""
    notebook = Notebook()
    notebook.wish(SetGoal(statement="Call"), SetGoal(statement="call"))

    assert find_goal(notebook.pages, "Call").statement == "Call"
    assert find_goal(notebook.pages, "call").statement == "call"
