"""A session goes on: after the log moved, after late records were put aside, after offers were refused."""

import pytest

from tests.support.sim_session import ME, OTHER, RELAY, SPACE, Hand, hash_of, kept, sent, state, tail
from whyward.protocol.device_effects import (
    Alarm,
    BringStatements,
    ControlDiverged,
    Diverged,
    OfferStatements,
    RecordKept,
    TakeStatements,
)
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.exchange import Exchange, Held
from whyward.protocol.frames import (
    Challenge,
    Create,
    Kept,
    News,
    Prove,
    Refused,
    RelayLimits,
    Segments,
    Statements,
    Want,
    kept_message,
)
from whyward.protocol.ids import CONTROL
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement, statement_hash

SEGMENT = Segment(b"header", bytes(64), b"body")
STATEMENT = SignedStatement(b"a statement", bytes(64))


def ahead(by: int = 1) -> Hand:
    """Return a session whose device holds so many statements more than the relay says."""
    hand = Hand().challenged()
    hand.session.took_statements(Held(by, hash_of(9), {}, {}))
    return hand


def test_the_relays_key_is_known_after_its_challenge() -> None:
    hand = Hand()
    assert hand.session.relay_pk == b""

    assert hand.challenged().session.relay_pk == RELAY.public_key


def test_statements_that_the_relay_lacks_are_offered_and_settled_by_their_receipt() -> None:
    hand = ahead()

    assert hand.session.receive(state(head=SPACE.control.head)) == [OfferStatements(1)]
    assert sent(hand.session.offer_statements(1, [STATEMENT])) == [Statements(SPACE.space_id, 1, [STATEMENT])]
    assert not hand.session.is_settled
    assert isinstance(hand.session.receive(kept(CONTROL, 1))[-1], RecordKept)
    assert hand.session.is_settled


def test_one_offer_of_statements_is_under_way_at_a_time() -> None:
    hand = ahead(2)
    hand.session.receive(state(head=SPACE.control.head))

    assert hand.session.receive(News(SPACE.space_id, OTHER, 1)) == []


def test_an_offer_of_statements_that_another_log_refuses_is_a_parting() -> None:
    """Nothing more is exchanged: whose branch counts is asked elsewhere."""
    for code in (Code.CONTROL_MOVED, Code.CONTROL_FORKED):
        hand = ahead()
        hand.session.receive(state(head=SPACE.control.head))
        hand.session.offer_statements(1, [STATEMENT])

        effects = hand.session.receive(Refused(code, SPACE.space_id, 0, "no"))

        assert any(isinstance(effect, ControlDiverged) for effect in effects)
        assert hand.session.is_settled
        assert hand.session.receive(News(SPACE.space_id, OTHER, 5)) == []


def test_statements_of_another_branch_end_the_exchange() -> None:
    hand = Hand({OTHER: 2}).told({OTHER: tail(2)})

    effects = hand.session.part_control()

    assert effects == [ControlDiverged()]
    assert OTHER in hand.session.set_aside
    assert hand.session.is_settled


def test_late_records_are_not_asked_for_twice() -> None:
    """What lies in quarantine is known; what comes after it is still wanted."""
    hand = Hand()
    held = Held(0, SPACE.control.head, {OTHER: tail(2)}, {}, cut_by_device={OTHER: 2}, late_by_device={OTHER: 3})
    hand.session.took_statements(held)
    hand.challenged()
    assert sent(hand.session.receive(state({OTHER: tail(5)}))) == [Want(SPACE.space_id, OTHER, 4)]
    hand.session.receive(Segments(SPACE.space_id, OTHER, 4, [SEGMENT]))

    assert sent(hand.session.took_late(OTHER, 4)) == [Want(SPACE.space_id, OTHER, 5)]
    hand.session.receive(Segments(SPACE.space_id, OTHER, 5, [SEGMENT]))
    assert hand.session.took_late(OTHER, 5) == []
    assert hand.session.is_settled


