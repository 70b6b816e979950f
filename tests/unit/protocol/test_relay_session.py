"""The relay's half of a session, frame by frame: what it takes of a member, and what it answers to the rest."""

import msgspec
import pytest

from tests.support.control_cast import Cast, new_cast
from tests.support.relay_hand import LIMITS, RelayHand, early, hand_of
from tests.support.segment_writing import end_of, series
from tests.support.world import CRYPTO
from whyward.protocol.branches import branched, stands_on
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import (
    Branch,
    Segments,
    Statements,
    Want,
)
from whyward.protocol.ids import CONTROL
from whyward.protocol.relay_effects import (
    CompareSegments,
    ReadSegments,
    ReadStatements,
    RepeatStatements,
    ReplaceBranch,
    StoreSegments,
    StoreStatements,
)
from whyward.protocol.repeats import compared
from whyward.protocol.spaces import SpaceView


@pytest.fixture
def cast() -> Cast:
    """A space with everybody in it."""
    return new_cast()


def test_series_are_read_by_name_and_no_others(cast: Cast) -> None:
    """Those of removed devices too; a stranger's is none of the space."""
    hand, space_id = hand_of(cast), cast.writing.control.space_id

    assert hand.give(Want(space_id, CONTROL, 3)) == [ReadStatements(space_id, 3)]
    wanted = cast.removed.device_id
    assert hand.give(Want(space_id, wanted, 2)) == [ReadSegments(space_id, wanted, 2)]
    assert hand.refused(Want(space_id, cast.stranger.device_id, 1)) is Code.NOT_ADMITTED


# --- Statements.


def test_an_offer_of_nothing_or_with_a_gap_before_it_is_refused(cast: Cast) -> None:
    hand, control = hand_of(cast), cast.writing.control
    last = cast.writing.signed[-1]

    assert hand.refused(Statements(control.space_id, 1, [])) is Code.UNEXPECTED
    assert hand.refused(Statements(control.space_id, control.index + 2, [last])) is Code.GAP


def test_what_is_held_is_said_again_to_be_kept_as_far_as_it_was_offered(cast: Cast) -> None:
    hand, control = hand_of(cast), cast.writing.control

    (effect,) = hand.give(Statements(control.space_id, 1, cast.writing.signed[1:4]))

    assert isinstance(effect, RepeatStatements)
    assert (effect.tail.n, effect.tail.hash) == (3, control.hashes[3])


def test_an_offer_that_repeats_and_goes_on_is_stored_from_where_it_goes_on(cast: Cast) -> None:
    held = early(cast, 3)
    hand = RelayHand(SpaceView(held)).proven(held, cast.owner)

    (effect,) = hand.give(Statements(held.space_id, 1, cast.writing.signed[1:6]))

    assert isinstance(effect, StoreStatements)
    assert (effect.start, list(effect.run)) == (3, cast.writing.signed[3:6])
    assert effect.control.hashes == cast.writing.control.hashes[:6]


def test_of_two_statements_for_one_place_the_relay_takes_the_first(cast: Cast) -> None:
    writing, before = cast.writing, cast.writing.control
    writing.rotate(cast.other_owner)
    second, writing.control = writing.signed.pop(), before
    hand = hand_of(cast, SpaceView(writing.rotate(cast.owner)))

    with pytest.raises(TheirFault) as caught:
        hand.give(Statements(before.space_id, before.index + 1, [second]))
    assert (caught.value.code, caught.value.about) == (Code.CONTROL_MOVED, before.space_id)


def test_a_stranger_may_bring_the_statements_that_make_it_known_and_no_others(cast: Cast) -> None:
    """A relay that was set back learns who belongs from any device."""
    writing = cast.writing
    held = early(cast, 2)
    hand = RelayHand(SpaceView(held))
    assert hand.refused(hand.proof(held, cast.renewed)) is Code.NO_SUCH_SPACE

    assert hand.refused(Statements(held.space_id, 1, writing.signed[1:2])) is Code.NO_SUCH_SPACE
    assert hand.refused(Statements(held.space_id, 2, writing.signed[3:4])) is Code.NO_SUCH_SPACE
    (effect,) = hand.give(Statements(held.space_id, 1, writing.signed[1:3]))
    assert isinstance(effect, StoreStatements)
    assert cast.renewed.device_id in effect.control.members


def test_a_stranger_whom_nothing_makes_known_brings_nothing(cast: Cast) -> None:
    """Not even statements that are valid."""
    held = early(cast, 2)
    hand = RelayHand(SpaceView(held))
    assert hand.refused(hand.proof(held, cast.stranger)) is Code.NO_SUCH_SPACE

    assert hand.refused(Statements(held.space_id, 1, cast.writing.signed[1:5])) is Code.NO_SUCH_SPACE


# --- Branches.


