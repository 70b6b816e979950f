"""What a person calls a thing leads to one thing, or to a sentence that helps."""

import pytest

from tests.support.notebook import Notebook
from whyward.journal.errors import NotFound
from whyward.journal.folding.nouns import GOALS, VALUES
from whyward.journal.intentions.domains import RenameDomain
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.goals import CompleteGoal, SetGoal
from whyward.journal.intentions.values import AddValue, RetireValue
from whyward.journal.names import (
    Named,
    find,
    find_domain,
    find_entry,
    find_goal,
    find_thing,
    find_value,
)

A, B = bytes.fromhex("abcd" * 8), bytes.fromhex("abce" * 8)


def test_a_whole_id_comes_before_a_name_and_a_name_before_the_start_of_an_id() -> None:
    things = [Named(A, "abce"), Named(B, "calm")]

    assert find(A.hex(), things, "value") == A
    assert find("abce", things, "value") == A
    assert find("abceabce", things, "value") == B
    assert find("ABCEAB", things, "value") == B


@pytest.mark.parametrize("called", ["ängstlich", "A\u0308NGSTLICH", "  Ängstlich "])
def test_case_and_composition_of_letters_do_not_matter(called: str) -> None:
    assert find(called, [Named(A, "Ängstlich")], "value") == A


def test_three_digits_are_too_few() -> None:
    with pytest.raises(NotFound):
        find("abc", [Named(A, "calm")], "value")


def test_where_several_fit_they_are_listed_and_none_is_guessed() -> None:
    with pytest.raises(NotFound) as refusal:
        find("calm", [Named(A, "Calm"), Named(B, "calm")], "value")

    assert "abcdabcd" in refusal.value.hint
    assert "abceabce" in refusal.value.hint


def test_one_at_hand_comes_before_those_put_away() -> None:
    assert find("calm", [Named(A, "Calm", at_hand=False), Named(B, "calm")], "value") == B


def test_a_slip_of_the_finger_suggests_the_nearest() -> None:
    with pytest.raises(NotFound) as refusal:
        find("kidness", [Named(A, "Kindness"), Named(B, "Courage")], "value")

    assert refusal.value.hint == "Did you mean “Kindness”?"


def test_control_bytes_of_a_name_do_not_reach_the_sentence() -> None:
    with pytest.raises(NotFound) as refusal:
        find("\x1b]0;x\x07" + "y" * 500, [], "value")

    assert "\x1b" not in refusal.value.text
    assert len(refusal.value.text) < 120


def test_a_retired_value_can_still_be_named() -> None:
    notebook = Notebook()
    notebook.wish(AddValue(name="Calm"), RetireValue(value="calm"))

    assert find_value(notebook.pages, "calm").name == "Calm"
    notebook.wish(AddValue(name="Calm"))
    assert find_value(notebook.pages, "calm").status == "active"


def test_a_goal_is_named_by_the_start_of_its_words() -> None:
    notebook = Notebook()
    notebook.wish(SetGoal(statement="Call my sister"), CompleteGoal(goal="call"), SetGoal(statement="Call my brother"))

    assert find_goal(notebook.pages, "CALL MY S").status == "completed"
    assert find_goal(notebook.pages, "call").statement == "Call my brother"


def test_a_part_of_life_is_named_by_its_key_or_its_own_name() -> None:
    notebook = Notebook()
    notebook.wish(RenameDomain(domain="career", name="Work"))

    assert find_domain(notebook.pages, "career") == find_domain(notebook.pages, "work") == "career"
    with pytest.raises(NotFound):
        find_domain(notebook.pages, "money")


def test_anything_is_found_by_the_start_of_its_id() -> None:
    notebook = Notebook()
    notebook.wish(AddValue(name="Calm"), SetGoal(statement="Call"), WriteEntry(body="hello"))
    entry = next(notebook.pages.entries())
    start = entry.entry_id.hex()[:8]

    assert find_entry(notebook.pages, start.upper()) == entry
    assert find_thing(notebook.pages, start) == find_thing(notebook.pages, f"entry:{start}")
    assert find_thing(notebook.pages, "calm").startswith("value:")
    assert find_thing(notebook.pages, "call").startswith("goal:")
    for nothing in ("ffffffff", "xyz", "", "entry:"):
        with pytest.raises(NotFound):
            find_thing(notebook.pages, nothing)
        with pytest.raises(NotFound):
            find_entry(notebook.pages, nothing)


def test_a_whole_id_is_found_whatever_is_called_the_same() -> None:
    """Programs name things by whole ids; a name that looks like one does not stand in the way."""
    notebook = Notebook()
    notebook.wish(AddValue(name="Calm"))
    value_id = notebook.pages.all(VALUES)[0].value_id
    notebook.wish(AddValue(name=value_id.hex()), SetGoal(statement="Call"))
    goal_id = notebook.pages.all(GOALS)[0].goal_id

    assert find_value(notebook.pages, value_id.hex().upper()).name == "Calm"
    assert find_goal(notebook.pages, goal_id.hex()).statement == "Call"
    with pytest.raises(NotFound):
        find_goal(notebook.pages, value_id.hex())
