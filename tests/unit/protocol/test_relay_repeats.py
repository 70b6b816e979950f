"""What a relay is offered a second time, or at the very end of what it holds: neither refused nor stored twice."""

import pytest

from tests.support.control_cast import Cast, new_cast
from tests.support.relay_hand import RelayHand
from tests.support.segment_writing import end_of, series
from tests.support.world import CRYPTO
from whyward.protocol.branches import stands_on
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Branch, Segments, Statements
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.relay_effects import (
    CompareSegments,
    RepeatStatements,
    StoreSegments,
    StoreStatements,
)
from whyward.protocol.relay_session import compared
from whyward.protocol.segments import Segment
from whyward.protocol.spaces import SpaceView


@pytest.fixture
def cast() -> Cast:
    """A space with everybody in it."""
    return new_cast()


def hand_of(cast: Cast, view: SpaceView) -> RelayHand:
    """Return a connection on which the owner has proven itself to a relay that holds the space."""
    return RelayHand(view).proven(cast.writing.control, cast.owner)


def early(cast: Cast, length: int) -> ControlLog:
    """Return the control log as it was after so many statements."""
    control = found(cast.writing.signed[0], CRYPTO.check)
    for signed in cast.writing.signed[1:length]:
        control = control.follow(signed, CRYPTO.check)
    return control


# --- Segments.


def test_a_push_right_after_what_is_held_is_only_stored(cast: Cast) -> None:
    control, device = cast.writing.control, cast.owner.device_id
    run = series(control, cast.owner, 2)
    hand = hand_of(cast, SpaceView(control, {device: end_of(run[:1])}))

    (store,) = hand.give(Segments(control.space_id, device, 2, run[1:]))

    assert isinstance(store, StoreSegments)
    assert store.tail == end_of(run)


def test_a_push_of_what_is_held_is_only_compared(cast: Cast) -> None:
    control, device = cast.writing.control, cast.owner.device_id
    run = series(control, cast.owner, 2)
    hand = hand_of(cast, SpaceView(control, {device: end_of(run)}))

    (compare,) = hand.give(Segments(control.space_id, device, 1, run))

    assert compare == CompareSegments(control.space_id, device, 1, tuple(run))


def test_a_repeated_push_is_kept_up_to_its_own_end(cast: Cast) -> None:
    """Whoever covered it with a later signature, and whichever body was erased since."""
    control, device = cast.writing.control, cast.owner.device_id
    run = series(control, cast.owner, 2)
    effect = CompareSegments(control.space_id, device, 1, tuple(run))
    unsigned, erased = Segment(run[0].header, bytes(64), run[0].body), Segment(run[1].header, run[1].signature, b"")

    for held in (run, [unsigned, run[1]], [run[0], erased]):
        assert compared(effect, held) == end_of(run)
    emptied = CompareSegments(control.space_id, device, 1, (run[0], erased))
    assert compared(emptied, run) == end_of(run)


def test_a_repeated_push_with_another_header_or_body_is_a_fork(cast: Cast) -> None:
    control, device = cast.writing.control, cast.owner.device_id
    (own,) = series(control, cast.owner, 1)
    (other,) = series(control, cast.owner, 1, salt=b"o" * 32)

    for pushed in (
        Segment(other.header, own.signature, own.body),
        Segment(own.header, own.signature, own.body[:-1] + b"x"),
        Segment(other.header, other.signature, b""),
    ):
        with pytest.raises(TheirFault) as caught:
            compared(CompareSegments(control.space_id, device, 1, (pushed,)), [own])
        assert caught.value.code is Code.FORKED
        assert caught.value.about == device


def test_a_repeated_push_is_held_against_as_many_as_it_repeats(cast: Cast) -> None:
    """One more or one less would compare nothing at the end, and still say that all is kept."""
    run = series(cast.writing.control, cast.owner, 2)
    effect = CompareSegments(cast.writing.control.space_id, cast.owner.device_id, 1, tuple(run))

    with pytest.raises(ValueError, match="shorter"):
        compared(effect, run[:1])


def test_a_segment_that_knew_the_very_last_statement_stands(cast: Cast) -> None:
    control = cast.writing.control
    (segment,) = series(control, cast.owner, 1)

    assert stands_on(control, segment.header)


# --- Statements.


def test_another_statement_in_the_last_place_is_refused_about_its_space(cast: Cast) -> None:
    """The device that hears it reads what came first, and signs anew."""
    writing, before = cast.writing, cast.writing.control
    writing.rotate(cast.other_owner)
    second, writing.control = writing.signed.pop(), before
    hand = hand_of(cast, SpaceView(writing.rotate(cast.owner)))

    with pytest.raises(TheirFault) as caught:
        hand.give(Statements(before.space_id, before.index + 1, [second]))

    assert caught.value.code is Code.CONTROL_MOVED
    assert caught.value.about == before.space_id
    assert str(caught.value) == "another statement stands there already"


def test_a_branch_that_is_held_already_is_said_again_to_be_kept_as_far_as_it_goes(cast: Cast) -> None:
    control = cast.writing.control
    hand = hand_of(cast, SpaceView(control))

    (effect,) = hand.give(Branch(control.space_id, 1, cast.writing.signed[1:3]))

    assert isinstance(effect, RepeatStatements)
    assert (effect.tail.n, effect.tail.hash) == (2, control.hashes[2])


def test_a_branch_that_only_goes_on_is_stored_and_replaces_nothing(cast: Cast) -> None:
    held = early(cast, 3)
    hand = hand_of(cast, SpaceView(held))

    (effect,) = hand.give(Branch(held.space_id, 1, cast.writing.signed[1:6]))

    assert isinstance(effect, StoreStatements)
    assert (effect.start, list(effect.run)) == (3, cast.writing.signed[3:6])


# --- The beginning of a log.


def test_who_founds_a_space_and_its_kit_belong_to_it_from_the_first_statement_on(cast: Cast) -> None:
    """The first epoch is due from there too, however many followed."""
    control = found(cast.writing.signed[0], CRYPTO.check)

    assert {member.since for member in control.members.values()} == {0}
    assert cast.writing.control.epoch_at(0).body.number == 0
