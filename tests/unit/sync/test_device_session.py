"""The device's half of a session, frame by frame: what is due is done, what is not is refused."""

import pytest

from tests.support.sim_session import (
    HOST,
    ME,
    OTHER,
    OTHER_RELAY,
    RELAY,
    SPACE,
    Hand,
    challenge,
    hash_of,
    kept,
    sent,
    state,
    tail,
)
from tests.support.world import CRYPTO
from whyward.protocol.device_effects import (
    Alarm,
    MetRelay,
    OfferSegments,
    RecordKept,
    TakeSegments,
)
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.exchange import Held
from whyward.protocol.frames import (
    Hello,
    Mail,
    Mailbox,
    News,
    Prove,
    Segments,
    State,
    Statements,
    ToDevice,
    Want,
    proof_message,
)
from whyward.protocol.ids import CONTROL
from whyward.protocol.segments import Segment, Tail

SEGMENT = Segment(b"header", bytes(64), b"body")


def code_of(hand: Hand, frame: ToDevice) -> Code:
    """Return why the session ends at this frame."""
    with pytest.raises(TheirFault) as caught:
        hand.session.receive(frame)
    return caught.value.code


ALL_BUT_CHALLENGE = [
    state(),
    Statements(SPACE.space_id, 1, []),
    Segments(SPACE.space_id, OTHER, 1, [SEGMENT]),
    kept(ME, 1),
    News(SPACE.space_id, OTHER, 1),
    Mailbox(1),
    Mail(b"letter"),
]


@pytest.mark.parametrize("frame", ALL_BUT_CHALLENGE, ids=lambda frame: type(frame).__name__)
def test_nothing_but_a_challenge_comes_first(frame: ToDevice) -> None:
    """Else a relay with another key could skip it, and be given everything."""
    hand = Hand({ME: 3}, relay_pk=RELAY.public_key)
    hand.session.start()

    assert code_of(hand, frame) is Code.UNEXPECTED


def test_a_relay_that_is_met_for_the_first_time_is_proven_to_and_not_yet_believed() -> None:
    """A challenge is signed by nobody: one flipped bit in it must not name the relay for good."""
    hand = Hand(relay_pk=None)
    (hello,) = sent(hand.session.start())
    effects = hand.session.receive(challenge())

    assert isinstance(hello, Hello)
    assert not any(isinstance(effect, MetRelay) for effect in effects)
    (proof,) = sent(effects)
    assert isinstance(proof, Prove)
    message = proof_message(
        relay_pk=RELAY.public_key,
        host=HOST,
        device_nonce=hello.nonce,
        relay_nonce=b"n" * 32,
        space_id=SPACE.space_id,
        device_id=ME,
    )
    assert CRYPTO.check(SPACE.device.sign_pk, message, proof.signature)


def test_a_relay_is_remembered_once_it_has_found_the_proof_good() -> None:
    """Only who holds the key in the challenge can: the proof is bound to it. An empty journal knows its relay too."""
    assert Hand(relay_pk=None).challenged().session.receive(state()) == [MetRelay(RELAY.public_key)]


def test_a_known_relay_is_not_met_again() -> None:
    assert Hand(relay_pk=RELAY.public_key).challenged().session.receive(state()) == []


def test_a_relay_with_another_key_ends_the_session_before_anything_is_sent() -> None:
    hand = Hand(relay_pk=RELAY.public_key)
    hand.session.start()

    assert code_of(hand, challenge(OTHER_RELAY)) is Code.WRONG_RELAY


def test_a_relay_challenges_once() -> None:
    assert code_of(Hand().challenged(), challenge()) is Code.UNEXPECTED


def test_a_relay_tells_its_state_once() -> None:
    """A second one could take back what the first one said."""
    assert code_of(Hand().told(), state()) is Code.UNEXPECTED


@pytest.mark.parametrize(
    "frame",
    [
        State(bytes(32), 0, bytes(32), []),
        Statements(bytes(32), 1, []),
        Segments(bytes(32), OTHER, 1, []),
        News(bytes(32), OTHER, 1),
    ],
    ids=lambda frame: type(frame).__name__,
)
def test_a_frame_of_another_space_is_refused(frame: ToDevice) -> None:
    assert code_of(Hand().challenged(), frame) is Code.UNEXPECTED


@pytest.mark.parametrize("frame", [Mailbox(1), Mail(b"letter")], ids=lambda frame: type(frame).__name__)
def test_mail_has_no_place_in_a_session_without_a_mailbox(frame: ToDevice) -> None:
    assert code_of(Hand().told(), frame) is Code.UNEXPECTED


@pytest.mark.parametrize(
    "frame",
    [
        Statements(SPACE.space_id, 1, []),
        Segments(SPACE.space_id, OTHER, 1, [SEGMENT]),
        Segments(SPACE.space_id, ME, 1, [SEGMENT]),
    ],
)
def test_a_run_that_nobody_asked_for_is_refused(frame: ToDevice) -> None:
    assert code_of(Hand().told(), frame) is Code.UNEXPECTED


def test_a_run_from_another_start_than_asked_is_refused() -> None:
    hand = Hand({OTHER: 2}).told({OTHER: tail(5)})

    assert code_of(hand, Segments(SPACE.space_id, OTHER, 4, [SEGMENT])) is Code.UNEXPECTED


