"""A proposed statement: kept where it was asked for, or lost to another one and read anew."""

import pytest

from tests.support.sim_session import ME, OTHER, SPACE, Hand, kept, sent, tail
from whyward.protocol.device_effects import ProposalKept, ProposalLost, RecordKept
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.exchange import Held
from whyward.protocol.frames import News, Refused, Statements, Want
from whyward.protocol.ids import CONTROL
from whyward.protocol.statements import SignedStatement, statement_hash

PROPOSED = SignedStatement(b"a statement", bytes(64))


def test_a_proposal_goes_right_after_the_common_head() -> None:
    hand = Hand().told()

    assert sent(hand.session.propose(PROPOSED)) == [Statements(SPACE.space_id, 1, [PROPOSED])]
    assert not hand.session.is_settled


def test_a_kept_proposal_is_stored_here_too() -> None:
    hand = Hand().told()
    hand.session.propose(PROPOSED)

    receipt = kept(CONTROL, 1, statement_hash(PROPOSED.raw))
    assert hand.session.receive(receipt) == [ProposalKept(PROPOSED), RecordKept(receipt)]
    hand.session.took_statements(Held(1, statement_hash(PROPOSED.raw), {}, {}))
    assert hand.session.is_settled


def test_a_receipt_for_another_statement_than_the_proposed_one_is_refused() -> None:
    hand = Hand().told()
    hand.session.propose(PROPOSED)

    with pytest.raises(TheirFault) as caught:
        hand.session.receive(kept(CONTROL, 1, bytes(32)))

    assert caught.value.code is Code.UNEXPECTED


def test_a_lost_proposal_reads_the_statement_that_came_first() -> None:
    hand = Hand().told()
    hand.session.propose(PROPOSED)

    effects = hand.session.receive(Refused(Code.CONTROL_MOVED, SPACE.space_id, 0, "no"))

    assert ProposalLost() in effects
    assert sent(effects) == [Want(SPACE.space_id, CONTROL, 1)]


def test_nothing_else_is_begun_while_a_proposal_is_under_way() -> None:
    """What follows may depend on it."""
    hand = Hand({ME: 1}).told({ME: tail(1)})
    hand.session.propose(PROPOSED)

    assert not sent(hand.session.receive(News(SPACE.space_id, OTHER, 1)))
