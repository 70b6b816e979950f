"""Who speaks, as a relay takes it: greetings, proofs, strangers, kits; nothing is said before it is clear."""

from dataclasses import replace

import msgspec
import pytest

from tests.support.control_cast import Cast, new_cast
from tests.support.relay_hand import HOST, LIMITS, NONCE, RelayHand, early, hand_of
from tests.support.world import CRYPTO
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
    Segments,
    Statements,
    Want,
)
from whyward.protocol.ids import CONTROL, ZERO32, SpaceId
from whyward.protocol.limits import VERSION
from whyward.protocol.relay_effects import (
    FindKit,
    FoundSpace,
    RepeatStatements,
    UseMailbox,
)
from whyward.protocol.relay_session import RelaySession
from whyward.protocol.spaces import SpaceView


@pytest.fixture
def cast() -> Cast:
    """A space with everybody in it."""
    return new_cast()


def test_nothing_is_said_before_hello_and_hello_is_said_once_in_a_known_version(cast: Cast) -> None:
    space_id = cast.writing.control.space_id

    assert RelayHand(None, greeted=False).refused(Want(space_id, CONTROL, 0)) is Code.UNEXPECTED
    assert RelayHand(None, greeted=False).refused(Hello(VERSION + 1, NONCE)) is Code.UNKNOWN_VERSION
    assert RelayHand(None).refused(Hello(VERSION, NONCE)) is Code.UNEXPECTED


def test_a_space_is_founded_once(cast: Cast) -> None:
    create = Create(cast.writing.signed[0], "")

    (effect,) = RelayHand(None).give(create)

    assert isinstance(effect, FoundSpace)
    assert RelayHand(SpaceView(cast.writing.control)).refused(create) is Code.SPACE_EXISTS


def test_who_has_not_proven_anything_gets_and_gives_nothing(cast: Cast) -> None:
    control = cast.writing.control
    hand = RelayHand(SpaceView(control))

    assert hand.refused(Want(control.space_id, CONTROL, 0)) is Code.NOT_ADMITTED
    assert hand.refused(Statements(control.space_id, 1, [cast.writing.signed[1]])) is Code.NOT_ADMITTED


def test_a_removed_device_on_an_open_connection_is_told_so(cast: Cast) -> None:
    """Its next frame is its last."""
    control = cast.writing.control
    hand = RelayHand(SpaceView(control)).proven(control, cast.other_owner)
    hand.view = SpaceView(cast.writing.remove(cast.owner, [cast.other_owner]))

    assert hand.refused(Want(control.space_id, CONTROL, 0)) is Code.REMOVED


@pytest.mark.parametrize("change", ["space_id", "device_id", "sign_pk", "signature"])
def test_a_proof_that_is_not_of_this_device_space_and_connection_is_refused(cast: Cast, change: str) -> None:
    """Before anything is said of the space."""
    hand, control = RelayHand(SpaceView(cast.writing.control)), cast.writing.control
    proof, other = hand.proof(control, cast.owner), hand.proof(control, cast.guest)
    changed = bytes(32) if change == "space_id" else getattr(other, change)

    assert hand.refused(msgspec.structs.replace(proof, **{change: changed})) is Code.BAD_PROOF
    assert hand.session.device_in(control.space_id) is None
    hand.give(proof)
    assert hand.session.device_in(control.space_id) == cast.owner.device_id


def test_a_proof_to_another_relay_host_or_connection_is_refused(cast: Cast) -> None:
    control = cast.writing.control
    proof = RelayHand(None).proof(control, cast.owner)
    signer = cast.writing.keys("another relay").signer
    for host, nonce, relay in (
        ("other.example", NONCE, cast.writing.keys("relay").signer),
        (HOST, b"n" * 32, cast.writing.keys("relay").signer),
        (HOST, NONCE, signer),
    ):
        session = RelaySession(host=host, signer=relay, check=CRYPTO.check, nonce=nonce, limits=LIMITS)
        session.receive(Hello(VERSION, NONCE), None)
        with pytest.raises(TheirFault) as caught:
            session.receive(proof, SpaceView(control))
        assert caught.value.code is Code.BAD_PROOF


