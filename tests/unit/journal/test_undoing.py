"""Taking back and bringing back: whole acts, on every device, the quieter side first."""

import pytest

from tests.support.happenings import LAPTOP, PHONE
from tests.support.notebook import Notebook
from whyward.journal.errors import NotFound, Refused
from whyward.journal.folding.nouns import GOALS, VALUES
from whyward.journal.intentions.goals import CompleteGoal, SetGoal
from whyward.journal.intentions.plumbing import Redo, Undo
from whyward.journal.intentions.values import AddValue, RewordValue


def status(notebook: Notebook) -> str:
    """Return the state of the one goal there is."""
    return notebook.pages.all(GOALS)[0].status


@pytest.fixture(name="pair")
def two_notebooks() -> tuple[Notebook, Notebook]:
    """A laptop and a phone that both know a goal that is done."""
    laptop, phone = Notebook(LAPTOP), Notebook(PHONE)
    phone.hear(laptop.wish(SetGoal(statement="Call"), CompleteGoal(goal="call")))
    return laptop, phone


def test_undo_takes_back_an_act_whole_and_redo_brings_it_back_whole() -> None:
    notebook = Notebook()
    notebook.wish(AddValue(name="Calm", domains=("health", "career")))
    before = notebook.pages.all(VALUES)
    taken = notebook.wish(Undo())

    assert len(taken) == 3
    assert notebook.pages.all(VALUES) == []
    notebook.wish(Redo())
    assert notebook.pages.all(VALUES) == before


def test_undo_again_takes_back_what_was_before_and_redo_comes_back_in_turn(pair: tuple[Notebook, Notebook]) -> None:
    notebook, _ = pair
    notebook.wish(Undo(), Undo())
    assert notebook.pages.all(GOALS) == []
    with pytest.raises(Refused):
        notebook.wish(Undo())

    notebook.wish(Redo())
    assert status(notebook) == "active"
    notebook.wish(Redo())
    assert status(notebook) == "completed"
    with pytest.raises(Refused):
        notebook.wish(Redo())
    notebook.wish(Undo())
    assert status(notebook) == "active"


def test_undo_after_a_redo_takes_back_the_act_itself_again(pair: tuple[Notebook, Notebook]) -> None:
    notebook, _ = pair
    done = notebook.recorded[-1].event
    notebook.wish(Undo(), Redo())
    (again,) = notebook.wish(Undo())

    assert again.event.kind == "event-retracted.1"
    assert done.id in again.event.body


def test_undo_is_of_this_device_unless_an_id_says_otherwise(pair: tuple[Notebook, Notebook]) -> None:
    laptop, phone = pair
    with pytest.raises(Refused):
        phone.wish(Undo())
    done = laptop.recorded[-1].event
    phone.wish(Undo(ref=done.id.hex()[:8]))

    assert status(phone) == "active"
    with pytest.raises(Refused):
        phone.wish(Undo(ref=done.act.hex()))


def test_undo_of_an_undo_by_its_id_is_a_redo(pair: tuple[Notebook, Notebook]) -> None:
    notebook, _ = pair
    undone = notebook.wish(Undo())
    again = notebook.wish(Undo(ref=undone[0].event.act.hex()))
    assert [one.event.kind for one in again] == ["retraction-withdrawn.1"]
    assert status(notebook) == "completed"

    notebook.wish(Undo(ref=again[0].event.id.hex()))
    assert status(notebook) == "active"


def test_one_redo_does_not_undo_the_undo_of_another_device(pair: tuple[Notebook, Notebook]) -> None:
    laptop, phone = pair
    done = laptop.recorded[-1].event.act.hex()
    by_laptop, by_phone = laptop.wish(Undo(ref=done)), phone.wish(Undo(ref=done))
    laptop.hear(by_phone)
    phone.hear(by_laptop)
    phone.hear(laptop.wish(Redo()))
    assert status(laptop) == status(phone) == "active"

    laptop.hear(phone.wish(Redo()))
    assert status(laptop) == status(phone) == "completed"


def test_a_retraction_that_comes_first_waits_for_its_target(pair: tuple[Notebook, Notebook]) -> None:
    laptop, _ = pair
    undone = laptop.wish(Undo())
    late = Notebook(PHONE)
    late.hear(undone)
    late.hear(laptop.recorded[:2])

    assert status(late) == "active"
    assert late.pages.state_hash() == laptop.pages.state_hash()


def test_an_act_without_anything_that_stands_is_said_to_be_taken_back() -> None:
    notebook = Notebook()
    (renamed,) = notebook.wish(AddValue(name="Calm"), RewordValue(value="calm", name="Peace"))[1:]
    notebook.wish(Undo())
    with pytest.raises(Refused, match="taken back already"):
        notebook.wish(Undo(ref=renamed.event.id.hex()))
    with pytest.raises(NotFound):
        notebook.wish(Undo(ref=b"nothing".hex()))
    assert notebook.pages.all(VALUES)[0].name == "Calm"


def test_undo_of_a_thing_takes_back_its_latest_act_that_stands(pair: tuple[Notebook, Notebook]) -> None:
    """The id that a command prints is the thing's: that is the one people will try."""
    notebook, _ = pair
    goal = notebook.pages.all(GOALS)[0].goal_id.hex()
    notebook.wish(AddValue(name="Calm"))

    notebook.wish(Undo(ref=goal[:8]))

    assert status(notebook) == "active"
    assert notebook.pages.all(VALUES), "what was recorded later is not touched"
    notebook.wish(Undo(ref=goal))
    assert notebook.pages.all(GOALS) == []
    with pytest.raises(NotFound):
        notebook.wish(Undo(ref=goal))