def test_a_branch_parts_after_the_genesis_or_goes_on_as_the_log_does(cast: Cast) -> None:
    writing, before = cast.writing, cast.writing.control
    writing.rotate(cast.other_owner)
    other, writing.control = writing.signed.pop(), before
    hand = hand_of(cast, SpaceView(writing.rotate(cast.owner)))
    space_id = before.space_id

    assert hand.refused(Branch(space_id, 0, [writing.signed[0]])) is Code.WRONG_PLACE
    (parted,) = hand.give(Branch(space_id, before.index, [writing.signed[before.index], other]))
    assert isinstance(parted, ReplaceBranch)
    assert (parted.start, list(parted.run)) == (before.index + 1, [other])
    for known in (writing.signed[1:], writing.signed[1:3]):
        (repeated,) = hand.give(Branch(space_id, 1, known))
        assert isinstance(repeated, RepeatStatements)
    (grown,) = hand_of(cast, SpaceView(before)).give(Branch(space_id, before.index + 1, [other]))
    assert isinstance(grown, StoreStatements)


def test_a_branch_takes_the_place_of_the_other_only_if_it_outweighs_it(cast: Cast) -> None:
    writing, before = cast.writing, cast.writing.control
    writing.remove(cast.owner, [cast.other_owner])
    removal, writing.control = writing.signed.pop(), before
    writing.rotate(cast.owner)
    held = list(writing.signed)
    heavier = ReplaceBranch(before.space_id, before.index + 1, (removal,))

    assert cast.other_owner.device_id in branched(heavier, held, CRYPTO.check).former
    lighter = ReplaceBranch(before.space_id, before.index + 1, (held[-1],))
    with pytest.raises(TheirFault) as caught:
        branched(lighter, [*writing.signed[: before.index + 1], removal], CRYPTO.check)
    assert caught.value.code is Code.CONTROL_FORKED


# --- Segments.


def test_a_push_is_compared_as_far_as_it_is_held_and_stored_from_there(cast: Cast) -> None:
    control, device = cast.writing.control, cast.owner.device_id
    run = series(control, cast.owner, 3)
    hand = hand_of(cast, SpaceView(control, {device: end_of(run[:1])}))

    compare, store = hand.give(Segments(control.space_id, device, 1, run[:2]))

    assert isinstance(compare, CompareSegments)
    assert isinstance(store, StoreSegments)
    assert (list(compare.run), store.tail) == (run[:1], end_of(run[:2]))
    (fresh,) = hand.give(Segments(control.space_id, device, 2, run[1:]))
    assert isinstance(fresh, StoreSegments)
    (known,) = hand.give(Segments(control.space_id, device, 1, run[:1]))
    assert isinstance(known, CompareSegments)
    assert hand.refused(Segments(control.space_id, device, 3, run[2:])) is Code.GAP
    assert hand.refused(Segments(control.space_id, device, 0, run[:1])) is Code.GAP


def test_a_push_holds_at_least_one_and_at_most_as_many_segments_as_the_relay_says(cast: Cast) -> None:
    control, device = cast.writing.control, cast.owner.device_id
    run = series(control, cast.owner, LIMITS.push_segments_max + 1)
    hand = hand_of(cast)

    assert hand.refused(Segments(control.space_id, device, 1, [])) is Code.TOO_LARGE
    assert hand.refused(Segments(control.space_id, device, 1, run)) is Code.TOO_LARGE


def test_a_segment_stands_on_a_log_whose_head_its_author_knew(cast: Cast) -> None:
    """One that cannot be read stands on none."""
    writing, before = cast.writing, cast.writing.control
    (segment,) = series(before, cast.owner, 1)
    after = writing.rotate(cast.owner)
    (later,) = series(after, cast.owner, 1)

    assert stands_on(after, segment.header)
    assert stands_on(before, segment.header)
    assert not stands_on(before, later.header)
    assert not stands_on(after, b"no header")


def test_a_repeated_push_is_the_same_but_for_signatures_and_erased_bodies(cast: Cast) -> None:
    control, device = cast.writing.control, cast.owner.device_id
    one, two = series(control, cast.owner, 2)
    push = CompareSegments(control.space_id, device, 1, (one, two))
    erased = msgspec.structs.replace(two, body=b"")
    unsigned = msgspec.structs.replace(one, signature=bytes(64))

    for held in ([one, two], [unsigned, two], [one, erased]):
        assert compared(push, held) == end_of([one, two])
    assert compared(CompareSegments(control.space_id, device, 1, (one, erased)), [one, two]) == end_of([one, two])


def test_a_push_of_another_header_or_body_is_a_fork(cast: Cast) -> None:
    control, device = cast.writing.control, cast.owner.device_id
    one, two = series(control, cast.owner, 2)
    (other,) = series(control, cast.owner, 1, kind=9)
    for pushed in ([other, two], [one, msgspec.structs.replace(two, body=b"other")]):
        with pytest.raises(TheirFault) as caught:
            compared(CompareSegments(control.space_id, device, 1, tuple(pushed)), [one, two])
        assert (caught.value.code, caught.value.about) == (Code.FORKED, device)


def test_a_repeated_push_is_held_against_as_many_segments_as_it_repeats(cast: Cast) -> None:
    """One less would compare nothing at the end, and still say that all is kept."""
    run = series(cast.writing.control, cast.owner, 2)
    push = CompareSegments(cast.writing.control.space_id, cast.owner.device_id, 1, tuple(run))

    with pytest.raises(ValueError, match="shorter"):
        compared(push, run[:1])
