"""What is due between a device and a relay, asked of the exchange alone: no frame is read and nothing is checked."""

from collections.abc import Mapping

import pytest

from tests.support.sim_session import ME, OTHER, SPACE, sent, state, tail
from whyward.protocol.device_effects import Alarm, ControlDiverged, Effect, OfferSegments, OfferStatements
from whyward.protocol.errors import Code
from whyward.protocol.exchange import Exchange, Held
from whyward.protocol.frames import Want
from whyward.protocol.ids import CONTROL, DeviceId

THIRD = DeviceId(b"t" * 32)


def exchange(
    held: Mapping[DeviceId, int] | None = None, *, control: int = 0, signed_for: Mapping[DeviceId, int] | None = None
) -> Exchange:
    """Return what is due for a device that holds so much, before it knows anything of the relay."""
    tails = {device: tail(n) for device, n in (held or {}).items()}
    return Exchange(SPACE.space_id, ME, Held(control, SPACE.control.head, tails, signed_for or {}))


def told(due: Exchange, relay: Mapping[DeviceId, int] | None = None, *, control: int = 0) -> list[Effect]:
    """Tell what the relay holds, and return what is due then."""
    alarms = due.told_state(state({device: tail(n) for device, n in (relay or {}).items()}, control=control))
    return [*alarms, *due.advance()]


def test_two_sides_are_not_level_before_one_has_spoken() -> None:
    due = exchange()

    assert not due.is_level
    assert due.advance() == []


@pytest.mark.parametrize(("mine", "theirs"), [(0, 1), (1, 0)])
def test_two_sides_are_not_level_while_one_knows_more_statements(mine: int, theirs: int) -> None:
    due = exchange(control=mine)
    due.told_state(state(control=theirs))

    assert not due.is_level


def test_two_sides_are_not_level_while_anything_is_under_way() -> None:
    """Be it asked for, be it taken, be it offered: each alone."""
    asked, taken, offered = (exchange({OTHER: 2}) for _ in range(3))
    for due in (asked, taken, offered):
        assert told(due, {OTHER: 2}) == []
        assert due.is_level

    asked.want(OTHER, 3)
    taken.taking.add(OTHER)
    offered.offering[OTHER] = 3

    assert not any(due.is_level for due in (asked, taken, offered))


def test_a_first_segment_that_the_relay_lacks_is_offered() -> None:
    due = exchange({OTHER: 1})
    due.told_state(state())
    assert not due.is_level

    assert due.advance() == [OfferSegments(OTHER, 1)]


def test_another_head_under_the_same_number_is_another_log() -> None:
    """Nothing more is exchanged with that relay, of whatever it or this device holds."""
    due = exchange({OTHER: 1})
    due.relay_n = {THIRD: 1}

    assert due.told_state(state(head=bytes(32))) == [ControlDiverged()]
    assert due.set_aside == {OTHER, THIRD}
    due.told_end(CONTROL, 5)
    assert due.is_level
    assert due.advance() == []


def test_ones_own_segments_that_nobody_signed_for_are_offered_from_the_first_on() -> None:
    assert told(exchange({ME: 2}), {ME: 2}) == [OfferSegments(ME, 1)]


def test_a_relay_that_forgot_a_first_segment_is_given_it_again_with_an_alarm() -> None:
    """One segment is few, and missing all the same; ones own or another's."""
    for device in (ME, OTHER):
        due = exchange({device: 1}, signed_for={device: 1})

        assert told(due) == [Alarm(Code.RELAY_REGRESSED, device), OfferSegments(device, 1)]


def test_a_hint_of_statements_before_the_state_is_not_lost_on_it() -> None:
    due = exchange()

    due.told_end(CONTROL, 1)

    assert due.relay_control is None


def test_a_hint_of_nothing_changes_nothing() -> None:
    due = exchange()
    told(due)

    due.told_end(OTHER, 0)

    assert due.advance() == []
    assert due.is_level


def test_an_old_hint_of_statements_takes_nothing_back() -> None:
    due = exchange(control=2)
    told(due, control=2)

    due.told_end(CONTROL, 1)

    assert due.advance() == []
    assert due.is_level


def test_a_relay_that_shows_nothing_more_of_a_series_it_never_named_holds_nothing_of_it() -> None:
    due = exchange({OTHER: 1})
    due.told_state(state())

    assert due.told_no_more(OTHER) == []
    assert not due.is_level
    assert due.advance() == [OfferSegments(OTHER, 1)]


def test_a_series_that_waited_for_statements_nobody_has_is_told_of_once() -> None:
    due = exchange()
    told(due)
    due.held_back.add(OTHER)

    assert due.told_no_more(CONTROL) == [Alarm(Code.CONTROL_UNKNOWN, OTHER)]
    assert due.told_no_more(CONTROL) == []


def test_statements_are_asked_for_or_offered_from_where_both_agree() -> None:
    assert sent(told(exchange(control=1), control=4)) == [Want(SPACE.space_id, CONTROL, 2)]
    assert told(exchange(control=4), control=1) == [OfferStatements(2)]
