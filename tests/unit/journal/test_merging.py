"""What two devices did without seeing each other comes to one thing, by the rules of each kind."""

import itertools
from datetime import date

import pytest

from tests.support.happenings import DAY, LAPTOP, PHONE, id_of, recorded
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.fields import Body
from whyward.journal.events.goals import (
    GoalAdjusted,
    GoalChanges,
    GoalCompleted,
    GoalLetGo,
    GoalLinkedToValue,
    GoalPaused,
    GoalReopened,
    GoalResumed,
    GoalSet,
    GoalUnlinkedFromValue,
)
from whyward.journal.events.steps import StepTaken
from whyward.journal.events.values import (
    ValueChosen,
    ValueDomainLinkRemoved,
    ValueRested,
    ValueRestored,
    ValueRetired,
    ValueReworded,
    ValueShownInDomain,
    ValuesRanked,
)
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.nouns import GOALS, VALUES
from whyward.journal.folding.values import ValueRow
from whyward.journal.pages import Pages
from whyward.journal.projections.steps import steps
from whyward.journal.projections.values import current_values

GOAL, CALM, BRAVE = id_of("g", 1), id_of("v", 1), id_of("v", 2)
SET = GoalSet(goal_id=GOAL, statement="Call", value_ids=(CALM,), kind="once", measure="done", proposed_by="me")
PAUSED, RESUMED, REOPENED = GoalPaused(goal_id=GOAL), GoalResumed(goal_id=GOAL), GoalReopened(goal_id=GOAL)
COMPLETED, LET_GO = GoalCompleted(goal_id=GOAL, completed_on=DAY), GoalLetGo(goal_id=GOAL, learned="much")


def folded(*bodies: Body) -> Pages:
    """Fold bodies whose place in the order is their place here, in every order of arrival."""
    events = [recorded(body, hlc) for hlc, body in enumerate(bodies, start=1)]
    arrivals = itertools.permutations(events) if len(events) <= 4 else [events, events[::-1]]
    hashes: set[bytes] = set()
    pages = Pages()
    for arrival in arrivals:
        pages = Pages()
        for one in arrival:
            pages.merge([one])
        hashes.add(pages.state_hash())
    assert len(hashes) == 1
    return pages


def goal(*bodies: Body) -> GoalRow:
    """Return the goal that bodies come to."""
    (row,) = folded(*bodies).all(GOALS)
    return row


@pytest.mark.parametrize(
    ("moves", "status"),
    [
        ((), "active"),
        ((PAUSED,), "paused"),
        ((PAUSED, RESUMED), "active"),
        ((RESUMED,), "active"),
        ((COMPLETED,), "completed"),
        ((PAUSED, LET_GO), "let-go"),
        ((COMPLETED, PAUSED), "completed"),
        ((COMPLETED, RESUMED), "completed"),
        ((COMPLETED, LET_GO), "let-go"),
        ((LET_GO, COMPLETED), "completed"),
        ((COMPLETED, REOPENED), "active"),
        ((REOPENED,), "active"),
        ((PAUSED, REOPENED), "paused"),
    ],
)
def test_a_goal_moves_only_along_its_states_and_the_later_end_wins(moves: tuple[Body, ...], status: str) -> None:
    assert goal(SET, *moves).status == status


def test_nothing_of_an_end_stays_when_a_goal_is_taken_up_again() -> None:
    row = goal(SET, LET_GO, COMPLETED, REOPENED)

    assert (row.completed_on, row.learned, row.meaning, row.next) == (None, None, None, None)


def test_fields_of_a_goal_are_merged_one_by_one() -> None:
    row = goal(
        SET,
        GoalAdjusted(goal_id=GOAL, changes=GoalChanges(statement="Call once", why="love"), why="too_big"),
        GoalAdjusted(goal_id=GOAL, changes=GoalChanges(ends_on=DAY), why="tomorrow's reason"),
        GoalAdjusted(goal_id=GOAL, changes=GoalChanges(why=None), why="other"),
    )

    assert (row.statement, row.ends_on, row.why) == ("Call once", date(2026, 3, 4), None)


