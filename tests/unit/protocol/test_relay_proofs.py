"""Who somebody is to a relay: proofs, a kit's search for its space, mailboxes, and what is said to the rest."""

import pytest

from tests.support.control_cast import Cast, new_cast
from tests.support.relay_hand import HOST, NONCE, RelayHand
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import (
    Branch,
    Create,
    Find,
    Found,
    Hello,
    JoinMailbox,
    Mail,
    OpenMailbox,
    Prove,
    Refused,
    Segments,
    Statements,
    ToRelay,
    Want,
    proof_message,
)
from whyward.protocol.ids import CONTROL, ZERO32, SpaceId
from whyward.protocol.limits import VERSION
from whyward.protocol.relay_effects import FindKit, Joined, Send, UseMailbox
from whyward.protocol.relay_session import refusal
from whyward.protocol.spaces import SpaceView

BOX = "boxy"


@pytest.fixture(scope="module")
def cast() -> Cast:
    """A space with everybody in it, which nobody here changes."""
    return new_cast()


def hand_of(cast: Cast) -> RelayHand:
    """Return a connection that has said hello to a relay that holds the space."""
    return RelayHand(SpaceView(cast.writing.control))


def sought(hand: RelayHand, kit: DeviceKeys) -> Find:
    """Return a kit's question for its space."""
    message = proof_message(
        relay_pk=hand.signer.public_key,
        host=HOST,
        device_nonce=NONCE,
        relay_nonce=NONCE,
        space_id=SpaceId(ZERO32),
        device_id=kit.device_id,
    )
    return Find(kit.device_id, kit.sign_pk, kit.signer.sign(message))


def test_a_proof_joins_its_device_and_shows_it_the_state(cast: Cast) -> None:
    control, hand = cast.writing.control, hand_of(cast)
    assert hand.session.device_in(control.space_id) is None

    joined, shown = hand.give(hand.proof(control, cast.owner))

    assert joined == Joined(control.space_id, cast.owner.device_id)
    assert shown == Send(SpaceView(control).state())
    assert hand.session.device_in(control.space_id) == cast.owner.device_id


def test_a_proof_that_its_key_did_not_sign_joins_nobody(cast: Cast) -> None:
    control, hand = cast.writing.control, hand_of(cast)
    forged = Prove(control.space_id, cast.owner.device_id, cast.owner.sign_pk, bytes(64))

    assert hand.refused(forged) is Code.BAD_PROOF
    assert hand.refused(Want(control.space_id, CONTROL, 0)) is Code.NOT_ADMITTED


def test_a_proof_under_anothers_name_joins_nobody(cast: Cast) -> None:
    """The key is real and the name is known, but they are not of one device."""
    control, hand = cast.writing.control, hand_of(cast)
    message = proof_message(
        relay_pk=hand.signer.public_key,
        host=HOST,
        device_nonce=NONCE,
        relay_nonce=NONCE,
        space_id=control.space_id,
        device_id=cast.owner.device_id,
    )
    signature = cast.stranger.signer.sign(message)
    borrowed = Prove(control.space_id, cast.owner.device_id, cast.stranger.sign_pk, signature)

    assert hand.refused(borrowed) is Code.NO_SUCH_SPACE


def test_a_removed_device_that_proves_itself_is_told_so(cast: Cast) -> None:
    hand = hand_of(cast)

    assert hand.refused(hand.proof(cast.writing.control, cast.removed)) is Code.REMOVED


def test_who_proved_itself_after_all_is_no_stranger_any_more(cast: Cast) -> None:
    """What it offers is answered as any member's offer is: with the reason."""
    writing = cast.writing
    hand = RelayHand(SpaceView(writing.control))
    known, hand.view = hand.view, None
    assert hand.refused(hand.proof(writing.control, cast.owner)) is Code.NO_SUCH_SPACE
    hand.view = known
    hand.proven(writing.control, cast.owner)
    gap = Statements(writing.control.space_id, writing.control.index + 2, [writing.signed[-1]])

    assert hand.refused(gap) is Code.GAP


# --- The search of a kit for its space.


def test_a_kit_is_told_its_space_and_nobody_else_is(cast: Cast) -> None:
    """Not one who is no kit, not one whose key is another, and not where the relay knows of no space."""
    control, hand = cast.writing.control, hand_of(cast)

    assert hand.give(sought(hand, cast.kit)) == [FindKit(cast.kit.device_id, cast.kit.sign_pk)]
    assert hand.session.found(FindKit(cast.kit.device_id, cast.kit.sign_pk), hand.view) == Found(control.space_id)
    for effect, view in (
        (FindKit(cast.owner.device_id, cast.owner.sign_pk), hand.view),
        (FindKit(cast.kit.device_id, cast.owner.sign_pk), hand.view),
        (FindKit(cast.kit.device_id, cast.kit.sign_pk), None),
    ):
        with pytest.raises(TheirFault) as caught:
            hand.session.found(effect, view)
        assert caught.value.code is Code.NO_SUCH_SPACE
        assert caught.value.about == effect.device_id


def test_a_search_that_the_kit_did_not_sign_is_refused(cast: Cast) -> None:
    hand = hand_of(cast)

    assert hand.refused(Find(cast.kit.device_id, cast.kit.sign_pk, bytes(64))) is Code.BAD_PROOF


# --- Mailboxes.


def test_a_mailbox_is_opened_by_a_device_and_joined_by_anybody(cast: Cast) -> None:
    hand = hand_of(cast)

    assert hand.refused(OpenMailbox(BOX)) is Code.NOT_ADMITTED
    assert hand.give(JoinMailbox(BOX)) == [UseMailbox(JoinMailbox(BOX))]
    assert hand.give(Mail(b"letter")) == [UseMailbox(Mail(b"letter"))]
    hand.proven(cast.writing.control, cast.owner)
    assert hand.give(OpenMailbox(BOX)) == [UseMailbox(OpenMailbox(BOX))]


# --- What the shell needs to know, and what is said to the device.


def test_only_a_frame_that_speaks_of_a_space_needs_its_view(cast: Cast) -> None:
    hand, space_id = hand_of(cast), cast.writing.control.space_id
    of_a_space: list[ToRelay] = [
        hand.proof(cast.writing.control, cast.owner),
        Statements(space_id, 1, []),
        Branch(space_id, 1, []),
        Segments(space_id, cast.owner.device_id, 1, []),
        Want(space_id, CONTROL, 0),
        Create(cast.writing.signed[0], ""),
    ]
    of_none: list[Hello | Find | OpenMailbox | JoinMailbox | Mail] = [
        Hello(VERSION, NONCE),
        sought(hand, cast.kit),
        OpenMailbox(BOX),
        JoinMailbox(BOX),
        Mail(b"letter"),
    ]

    assert [hand.session.space_of(frame) for frame in of_a_space] == [space_id] * len(of_a_space)
    assert [hand.session.space_of(frame) for frame in of_none] == [None] * len(of_none)


def test_a_refusal_says_what_it_is_about_in_few_words() -> None:
    """Whatever came in, the answer stays small."""
    fault = TheirFault("n" * 400, code=Code.BUSY, about=b"a" * 40, retry_after_ms=7)

    assert refusal(fault) == Refused(Code.BUSY, b"a" * 32, 7, "n" * 300)
    assert str(fault) == "n" * 400