def test_a_key_of_somebody_else_under_a_members_name_is_a_stranger(cast: Cast) -> None:
    """The name alone lets nobody in, and a removed device's name does not say that it was one."""
    hand, control = RelayHand(SpaceView(cast.writing.control)), cast.writing.control
    for keys in (cast.owner, cast.removed):
        theirs = replace(keys, sign_pk=cast.stranger.sign_pk, signer=cast.stranger.signer)
        assert hand.refused(hand.proof(control, theirs)) is Code.NO_SUCH_SPACE
    assert RelayHand(None).refused(hand.proof(control, cast.owner)) is Code.NO_SUCH_SPACE


def test_a_space_is_found_by_its_kit_of_today_and_by_nobody_else(cast: Cast) -> None:
    hand, control = RelayHand(SpaceView(cast.writing.control)), cast.writing.control
    nowhere = SpaceId(ZERO32)
    for keys, is_kit in ((cast.kit, True), (cast.old_kit, False), (cast.owner, False)):
        proof = hand.proof(replace(control, space_id=nowhere), keys)
        find = Find(proof.device_id, proof.sign_pk, proof.signature)
        effect = FindKit(keys.device_id, keys.sign_pk)
        assert hand.give(find) == [effect]
        if is_kit:
            assert hand.session.found(effect, hand.view) == Found(control.space_id)
            assert hand.refused(msgspec.structs.replace(find, device_id=bytes(32))) is Code.BAD_PROOF
        for view in (None, None if is_kit else hand.view):
            with pytest.raises(TheirFault) as caught:
                hand.session.found(effect, view)
            assert caught.value.code is Code.NO_SUCH_SPACE
    theirs = FindKit(cast.kit.device_id, cast.stranger.sign_pk)
    with pytest.raises(TheirFault):
        hand.session.found(theirs, hand.view)


def test_only_a_proven_device_opens_a_mailbox_and_anybody_uses_one(cast: Cast) -> None:
    """Who joins is in no space yet."""
    hand = RelayHand(None)

    assert hand.refused(OpenMailbox("ABCD")) is Code.NOT_ADMITTED
    for frame in (JoinMailbox("ABCD"), Mail(b"letter")):
        assert hand.give(frame) == [UseMailbox(frame)]
    assert hand_of(cast).give(OpenMailbox("ABCD")) == [UseMailbox(OpenMailbox("ABCD"))]


def test_a_stranger_that_became_known_is_a_device_like_any_other(cast: Cast) -> None:
    held = early(cast, 2)
    hand = RelayHand(SpaceView(held))
    assert hand.refused(hand.proof(held, cast.renewed)) is Code.NO_SUCH_SPACE
    hand.view = SpaceView(early(cast, 3))
    hand.give(hand.proof(held, cast.renewed))

    (effect,) = hand.give(Statements(held.space_id, 1, cast.writing.signed[1:2]))
    assert isinstance(effect, RepeatStatements)


def test_a_removed_device_that_proves_itself_is_told_so(cast: Cast) -> None:
    hand = RelayHand(SpaceView(cast.writing.control))

    assert hand.refused(hand.proof(cast.writing.control, cast.removed)) is Code.REMOVED


def test_only_a_frame_that_speaks_of_a_space_needs_its_view(cast: Cast) -> None:
    hand, control = RelayHand(None), cast.writing.control
    of_a_space: list[Prove | Statements | Branch | Segments | Want | Create] = [
        hand.proof(control, cast.owner),
        Statements(control.space_id, 1, []),
        Branch(control.space_id, 1, []),
        Segments(control.space_id, cast.owner.device_id, 1, []),
        Want(control.space_id, CONTROL, 0),
        Create(cast.writing.signed[0], ""),
    ]
    of_none: list[Hello | Find | OpenMailbox | JoinMailbox | Mail] = [
        Hello(VERSION, NONCE),
        Find(cast.kit.device_id, cast.kit.sign_pk, bytes(64)),
        OpenMailbox("name"),
        JoinMailbox("name"),
        Mail(b"letter"),
    ]

    assert {hand.session.space_of(frame) for frame in of_a_space} == {control.space_id}
    assert {hand.session.space_of(frame) for frame in of_none} == {None}