def test_a_relay_that_went_back_in_its_statements_raises_an_alarm() -> None:
    hand = Hand(signed_for={CONTROL: 3}).challenged()

    assert Alarm(Code.RELAY_REGRESSED, CONTROL) in hand.session.receive(state())


def test_a_hint_of_statements_that_are_here_already_changes_nothing() -> None:
    hand = Hand().told()

    assert hand.session.receive(News(SPACE.space_id, CONTROL, 0)) == []
    assert hand.session.is_settled


def test_a_hint_before_the_state_is_heard_with_the_state() -> None:
    """Whoever is quick to speak must not put the state off."""
    hand = Hand().challenged()

    assert hand.session.receive(News(SPACE.space_id, OTHER, 4)) == []
    assert sent(hand.session.receive(state({OTHER: tail(4)}))) == [Want(SPACE.space_id, OTHER, 1)]


def test_ones_own_series_is_not_offered_again_below_what_the_relay_has_more_of() -> None:
    """The relay holds more of it than this folder: a copy wrote, or the folder is an old one."""
    hand = Hand({ME: 2}).challenged()

    assert sent(hand.session.receive(state({ME: tail(4)}))) == [Want(SPACE.space_id, ME, 3)]


def test_a_relay_that_does_not_know_this_device_is_brought_the_statements_that_name_it_once() -> None:
    """First it may found the space, then it may learn who belongs; then its no is a no."""
    hand = ahead(2)
    no = Refused(Code.NO_SUCH_SPACE, SPACE.space_id, 0, "no")
    created = sent(hand.session.receive(no))
    assert [type(frame) for frame in created] == [Create, Prove]

    assert hand.session.receive(no) == [BringStatements()]
    assert sent(hand.session.bring_statements([STATEMENT, STATEMENT])) == [
        Statements(SPACE.space_id, 1, [STATEMENT, STATEMENT]),
        created[1],
    ]
    with pytest.raises(TheirFault) as caught:
        hand.session.receive(no)
    assert caught.value.code is Code.NO_SUCH_SPACE


def test_a_device_that_holds_the_genesis_alone_has_nothing_to_bring() -> None:
    hand = Hand().challenged()
    no = Refused(Code.NO_SUCH_SPACE, SPACE.space_id, 0, "no")
    hand.session.receive(no)

    with pytest.raises(TheirFault):
        hand.session.receive(no)


def test_a_series_that_the_log_found_to_part_is_left_and_the_others_go_on() -> None:
    """Ones own is a parting; anybody else's is a fork, and an alarm."""
    for device, effect in ((ME, Diverged()), (OTHER, Alarm(Code.FORKED, OTHER))):
        hand = Hand({OTHER: 1, ME: 1}).told({device: tail(3)})
        hand.session.receive(Segments(SPACE.space_id, device, 2, [SEGMENT]))

        effects = hand.session.part(device)

        assert effects[0] == effect
        assert device in hand.session.set_aside


@pytest.mark.parametrize(
    ("limits", "bytes_max", "segments_max"),
    [
        (RelayLimits(4 << 20, 512 << 10, 1000), 512 << 10, 1000),
        (RelayLimits(600, 512 << 10, 7), 300, 7),
        (RelayLimits(1 << 31, 1 << 31, 1 << 31), 2 << 20, 1000),
        (RelayLimits(4 << 20, 512 << 10, 0), 512 << 10, 1),
        (RelayLimits(4 << 20, 512 << 10, 1), 512 << 10, 1),
    ],
)
def test_pages_stay_within_the_relays_limits_and_our_own(
    limits: RelayLimits, bytes_max: int, segments_max: int
) -> None:
    """A relay may ask for less than our bounds, never for more; half a frame is left for what stands around a page."""
    hand = Hand()
    hand.session.start()
    assert (hand.session.page_bytes_max, hand.session.page_segments_max) == (0, 0), "nobody said anything yet"
    hand.session.receive(Challenge(RELAY.public_key, bytes(32), limits))

    assert (hand.session.page_bytes_max, hand.session.page_segments_max) == (bytes_max, segments_max)


