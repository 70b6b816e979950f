"""When two sides are level, and from which number on a first segment is offered: the exchange at nothing and at one."""

from dataclasses import replace

from whyward.protocol.device_effects import Alarm, OfferSegments
from whyward.protocol.errors import Code
from whyward.protocol.exchange import Exchange, Held
from whyward.protocol.frames import State
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.segments import Tail

SPACE, ME, OTHER = SpaceId(b"s" * 32), DeviceId(b"m" * 32), DeviceId(b"o" * 32)
HEAD = b"h" * 32
NOTHING = State(SPACE, 0, HEAD, [])
"""A relay that holds the genesis and no series."""


def holding_one_of(device: DeviceId | None = None, *, signed_for: int = 0) -> Exchange:
    """Return an exchange of a device that holds one segment of this series."""
    tails = {} if device is None else {device: Tail(1, b"t" * 32)}
    kept = {} if device is None or not signed_for else {device: signed_for}
    return Exchange(SPACE, ME, Held(0, HEAD, tails, kept))


def test_who_holds_nothing_is_not_level_with_a_relay_that_has_not_spoken() -> None:
    assert not holding_one_of(None).is_level


def test_who_holds_one_segment_is_not_level_with_a_relay_that_holds_none() -> None:
    due = holding_one_of(OTHER)
    due.told_state(NOTHING)

    assert not due.is_level
    assert due.advance() == [OfferSegments(OTHER, 1)]


def test_a_relay_that_lost_the_first_segment_it_signed_for_is_offered_it_again() -> None:
    due = holding_one_of(ME, signed_for=1)

    assert due.told_state(NOTHING) == [Alarm(Code.RELAY_REGRESSED, ME)]
    assert due.advance() == [OfferSegments(ME, 1)]


def test_a_relay_that_shows_nothing_of_a_series_that_it_never_named_holds_nothing_of_it() -> None:
    due = holding_one_of(OTHER)
    due.told_state(NOTHING)

    assert due.told_no_more(OTHER) == []
    assert due.advance() == [OfferSegments(OTHER, 1)]


def test_after_a_parting_there_is_nothing_left_to_wait_for() -> None:
    """Found by the simulation: another session of the device read on, and this one waited for it for ever."""
    here = holding_one_of(OTHER)
    here.told_state(NOTHING)
    here.part_control()

    here.held = replace(here.held, control_index=here.held.control_index + 1)

    assert here.is_level