def test_a_link_made_after_its_removal_stands() -> None:
    linked, unlinked = (
        GoalLinkedToValue(goal_id=GOAL, value_id=BRAVE),
        GoalUnlinkedFromValue(goal_id=GOAL, value_id=BRAVE),
    )

    assert goal(SET, unlinked, linked).value_ids == (CALM, BRAVE)
    assert goal(SET, linked, unlinked).value_ids == (CALM,)


def test_what_happened_to_a_goal_nobody_set_waits() -> None:
    assert folded(COMPLETED).all(GOALS) == []


def value(*bodies: Body) -> ValueRow:
    """Return the value that bodies come to, after being chosen."""
    (row,) = folded(ValueChosen(value_id=CALM, name="Calm", own_words="w", chosen_on=DAY), *bodies).all(VALUES)
    return row


def test_a_value_rests_retires_and_comes_back_and_has_no_other_state() -> None:
    rested, restored = ValueRested(value_id=CALM, until=DAY), ValueRestored(value_id=CALM)
    retired = ValueRetired(value_id=CALM, why="merged", merged_into=BRAVE)

    assert (value(rested).status, value(rested).rested_until) == ("rested", DAY)
    assert (value(rested, retired).status, value(rested, retired).rested_until) == ("retired", None)
    assert value(rested, retired, restored).merged_into is None
    assert value(rested, retired, restored).status == "active"


def test_a_reworded_value_keeps_what_was_not_said_and_drops_what_was_emptied() -> None:
    assert value(ValueReworded(value_id=CALM, name="Peace")).own_words == "w"
    assert value(ValueReworded(value_id=CALM, own_words="")).own_words is None


def test_a_value_that_two_devices_chose_of_one_card_is_one_and_the_later_choice_carries_it_again() -> None:
    again = ValueChosen(
        value_id=CALM, name="Calmness", own_words="later", came_from=("sort:" + "0" * 32,), chosen_on=DAY
    )
    retired = ValueRetired(value_id=CALM, why="changed")

    assert (value(again).name, value(again).own_words, value(again).came_from) == ("Calm", "w", again.came_from)
    assert value(retired, again).status == "active"
    assert value(again, retired).status == "retired"


def test_the_last_word_about_a_place_wins() -> None:
    some = ValueShownInDomain(value_id=CALM, domain_id="health", shows_up="some")
    a_lot = ValueShownInDomain(value_id=CALM, domain_id="health", shows_up="a_lot")
    removed = ValueDomainLinkRemoved(value_id=CALM, domain_id="health")

    assert [placed.shows_up for placed in value(some, a_lot).placements] == ["a_lot"]
    assert value(some, removed).placements == ()
    assert len(value(removed, some).placements) == 1


def test_a_value_unknown_to_the_last_order_comes_after_it() -> None:
    pages = folded(
        ValueChosen(value_id=CALM, name="Calm", chosen_on=DAY),
        ValueChosen(value_id=BRAVE, name="Brave", chosen_on=DAY),
        ValuesRanked(order=(BRAVE, id_of("v", 9), BRAVE)),
        ValueChosen(value_id=id_of("v", 3), name="New", chosen_on=DAY),
    )

    assert [(one.name, one.rank) for one in current_values(pages, DAY)] == [("Brave", 1), ("Calm", 2), ("New", 3)]


def test_one_occurrence_told_on_two_devices_counts_once() -> None:
    told = [
        StepTaken(taken_id=id_of("s", number), goal_id=GOAL, occurrence="mon", occurred_on=DAY, how_much="all")
        for number in range(2)
    ]
    pages = folded(SET, *told, StepTaken(taken_id=id_of("s", 2), goal_id=GOAL, occurred_on=DAY, how_much="all"))

    assert pages.progress()[GOAL][:2] == (2, 1)
    assert sorted(step.counted_before for step in steps(pages)) == [False, False, True]


def test_ties_of_the_clock_go_by_device_then_id() -> None:
    both: list[Recorded] = [
        recorded(ValueChosen(value_id=CALM, name="Calm", chosen_on=DAY), 1),
        recorded(ValueReworded(value_id=CALM, name="from the phone"), 5, device=PHONE, number=6),
        recorded(ValueReworded(value_id=CALM, name="from the laptop"), 5, device=LAPTOP, number=7),
    ]
    names: set[str] = set()
    for order in itertools.permutations(both):
        pages = Pages()
        pages.merge(order)
        names.add(pages.all(VALUES)[0].name)

    assert names == {"from the phone"}
