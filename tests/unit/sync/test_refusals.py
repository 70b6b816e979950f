"""What a relay refuses: what is mended at once, what stops one series, and what ends the session."""

import pytest

from tests.support.sim_session import (
    ME,
    OTHER,
    SPACE,
    Hand,
    kept,
    sent,
    state,
)
from whyward.protocol.device_effects import Alarm, Diverged
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import (
    Create,
    Prove,
    Refused,
    ToDevice,
)
from whyward.protocol.segments import Segment

SEGMENT = Segment(b"header", bytes(64), b"body")


def refused(code: Code | str, about: bytes = b"", retry_after_ms: int = 0) -> Refused:
    """Refuse something."""
    return Refused(str(code), about, retry_after_ms, "no")


def code_of(hand: Hand, frame: ToDevice) -> Code:
    """Return why the session ends at this frame."""
    with pytest.raises(TheirFault) as caught:
        hand.session.receive(frame)
    return caught.value.code


def test_a_space_that_the_relay_does_not_know_is_founded_there_once() -> None:
    hand = Hand().challenged()

    create, proof = sent(hand.session.receive(refused(Code.NO_SUCH_SPACE, SPACE.space_id)))
    assert create == Create(SPACE.genesis, "please")
    assert isinstance(proof, Prove)
    assert code_of(hand, refused(Code.NO_SUCH_SPACE, SPACE.space_id)) is Code.NO_SUCH_SPACE


def test_a_space_that_another_process_founded_meanwhile_is_no_reason_to_stop() -> None:
    hand = Hand().challenged()
    hand.session.receive(refused(Code.NO_SUCH_SPACE, SPACE.space_id))

    assert not hand.session.receive(refused(Code.SPACE_EXISTS))
    hand.session.receive(state())
    assert hand.session.is_settled


def test_a_space_that_exists_without_having_been_asked_for_ends_the_session() -> None:
    assert code_of(Hand().challenged(), refused(Code.SPACE_EXISTS)) is Code.SPACE_EXISTS


@pytest.mark.parametrize("code", [Code.FORKED, Code.BAD_SIGNATURE, Code.BAD_BODY, Code.GAP, Code.BAD_EPOCH])
def test_a_refused_offer_sets_its_series_aside_and_the_others_go_on(code: Code) -> None:
    hand = Hand({ME: 1, OTHER: 1}, signed_for={}).challenged()
    hand.session.receive(state())

    expected = Diverged() if code is Code.FORKED else Alarm(code, ME)
    assert hand.session.receive(refused(code, ME)) == [expected]
    hand.session.offer_segments(OTHER, 1, [SEGMENT])
    hand.session.receive(kept(OTHER, 1))
    assert hand.session.is_settled


@pytest.mark.parametrize("code", [Code.LATE, Code.CLOSED])
def test_an_offer_that_a_new_statement_overtook_is_no_alarm(code: Code) -> None:
    """An honest relay says so when a removal came between; the statement itself is read next."""
    hand = Hand({ME: 1}, signed_for={}).challenged()
    hand.session.receive(state())

    assert hand.session.receive(refused(code, ME)) == []
    assert hand.session.set_aside == {ME}


def test_a_refusal_about_a_series_that_was_not_offered_ends_the_session() -> None:
    assert code_of(Hand().told(), refused(Code.FORKED, OTHER)) is Code.FORKED


def test_a_busy_relay_says_when_to_come_back() -> None:
    hand = Hand().told()

    with pytest.raises(TheirFault) as caught:
        hand.session.receive(refused(Code.BUSY, retry_after_ms=1500))

    assert (caught.value.code, caught.value.retry_after_ms) == (Code.BUSY, 1500)


def test_a_code_of_a_newer_relay_counts_as_a_plain_refusal() -> None:
    assert code_of(Hand().told(), refused("made-up-in-2040")) is Code.NOT_ALLOWED
