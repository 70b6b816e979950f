"""What is due between a device and a relay, fact by fact: who asks, who offers, from which number on."""

import pytest

from whyward.protocol.device_effects import Alarm, ControlDiverged, OfferSegments, OfferStatements, Send
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.exchange import Exchange, Held
from whyward.protocol.frames import State, TailEntry, Want
from whyward.protocol.ids import CONTROL, DeviceId, SpaceId
from whyward.protocol.segments import Tail

SPACE, ME, OTHER = SpaceId(b"s" * 32), DeviceId(b"m" * 32), DeviceId(b"o" * 32)
HEAD = b"h" * 32


def end(n: int, mark: bytes = b"t") -> Tail:
    """Return an end of a series."""
    return Tail(n, mark * 32)


def exchange(tails: dict[DeviceId, Tail] | None = None, *, control: int = 5, **held: dict[DeviceId, int]) -> Exchange:
    """Return an exchange of a device that holds this."""
    kept = held.pop("kept", {})
    cuts, late = held.pop("cuts", {}), held.pop("late", {})
    return Exchange(SPACE, ME, Held(control, HEAD, dict(tails or {}), kept, cuts, late))


def state(tails: dict[DeviceId, Tail] | None = None, *, control: int = 5, head: bytes = HEAD) -> State:
    """Return a relay's state."""
    entries = [TailEntry(device, tail.n, tail.hash) for device, tail in (tails or {}).items()]
    return State(SPACE, control, head, entries)


def want(device: DeviceId, start: int) -> Send:
    """Return the effect that asks for a series."""
    return Send(Want(SPACE, device, start))


def test_nothing_is_due_and_nothing_level_before_the_relay_spoke() -> None:
    fresh = exchange({OTHER: end(2)})

    assert fresh.advance() == []
    assert not fresh.is_level


def test_both_sides_that_hold_the_same_are_level() -> None:
    same = exchange({OTHER: end(2), ME: end(1)}, kept={ME: 1})

    assert same.told_state(state({OTHER: end(2), ME: end(1)})) == []
    assert same.advance() == []
    assert same.is_level


@pytest.mark.parametrize(("mine", "theirs"), [(0, 1), (0, 2), (1, 4), (3, 4)])
def test_what_the_relay_holds_more_is_asked_for_from_the_next_number_on(mine: int, theirs: int) -> None:
    here = exchange({OTHER: end(mine)} if mine else {})
    here.told_state(state({OTHER: end(theirs, b"r")}))

    assert here.advance() == [want(OTHER, mine + 1)]
    assert not here.is_level
    assert here.advance() == [], "it is under way"


@pytest.mark.parametrize(("mine", "theirs"), [(1, 0), (2, 0), (4, 1), (4, 3)])
def test_what_is_held_more_here_is_offered_from_the_next_number_on(mine: int, theirs: int) -> None:
    here = exchange({OTHER: end(mine)})
    here.told_state(state({OTHER: end(theirs, b"r")} if theirs else {}))

    assert here.advance() == [OfferSegments(OTHER, theirs + 1)]
    assert not here.is_level
    assert here.advance() == [], "it is under way"


@pytest.mark.parametrize(("mine", "theirs"), [(0, 1), (5, 9)])
def test_statements_that_the_relay_holds_more_come_before_everything(mine: int, theirs: int) -> None:
    here = exchange({OTHER: end(1)}, control=mine)
    here.told_state(state(control=theirs, head=b"x" * 32))

    assert here.advance() == [want(CONTROL, mine + 1)]
    assert here.advance() == []
    assert not here.is_level


@pytest.mark.parametrize(("mine", "theirs"), [(1, 0), (9, 5)])
def test_statements_that_are_held_more_here_are_offered_before_everything(mine: int, theirs: int) -> None:
    here = exchange({OTHER: end(1)}, control=mine)
    here.told_state(state(control=theirs, head=b"x" * 32))

    assert here.advance() == [OfferStatements(theirs + 1)]
    assert here.offering == {CONTROL: theirs + 1}
    assert here.advance() == []
    assert not here.is_level


