"""Whom a letter is given to: the readers of a share who are the owner's, and nobody else."""

import pytest

from tests.support.control_cast import Cast, new_cast
from tests.support.control_writing import new_writing
from tests.support.relay_hand import RelayHand, early
from tests.support.world import CRYPTO
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Collect, Letter
from whyward.protocol.relay_effects import Send
from whyward.protocol.spaces import SpaceView

READS_LETTERS = {"owner", "other_owner", "renewed", "renewal", "kit"}
READS_NO_LETTERS = {"guest", "other_guest", "renewed_guest"}


@pytest.fixture(scope="module")
def cast() -> Cast:
    """A share with everybody in it; nothing here changes it."""
    return new_cast()


@pytest.mark.parametrize("role", sorted(READS_LETTERS | READS_NO_LETTERS))
def test_a_letter_is_given_to_the_owners_readers_and_never_to_a_guest(cast: Cast, role: str) -> None:
    """A guest's device could otherwise answer in the place of the next one."""
    control, keys = cast.writing.control, getattr(cast, role)
    view = SpaceView(control, letter=b"letter")
    hand = RelayHand(view).proven(control, keys)

    if role in READS_LETTERS:
        assert hand.give(Collect(control.space_id)) == [Send(Letter(control.space_id, b"letter"))]
    else:
        assert hand.refused(Collect(control.space_id)) is Code.NOT_ALLOWED


def test_an_empty_letterbox_is_an_answer_too(cast: Cast) -> None:
    control = cast.writing.control

    effects = RelayHand(SpaceView(control)).proven(control, cast.owner).give(Collect(control.space_id))

    assert effects == [Send(Letter(control.space_id, b""))]


def test_a_removed_owner_collects_nothing(cast: Cast) -> None:
    """Neither a device that was removed, nor one that proved itself before it was."""
    control, view = cast.writing.control, SpaceView(cast.writing.control, letter=b"letter")
    with pytest.raises(TheirFault) as caught:
        RelayHand(view).proven(control, cast.removed)
    assert caught.value.code is Code.REMOVED
    view.control = early(cast, next(n for n in range(9) if cast.removed.device_id in early(cast, n + 1).members) + 1)
    hand = RelayHand(view).proven(control, cast.removed)
    assert hand.give(Collect(control.space_id))
    view.control = control

    assert hand.refused(Collect(control.space_id)) is Code.REMOVED


def test_a_personal_space_has_no_letterbox() -> None:
    personal = new_writing("personal", CRYPTO)
    hand = RelayHand(SpaceView(personal.control)).proven(personal.control, personal.first)

    assert hand.refused(Collect(personal.control.space_id)) is Code.NOT_ALLOWED
