"""Every pair and every four of what two devices can say of a barrier or a decision: whichever comes first or last."""

from itertools import combinations, product
from typing import Final

import pytest

from tests.support.happenings import LAPTOP, PHONE, id_of, recorded
from whyward.journal.events import barriers as b
from whyward.journal.events import choices as c
from whyward.journal.events import plumbing as p
from whyward.journal.events import tools as t
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.fields import Body
from whyward.journal.pages import Pages

BARRIER, DECISION, VALUE = id_of("b", 0), id_of("d", 0), id_of("v", 0)
GO, STAY = id_of("o", 0), id_of("o", 1)
DEVICES: Final = (LAPTOP, PHONE)
_FIRST_TAKEN_BACK: Final = p.EventRetracted(target_event_id=id_of("e", 1), why="undo")


def _described(changes: b.BarrierChanges) -> Body:
    return b.BarrierDescribed(barrier_id=BARRIER, changes=changes)


def _tried(number: int) -> Body:
    return t.ToolTried(barrier_id=BARRIER, try_id=id_of("y", number), tool_id="fear.name", tool_version=1)


def _rated(helped: str) -> Body:
    return t.ToolRated(barrier_id=BARRIER, try_id=id_of("y", 0), helped=helped)


def _weighed(option: bytes, toward: int) -> Body:
    return c.OptionWeighed(decision_id=DECISION, option_id=option, value_id=VALUE, toward=toward)


THINGS: Final[dict[str, tuple[Body, tuple[Body, ...]]]] = {
    "a barrier": (
        b.BarrierMet(barrier_id=BARRIER, kind="fear", occurred_at=1),
        (
            _described(b.BarrierChanges(strength=3)),
            _described(b.BarrierChanges(custom="the dread")),
            _described(b.BarrierChanges(custom=None)),
            _tried(0),
            _tried(1),
            _rated("a_lot"),
            _rated("made_it_harder"),
            b.BarrierAnswered(barrier_id=BARRIER, response="rested"),
            _FIRST_TAKEN_BACK,
        ),
    ),
    "a decision": (
        c.DecisionFaced(decision_id=DECISION, question="Move?"),
        (
            c.OptionAdded(decision_id=DECISION, option_id=GO, text="Go"),
            c.OptionAdded(decision_id=DECISION, option_id=STAY, text="Stay"),
            _weighed(GO, -2),
            _weighed(GO, 2),
            _weighed(STAY, 1),
            c.DecisionMade(decision_id=DECISION, option_id=GO),
            c.DecisionMade(decision_id=DECISION, because="Not now"),
            c.DecisionLookedBackOn(decision_id=DECISION, text="Good"),
            _FIRST_TAKEN_BACK,
        ),
    ),
}


def hash_of(*order: Recorded) -> bytes:
    """Return what pages come to that heard events one by one, and were read after each."""
    pages = Pages()
    for one in order:
        pages.merge([one])
        pages.state_hash()
    return pages.state_hash()


@pytest.mark.parametrize("thing", THINGS)
def test_any_two_doings_come_to_the_same_whichever_is_heard_first(thing: str) -> None:
    """Earlier, later, and at the very same moment."""
    body, doings = THINGS[thing]
    first = recorded(body, 1)
    for one, other in product(doings, repeat=2):
        for clock in (4, 5, 6):
            mine = recorded(one, 5, device=LAPTOP, number=11)
            theirs = recorded(other, clock, device=PHONE, number=12)
            orders = ((first, mine, theirs), (first, theirs, mine), (mine, first, theirs), (theirs, mine, first))
            assert len({hash_of(*order) for order in orders}) == 1, (one, other)


@pytest.mark.parametrize("thing", THINGS)
def test_any_four_doings_come_to_the_same_whichever_comes_last(thing: str) -> None:
    body, doings = THINGS[thing]
    first = recorded(body, 1)
    for four in combinations(enumerate(doings), 4):
        events = [recorded(doing, 5 + at % 2, device=DEVICES[at % 2], number=11 + at) for at, doing in four]
        whole = Pages()
        whole.merge([*events, first])
        orders = [(first, *events[turn:], *events[:turn]) for turn in range(4)]
        assert {hash_of(*order) for order in [*orders, (*events[::-1], first)]} == {whole.state_hash()}