def test_another_head_at_the_same_index_is_a_parting() -> None:
    """At another index it only means that one side holds more."""
    here = exchange({ME: end(1), OTHER: end(3)})

    assert here.told_state(state({OTHER: end(9)}, head=b"x" * 32)) == [ControlDiverged()]
    assert here.advance() == []
    assert here.has_parted
    assert {ME, OTHER} <= here.set_aside


def test_after_a_parting_nothing_that_is_told_moves_anything() -> None:
    here = exchange({OTHER: end(3)})
    here.told_state(state())
    here.part_control()

    here.told_end(OTHER, 9)
    here.told_end(CONTROL, 9)

    assert here.relay_n == {ME: 0}
    assert here.relay_control == (5, HEAD)
    assert here.advance() == []
    assert here.is_level


def test_what_is_told_before_the_state_is_not_believed() -> None:
    here = exchange()
    here.told_end(OTHER, 9)
    here.told_end(CONTROL, 9)

    assert here.relay_n == {}
    assert here.relay_control is None


def test_a_relays_end_never_moves_back_by_a_hint() -> None:
    here = exchange({OTHER: end(4)})
    here.told_state(state({OTHER: end(4)}))

    here.told_end(OTHER, 2)
    here.told_end(CONTROL, 3)
    here.told_end(CONTROL, 5)
    assert here.is_level
    assert here.relay_control == (5, HEAD), "a hint that says nothing new does not forget the head"
    here.told_end(OTHER, 6)
    here.told_end(CONTROL, 6)
    assert here.relay_n[OTHER] == 6
    assert here.relay_control == (6, b"")


@pytest.mark.parametrize("told", [0, 1])
def test_a_hint_of_a_series_nobody_spoke_of_is_taken_as_it_is(told: int) -> None:
    here = exchange()
    here.told_state(state())
    here.told_end(OTHER, told)

    assert here.relay_n[OTHER] == told
    assert here.advance() == ([want(OTHER, 1)] if told else [])


def test_ones_own_series_is_offered_from_what_is_signed_for() -> None:
    """A relay's word that it holds something is no receipt."""
    for kept, first in (({}, 1), ({ME: 2}, 3)):
        here = exchange({ME: end(4)}, kept=kept)
        here.told_state(state({ME: end(4)}))
        assert here.advance() == [OfferSegments(ME, first)]
    whole = exchange({ME: end(4)}, kept={ME: 4})
    whole.told_state(state({ME: end(4)}))
    assert whole.advance() == []


def test_a_relay_that_holds_less_of_ones_own_is_offered_what_it_lacks() -> None:
    here = exchange({ME: end(4)}, kept={ME: 3})

    assert here.told_state(state({ME: end(2, b"r")})) == [Alarm(Code.RELAY_REGRESSED, ME)]
    assert here.advance() == [OfferSegments(ME, 3)]


@pytest.mark.parametrize(
    ("kept", "tails", "control", "behind"),
    [
        ({OTHER: 1}, {}, 5, [OTHER]),
        ({OTHER: 3}, {OTHER: end(2, b"r")}, 5, [OTHER]),
        ({OTHER: 3}, {OTHER: end(3, b"r")}, 5, []),
        ({CONTROL: 6}, {}, 5, [CONTROL]),
        ({CONTROL: 5}, {}, 5, []),
        ({CONTROL: 1}, {}, 0, [CONTROL]),
        ({}, {}, 0, []),
    ],
)
def test_a_relay_that_holds_less_than_it_signed_for_went_back(
    kept: dict[DeviceId, int], tails: dict[DeviceId, Tail], control: int, behind: list[DeviceId]
) -> None:
    here = exchange({OTHER: end(9)}, control=control, kept=kept)

    assert here.told_state(state(tails, control=control)) == [Alarm(Code.RELAY_REGRESSED, who) for who in behind]


def test_a_relay_that_dropped_what_lies_beyond_a_cut_did_not_go_back() -> None:
    """But it did if it lacks what lies within."""
    for cut, alarms in ((2, []), (3, [Alarm(Code.RELAY_REGRESSED, OTHER)])):
        here = exchange({OTHER: end(2)}, kept={OTHER: 4}, cuts={OTHER: cut})
        assert here.told_state(state({OTHER: end(2)})) == alarms


