"""Two devices that did not see each other say different things: any order comes to the same, and the rule holds."""

from collections.abc import Sequence
from itertools import permutations

from tests.support.happenings import LAPTOP, PHONE, id_of, recorded
from whyward.journal.events import barriers as b
from whyward.journal.events import choices as c
from whyward.journal.events import goals as g
from whyward.journal.events import plumbing as p
from whyward.journal.events import tools as t
from whyward.journal.events.envelope import Recorded
from whyward.journal.folding.nouns import BARRIERS, GOALS
from whyward.journal.folding.nouns_hindering import CHOICES, DECISIONS
from whyward.journal.pages import Pages

BARRIER, GOAL, DECISION = id_of("b", 0), id_of("g", 0), id_of("d", 0)
GO, STAY, FAMILY = id_of("o", 0), id_of("o", 1), id_of("v", 0)
MET = recorded(b.BarrierMet(barrier_id=BARRIER, kind="fear", strength=8, occurred_at=1), 1)
FACED = recorded(c.DecisionFaced(decision_id=DECISION, question="Move?"), 1)


def in_every_order(events: Sequence[Recorded]) -> Pages:
    """Merge the events in every order, one by one, read after each; return the pages they all come to."""
    found: list[Pages] = []
    for order in permutations(events):
        pages = Pages()
        for one in order:
            pages.merge([one])
            pages.state_hash()
        found.append(pages)
    assert len({pages.state_hash() for pages in found}) == 1
    return found[0]


def test_each_field_of_a_description_keeps_its_last_word() -> None:
    """LWW by field: the phone's later word on strength does not touch the laptop's on thoughts."""
    laptop = b.BarrierChanges(strength=5, thoughts=("I can't",), custom="the dread")
    phone = b.BarrierChanges(strength=2, custom=None)
    pages = in_every_order(
        [
            MET,
            recorded(b.BarrierDescribed(barrier_id=BARRIER, changes=laptop), 5, device=LAPTOP, number=11),
            recorded(b.BarrierDescribed(barrier_id=BARRIER, changes=phone), 6, device=PHONE, number=12),
        ]
    )
    (row,) = pages.all(BARRIERS)

    assert (row.kind, row.strength, row.thoughts, row.custom) == ("fear", 2, ("I can't",), None)


def test_tries_of_two_devices_are_both_kept_and_each_keeps_its_last_rating() -> None:
    tried = [
        recorded(
            t.ToolTried(barrier_id=BARRIER, try_id=id_of("y", at), tool_id="fear.name", tool_version=1),
            5,
            device=device,
            number=11 + at,
        )
        for at, device in enumerate((LAPTOP, PHONE))
    ]
    first = t.ToolRated(barrier_id=BARRIER, try_id=id_of("y", 0), helped="a_lot", after_strength=2)
    second = t.ToolRated(barrier_id=BARRIER, try_id=id_of("y", 0), helped="a_bit")
    pages = in_every_order(
        [MET, *tried, recorded(first, 7, device=LAPTOP, number=13), recorded(second, 7, device=PHONE, number=14)]
    )
    (row,) = pages.all(BARRIERS)

    assert [one.try_id for one in row.tries] == [id_of("y", 0), id_of("y", 1)]
    assert [(one.helped, one.after_strength) for one in row.tries] == [("a_bit", None), (None, None)]


def test_a_try_told_twice_is_one_and_the_first_in_the_order_stands() -> None:
    told = [
        recorded(
            t.ToolTried(barrier_id=BARRIER, try_id=id_of("y", 0), tool_id=tool_id, tool_version=1),
            5,
            device=device,
            number=number,
        )
        for tool_id, device, number in (("fear.name", LAPTOP, 11), ("fear.room", PHONE, 12))
    ]
    pages = in_every_order([MET, *told])

    assert [one.tool_id for one in pages.all(BARRIERS)[0].tries] == ["fear.name"]


def test_a_rating_that_comes_before_its_try_waits_for_it() -> None:
    pages = in_every_order(
        [
            MET,
            recorded(t.ToolRated(barrier_id=BARRIER, try_id=id_of("y", 0), helped="a_bit"), 3),
            recorded(t.ToolTried(barrier_id=BARRIER, try_id=id_of("y", 0), tool_id="fear.name", tool_version=1), 4),
        ]
    )

    assert [one.helped for one in pages.all(BARRIERS)[0].tries] == ["a_bit"]


