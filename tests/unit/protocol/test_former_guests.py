"""Who was sent away from a share may read the statement that says so, and nothing else."""

import pytest

from tests.support.control_cast import new_cast
from tests.support.relay_hand import RelayHand
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Collect, Want
from whyward.protocol.ids import CONTROL
from whyward.protocol.relay_effects import ReadStatements
from whyward.protocol.spaces import SpaceView


def test_a_former_guest_reads_its_removal_and_nothing_that_came_after() -> None:
    cast = new_cast()
    guest, owner = cast.other_guest, cast.owner
    control = cast.writing.remove(owner, [guest])
    removal = control.index
    control = cast.writing.rotate(owner)
    view = SpaceView(control, letter=b"letter")
    hand = RelayHand(view)
    with pytest.raises(TheirFault) as caught:
        hand.proven(control, guest)
    assert caught.value.code is Code.REMOVED

    space_id = control.space_id
    assert hand.give(Want(space_id, CONTROL, 0)) == [ReadStatements(space_id, 0, removal)]
    assert removal < control.index
    for frame in (Want(space_id, owner.device_id, 1), Want(space_id, guest.device_id, 1), Collect(space_id)):
        assert hand.refused(frame) is Code.NOT_ADMITTED


def test_a_former_device_of_the_owner_reads_nothing_at_all() -> None:
    """It knows by its person's other devices; the statements of a share are told to guests only."""
    cast = new_cast()
    control = cast.writing.control
    hand = RelayHand(SpaceView(control))
    with pytest.raises(TheirFault) as caught:
        hand.proven(control, cast.removed)

    assert caught.value.code is Code.REMOVED
    assert hand.refused(Want(control.space_id, CONTROL, 0)) is Code.NOT_ADMITTED