def test_what_the_relay_holds_beyond_a_cut_is_level_only_up_to_what_is_known() -> None:
    here = exchange({OTHER: end(2)}, cuts={OTHER: 2}, late={OTHER: 4})
    here.told_state(state({OTHER: end(4, b"r")}))
    was_level = here.is_level

    here.told_end(OTHER, 5)
    assert (was_level, here.is_level) == (True, False)
    assert here.advance() == [want(OTHER, 5)]


def test_what_lies_beyond_a_cut_is_never_offered() -> None:
    here = exchange({OTHER: end(4)}, cuts={OTHER: 2})
    here.told_state(state())

    assert here.held.n(OTHER) == 2
    assert here.held.n(ME) == 0
    assert here.held.known_n(OTHER) == 2
    assert here.advance() == [OfferSegments(OTHER, 1)]


def test_series_that_were_held_back_are_told_of_once() -> None:
    """They speak of statements that nobody can show; each is set aside, with one alarm."""
    here = exchange()
    here.told_state(state({OTHER: end(2)}, control=6, head=b"x" * 32))
    here.held_back.add(OTHER)

    assert here.told_no_more(CONTROL) == [Alarm(Code.CONTROL_UNKNOWN, OTHER)]
    assert here.told_no_more(CONTROL) == []
    assert OTHER in here.set_aside
    assert here.relay_control == (5, HEAD)
    assert here.is_level


def test_an_empty_answer_ends_what_a_hint_promised() -> None:
    here = exchange({OTHER: end(2)}, late={OTHER: 3})
    here.told_state(state({OTHER: end(9, b"r")}))

    assert here.told_no_more(OTHER) == []
    assert here.relay_n[OTHER] == 3
    here.told_no_more(ME)
    assert here.relay_n[ME] == 0


def test_only_what_was_asked_for_is_an_answer_and_only_once() -> None:
    here = exchange()
    assert here.want(OTHER, 3) == [want(OTHER, 3)]

    for device, start in ((OTHER, 4), (ME, 3)):
        with pytest.raises(TheirFault) as caught:
            here.answered(device, start)
        assert caught.value.code is Code.UNEXPECTED
    here.answered(OTHER, 3)
    with pytest.raises(TheirFault):
        here.answered(OTHER, 3)


def test_statements_are_asked_for_once_at_a_time() -> None:
    here = exchange()

    assert here.want_control() == [want(CONTROL, 6)]
    assert here.want_control() == []


@pytest.mark.parametrize("under_way", ["wanting", "taking", "offering"])
def test_whatever_is_under_way_keeps_both_sides_from_being_level(under_way: str) -> None:
    here = exchange()
    here.told_state(state())
    was_level = here.is_level
    match under_way:
        case "wanting":
            here.want(OTHER, 1)
        case "taking":
            here.taking.add(OTHER)
        case _:
            here.offering[OTHER] = 1

    assert (was_level, here.is_level) == (True, False)


@pytest.mark.parametrize(
    ("code", "about", "due"),
    [
        (Code.CONTROL_MOVED, CONTROL, [ControlDiverged()]),
        (Code.CONTROL_FORKED, CONTROL, [ControlDiverged()]),
        (Code.BAD_SIGNATURE, OTHER, [Alarm(Code.BAD_SIGNATURE, OTHER)]),
        (Code.FORKED, OTHER, [Alarm(Code.FORKED, OTHER)]),
        (Code.LATE, OTHER, []),
        (Code.CLOSED, OTHER, []),
        (Code.FULL, OTHER, None),
        (Code.BAD_SIGNATURE, ME, None),
    ],
)
def test_a_refused_offer_is_told_or_not_by_what_an_honest_relay_may_say(
    code: Code, about: DeviceId, due: list[object] | None
) -> None:
    here = exchange({OTHER: end(2)})
    here.told_state(state(control=5))
    here.offering[about if about != ME else OTHER] = 2

    assert here.refused(about if about != CONTROL else OTHER, code) == due
    if due is not None:
        assert here.offering == {}
        assert OTHER in here.set_aside