def test_no_frame_of_another_space_counts_even_where_one_is_awaited() -> None:
    """Each is what was asked for, but for the space."""
    elsewhere = bytes(32)
    asked = Hand().challenged()
    asked.session.receive(state({OTHER: tail(2)}, control=1, head=hash_of(1)))
    with pytest.raises(TheirFault):
        asked.session.receive(Statements(elsewhere, 1, [STATEMENT]))
    wanting = Hand().told({OTHER: tail(2)})
    with pytest.raises(TheirFault):
        wanting.session.receive(Segments(elsewhere, OTHER, 1, [SEGMENT]))
    offering = Hand({ME: 1}, signed_for={}).told()
    offering.session.offer_segments(ME, 1, [SEGMENT])
    message = kept_message(space_id=elsewhere, device_id=ME, n=1, hash_=hash_of(1), relay_seq=7)
    with pytest.raises(TheirFault) as caught:
        offering.session.receive(Kept(elsewhere, ME, 1, hash_of(1), 7, RELAY.sign(message)))
    assert caught.value.code is Code.UNEXPECTED
    assert not offering.session.is_settled


def test_statements_that_came_are_taken_and_nothing_else_is_begun_meanwhile() -> None:
    hand = Hand().challenged()
    hand.session.receive(state({OTHER: tail(2)}, control=1, head=hash_of(1)))

    assert hand.session.receive(Statements(SPACE.space_id, 1, [STATEMENT])) == [TakeStatements(1, [STATEMENT])]
    assert hand.session.receive(News(SPACE.space_id, OTHER, 3)) == []
    assert not hand.session.is_settled
    taken = hand.session.took_statements(Held(1, hash_of(1), {}, {}))
    assert sent(taken) == [Want(SPACE.space_id, OTHER, 1)]


def test_segments_that_came_are_taken_and_not_asked_for_again_meanwhile() -> None:
    hand = Hand().told({OTHER: tail(2)})
    hand.session.receive(Segments(SPACE.space_id, OTHER, 1, [SEGMENT]))

    assert hand.session.receive(News(SPACE.space_id, OTHER, 5)) == []
    assert not hand.session.is_settled


def test_a_kept_proposal_is_taken_before_anything_else_is_begun() -> None:
    hand = Hand().told()
    hand.session.propose(STATEMENT)
    hand.session.receive(kept(CONTROL, 1, statement_hash(STATEMENT.raw)))

    assert hand.session.receive(News(SPACE.space_id, OTHER, 5)) == []
    assert not hand.session.is_settled


def test_what_parted_is_not_under_way_any_more() -> None:
    """Neither a series nor the control log keeps the rest from being settled."""
    series = Hand().told({OTHER: tail(1)})
    series.session.receive(Segments(SPACE.space_id, OTHER, 1, [SEGMENT]))
    series.session.part(OTHER)
    assert series.session.is_settled

    control = Hand().challenged()
    control.session.receive(state(control=1, head=hash_of(1)))
    control.session.receive(Statements(SPACE.space_id, 1, [STATEMENT]))
    control.session.part_control()
    assert control.session.is_settled


def test_ones_own_series_is_not_offered_when_it_stands_on_a_branch_that_lost() -> None:
    hand = Hand({ME: 2}, signed_for={}).challenged()
    hand.session.leave_own()

    assert hand.session.receive(state()) == []
    assert hand.session.set_aside == {ME}
    assert hand.session.is_settled


def test_a_relay_that_goes_on_with_another_control_log_is_no_fork_of_a_series() -> None:
    """It was level, and let somebody in while a folder brought another statement here: the histories are compared."""
    here = Exchange(SPACE.control.space_id, ME, Held(0, SPACE.control.head, {OTHER: tail(2)}, {}))
    here.offering[OTHER] = 2

    assert here.refused(OTHER, Code.CONTROL_FORKED) == [ControlDiverged()]
    assert here.offering == {}
    assert here.has_parted
