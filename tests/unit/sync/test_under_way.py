"""What is under way in a device's session: it ends when it should, is not begun twice, and is of this space."""

import pytest

from tests.support.sim_session import ME, OTHER, RELAY, SPACE, Hand, challenge, hash_of, kept, sent, state, tail
from whyward.protocol.device_effects import ControlDiverged, TakeStatements
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.exchange import Held
from whyward.protocol.frames import (
    Challenge,
    Kept,
    News,
    RelayLimits,
    Segments,
    Statements,
    ToDevice,
    Want,
    kept_message,
)
from whyward.protocol.ids import CONTROL
from whyward.protocol.limits import FRAME_BYTES_MAX
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement, statement_hash

SEGMENT = Segment(b"header", bytes(64), b"body")
STATEMENT = SignedStatement(b"a statement", bytes(64))
ELSEWHERE = bytes(32)


def wanting_statements() -> Hand:
    """Return a session that has asked for the statement after the genesis."""
    hand = Hand().challenged()
    assert sent(hand.session.receive(state(control=1, head=hash_of(1)))) == [Want(SPACE.space_id, CONTROL, 1)]
    return hand


def ended(hand: Hand, frame: ToDevice) -> tuple[Code, str]:
    """Return why the session ends at this frame, with the words."""
    with pytest.raises(TheirFault) as caught:
        hand.session.receive(frame)
    return caught.value.code, str(caught.value)


def test_statements_that_came_are_taken_and_not_asked_for_again_meanwhile() -> None:
    hand = wanting_statements()

    run = [STATEMENT]
    assert hand.session.receive(Statements(SPACE.space_id, 1, run)) == [TakeStatements(1, run)]
    assert hand.session.receive(News(SPACE.space_id, CONTROL, 2)) == []
    assert not hand.session.is_settled
    assert sent(hand.session.took_statements(Held(1, hash_of(1), {}, {}))) == [Want(SPACE.space_id, CONTROL, 2)]


def test_segments_that_came_are_not_asked_for_again_while_they_are_taken() -> None:
    hand = Hand().told({OTHER: tail(2)})
    hand.session.receive(Segments(SPACE.space_id, OTHER, 1, [SEGMENT]))

    assert hand.session.receive(News(SPACE.space_id, OTHER, 3)) == []


def test_statements_of_another_branch_leave_nothing_under_way() -> None:
    hand = wanting_statements()
    hand.session.receive(Statements(SPACE.space_id, 1, [STATEMENT]))

    assert hand.session.part_control() == [ControlDiverged()]
    assert hand.session.is_settled


def test_a_series_that_parted_leaves_nothing_under_way() -> None:
    hand = Hand({OTHER: 1}).told({OTHER: tail(3)})
    hand.session.receive(Segments(SPACE.space_id, OTHER, 2, [SEGMENT]))

    hand.session.part(OTHER)

    assert hand.session.is_settled


def test_nothing_is_begun_between_a_kept_proposal_and_its_storing() -> None:
    """Its own statement is not asked for: it is here, and on its way into the log."""
    hand = Hand().told()
    hand.session.propose(STATEMENT)
    hand.session.receive(kept(CONTROL, 1, statement_hash(STATEMENT.raw)))

    assert hand.session.receive(News(SPACE.space_id, OTHER, 1)) == []
    held = Held(1, statement_hash(STATEMENT.raw), {}, {})
    assert sent(hand.session.took_statements(held)) == [Want(SPACE.space_id, OTHER, 1)]


def test_ones_own_series_is_not_offered_when_it_stands_on_a_branch_that_lost() -> None:
    hand = Hand({ME: 2}, signed_for={}).challenged()
    hand.session.leave_own()

    assert hand.session.receive(state()) == []
    assert hand.session.set_aside == {ME}
    assert hand.session.is_settled


def test_what_was_asked_for_is_not_taken_for_another_space() -> None:
    """Neither statements nor segments, though all else about them is right."""
    another = (Code.UNEXPECTED, "the relay speaks of another space")

    assert ended(wanting_statements(), Statements(ELSEWHERE, 1, [STATEMENT])) == another
    assert ended(Hand().told({OTHER: tail(1)}), Segments(ELSEWHERE, OTHER, 1, [SEGMENT])) == another


def test_a_genuine_receipt_for_another_space_is_none_for_this_one() -> None:
    hand = Hand({ME: 1}, signed_for={}).told()
    hand.session.offer_segments(ME, 1, [SEGMENT])
    message = kept_message(space_id=ELSEWHERE, device_id=ME, n=1, hash_=hash_of(1), relay_seq=7)
    receipt = Kept(ELSEWHERE, ME, 1, hash_of(1), 7, RELAY.sign(message))

    assert ended(hand, receipt) == (Code.UNEXPECTED, "the relay speaks of another space")


# --- How large a page may be.


def page(limits: RelayLimits) -> tuple[int, int]:
    """Return how large a page may be by a relay's limits, in bytes and in segments."""
    hand = Hand()
    hand.session.start()
    assert (hand.session.page_bytes_max, hand.session.page_segments_max) == (0, 0)
    hand.session.receive(Challenge(RELAY.public_key, challenge().nonce, limits))
    return hand.session.page_bytes_max, hand.session.page_segments_max


@pytest.mark.parametrize(
    ("limits", "due"),
    [
        (RelayLimits(4 << 20, 1 << 10, 5), (1 << 10, 5)),
        (RelayLimits(4 << 10, 1 << 30, 5), (2 << 10, 5)),
        (RelayLimits(1 << 30, 1 << 30, 5), (FRAME_BYTES_MAX // 2, 5)),
        (RelayLimits(4 << 20, 1 << 10, 0), (1 << 10, 1)),
        (RelayLimits(4 << 20, 1 << 10, 1), (1 << 10, 1)),
        (RelayLimits(4 << 20, 1 << 10, 1 << 20), (1 << 10, 1000)),
    ],
)
def test_a_page_stays_within_the_relays_limits_and_within_our_own(limits: RelayLimits, due: tuple[int, int]) -> None:
    """At most half a frame, and one segment at least, or nothing would ever go."""
    assert page(limits) == due
