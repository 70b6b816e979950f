"""Histories that part: what a session stops exchanging, and what it goes on with."""

from tests.support.sim_session import ME, OTHER, SPACE, Hand, hash_of, sent, state, tail
from whyward.protocol.device_effects import ControlDiverged, Diverged
from whyward.protocol.exchange import Held
from whyward.protocol.frames import News, Want
from whyward.protocol.segments import Tail


def test_another_control_log_of_the_same_length_stops_all_exchange() -> None:
    hand = Hand({OTHER: 2}).challenged()

    assert hand.session.receive(state({ME: tail(1)}, head=hash_of(9))) == [ControlDiverged()]
    assert hand.session.is_settled
    assert not sent(hand.session.receive(News(SPACE.space_id, OTHER, 5)))


def test_ones_own_series_that_goes_on_otherwise_is_no_alarm_but_a_parting() -> None:
    hand = Hand({ME: 3}).challenged()

    assert hand.session.receive(state({ME: Tail(3, hash_of(9))})) == [Diverged()]
    assert hand.session.is_settled


def test_a_series_that_was_stopped_is_neither_offered_beyond_its_cut_nor_asked_for_again() -> None:
    hand = Hand({OTHER: 3}).told({OTHER: tail(3)})
    held = Held(0, SPACE.control.head, {OTHER: tail(2)}, {}, {OTHER: 2}, {OTHER: 3})

    assert not sent(hand.session.took_statements(held))
    assert not sent(hand.session.receive(News(SPACE.space_id, OTHER, 3)))
    assert sent(hand.session.receive(News(SPACE.space_id, OTHER, 4))) == [Want(SPACE.space_id, OTHER, 4)]