def test_what_two_devices_expect_before_a_goal_is_all_kept_once() -> None:
    goal = recorded(g.GoalSet(goal_id=GOAL, statement="x", kind="once", measure="done", proposed_by="me"), 1)
    expected = [b.BarrierExpected(goal_id=GOAL, expect_id=id_of("x", at), kind="fear") for at in range(2)]
    pages = in_every_order(
        [
            goal,
            recorded(expected[0], 5, device=LAPTOP, number=11),
            recorded(expected[1], 5, device=PHONE, number=12),
            recorded(expected[0], 6, device=PHONE, number=13),
        ]
    )

    assert [one.expect_id for one in pages.all(GOALS)[0].expects] == [id_of("x", 0), id_of("x", 1)]


def test_each_option_and_value_keep_their_last_weight_and_no_other_is_touched() -> None:
    """LWW by option and value; both options of two devices stay."""
    go, stay = (
        recorded(c.OptionAdded(decision_id=DECISION, option_id=option, text=text), 2, device=device, number=number)
        for option, text, device, number in ((GO, "Go", LAPTOP, 11), (STAY, "Stay", PHONE, 12))
    )
    weighed = [
        recorded(
            c.OptionWeighed(decision_id=DECISION, option_id=option, value_id=FAMILY, toward=toward),
            5,
            device=device,
            number=number,
        )
        for option, toward, device, number in ((GO, -2, LAPTOP, 13), (GO, 2, PHONE, 14), (STAY, 1, LAPTOP, 15))
    ]
    (row,) = in_every_order([FACED, go, stay, *weighed]).all(DECISIONS)

    assert [option.text for option in row.options] == ["Go", "Stay"]
    assert {weight.option_id: weight.toward for weight in row.weights} == {GO: 2, STAY: 1}


def test_of_two_decisions_the_later_one_counts_and_both_looks_back_are_kept() -> None:
    go = recorded(c.OptionAdded(decision_id=DECISION, option_id=GO, text="Go"), 2, number=10)
    (row,) = in_every_order(
        [
            FACED,
            go,
            recorded(c.DecisionMade(decision_id=DECISION, option_id=GO), 5, device=PHONE, number=11),
            recorded(c.DecisionMade(decision_id=DECISION, because="Not now"), 6, device=LAPTOP, number=12),
            recorded(c.DecisionLookedBackOn(decision_id=DECISION, text="one"), 7, device=PHONE, number=13),
            recorded(c.DecisionLookedBackOn(decision_id=DECISION, text="two"), 7, device=LAPTOP, number=14),
        ]
    ).all(DECISIONS)

    assert (row.is_made, row.chosen_id, row.because) == (True, None, "Not now")
    assert {one.text for one in row.looked_back} == {"one", "two"}


def test_an_option_that_was_taken_back_takes_its_weights_with_it_and_brings_them_again() -> None:
    added = recorded(c.OptionAdded(decision_id=DECISION, option_id=GO, text="Go"), 2, number=11)
    weight = recorded(
        c.OptionWeighed(decision_id=DECISION, option_id=GO, value_id=FAMILY, toward=1), 3, device=PHONE, number=12
    )
    undone = recorded(p.EventRetracted(target_event_id=added.event.id, why="undo"), 4, number=13)
    (gone,) = in_every_order([FACED, added, weight, undone]).all(DECISIONS)
    redone = recorded(p.RetractionWithdrawn(target_event_id=undone.event.id), 5, number=14)
    (back,) = in_every_order([FACED, added, weight, undone, redone]).all(DECISIONS)

    assert (gone.options, gone.weights) == ((), ())
    assert [weight.toward for weight in back.weights] == [1]


def test_a_moment_of_choice_told_twice_is_one() -> None:
    """The same id from two devices: the one that comes first in the order stands."""
    noted = [c.ChoicePointNoted(choice_id=id_of("c", 0), occurred_at=1, situation=text, went="both") for text in "xy"]
    pages = in_every_order(
        [recorded(noted[0], 5, device=LAPTOP, number=11), recorded(noted[1], 5, device=PHONE, number=12)]
    )

    assert [row.situation for row in pages.all(CHOICES)] == ["x"]