def test_what_the_relay_holds_more_is_wanted_and_taken() -> None:
    hand = Hand({OTHER: 2}).challenged()

    assert sent(hand.session.receive(state({OTHER: tail(5)}))) == [Want(SPACE.space_id, OTHER, 3)]
    assert hand.session.receive(Segments(SPACE.space_id, OTHER, 3, [SEGMENT])) == [TakeSegments(OTHER, 3, [SEGMENT])]
    assert sent(hand.session.took_segments(OTHER, tail(3))) == [Want(SPACE.space_id, OTHER, 4)]
    assert not hand.session.is_settled


def test_an_empty_page_settles_what_a_hint_promised() -> None:
    hand = Hand({OTHER: 2}).told({OTHER: tail(2)})

    assert sent(hand.session.receive(News(SPACE.space_id, OTHER, 9))) == [Want(SPACE.space_id, OTHER, 3)]
    assert not sent(hand.session.receive(Segments(SPACE.space_id, OTHER, 3, [])))
    assert hand.session.is_settled


def test_a_second_hint_does_not_ask_twice() -> None:
    hand = Hand().told()
    hand.session.receive(News(SPACE.space_id, OTHER, 1))

    assert not sent(hand.session.receive(News(SPACE.space_id, OTHER, 2)))


def test_statements_come_before_segments() -> None:
    hand = Hand().challenged()

    effects = hand.session.receive(state({OTHER: tail(4)}, control=1, head=bytes(32)))

    assert sent(effects) == [Want(SPACE.space_id, CONTROL, 1)]


def test_what_is_held_here_is_offered_and_settled_by_its_receipt() -> None:
    hand = Hand({ME: 3}, signed_for={ME: 1}).challenged()

    assert hand.session.receive(state({ME: tail(1)})) == [OfferSegments(ME, 2)]
    hand.session.offer_segments(ME, 2, [SEGMENT, SEGMENT])
    assert hand.session.receive(kept(ME, 3)) == [RecordKept(kept(ME, 3))]
    assert hand.session.is_settled


def test_what_is_held_but_not_signed_for_is_offered_again() -> None:
    """The receipt was lost on its way; without it the device would count segments as pending for ever."""
    hand = Hand({ME: 3}, signed_for={ME: 1}).challenged()

    assert hand.session.receive(state({ME: tail(3)})) == [OfferSegments(ME, 2)]


def test_a_page_stays_within_the_relays_count() -> None:
    hand = Hand()
    hand.session.start()
    hand.session.receive(challenge(push_segments_max=3))

    assert hand.session.page_segments_max == 3


def test_a_receipt_for_what_was_not_sent_is_refused() -> None:
    assert code_of(Hand({ME: 3}).told({ME: tail(3)}), kept(ME, 3)) is Code.UNEXPECTED


def test_a_receipt_for_more_than_was_sent_is_refused() -> None:
    """Else a device would believe that it had recorded more than it has."""
    hand = Hand({ME: 3}, signed_for={}).told()
    hand.session.offer_segments(ME, 1, [SEGMENT, SEGMENT, SEGMENT])

    assert code_of(hand, kept(ME, 4)) is Code.UNEXPECTED


def test_a_receipt_of_another_signer_is_refused() -> None:
    hand = Hand({ME: 1}, signed_for={}).told()
    hand.session.offer_segments(ME, 1, [SEGMENT])

    assert code_of(hand, kept(ME, 1, signer=OTHER_RELAY)) is Code.BAD_SIGNATURE


def test_a_relay_that_went_back_raises_an_alarm_and_is_given_everything_again() -> None:
    hand = Hand({ME: 3}, signed_for={ME: 3}).challenged()

    assert hand.session.receive(state({ME: tail(1)})) == [Alarm(Code.RELAY_REGRESSED, ME), OfferSegments(ME, 2)]


def test_another_segment_under_the_same_number_raises_an_alarm_and_stops_that_series_only() -> None:
    hand = Hand({ME: 3, OTHER: 2}).challenged()

    effects = hand.session.receive(state({ME: tail(3), OTHER: Tail(2, hash_of(9))}))

    assert effects == [Alarm(Code.FORKED, OTHER)]
    assert hand.session.set_aside == {OTHER}
    assert hand.session.is_settled


def test_a_run_that_speaks_of_unknown_statements_waits_for_them() -> None:
    hand = Hand().told({OTHER: tail(1)})
    hand.session.receive(Segments(SPACE.space_id, OTHER, 1, [SEGMENT]))

    assert sent(hand.session.held_back(OTHER)) == [Want(SPACE.space_id, CONTROL, 1)]
    assert sent(hand.session.took_statements(Held(0, SPACE.control.head, {}, {}))) == [Want(SPACE.space_id, OTHER, 1)]


def test_a_run_that_speaks_of_statements_nobody_has_is_set_aside_with_an_alarm() -> None:
    hand = Hand().told({OTHER: tail(1)})
    hand.session.receive(Segments(SPACE.space_id, OTHER, 1, [SEGMENT]))
    hand.session.held_back(OTHER)

    assert hand.session.receive(Statements(SPACE.space_id, 1, [])) == [Alarm(Code.CONTROL_UNKNOWN, OTHER)]
    assert hand.session.is_settled


def test_a_series_that_the_log_refused_does_not_stop_the_others() -> None:
    hand = Hand().told({OTHER: tail(1), ME: tail(1)})
    hand.session.receive(Segments(SPACE.space_id, OTHER, 1, [SEGMENT]))
    hand.session.put_aside(OTHER)
    hand.session.receive(Segments(SPACE.space_id, ME, 1, [SEGMENT]))
    hand.session.took_segments(ME, tail(1))

    assert hand.session.is_settled
    assert not sent(hand.session.receive(News(SPACE.space_id, OTHER, 2)))
