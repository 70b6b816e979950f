"""The letterbox of a share, at the relay: when a letter is taken, and whom it is given to.

It refuses to say to a stranger whether there is such a share, and to look into a letter. One letter lies there at most:
before the first guest the first one stays, after the last guest the newest does, and in between none is taken.
"""

from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Leave, Left, Letter
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.letterbox import leave_message
from whyward.protocol.limits import LETTERS_PER_CONNECTION_MAX
from whyward.protocol.relay_effects import Effect, Send, StoreLetter
from whyward.protocol.signatures import Check
from whyward.protocol.spaces import SpaceView
from whyward.protocol.statements import Party


class RelayLetters:
    """The letters of one connection."""

    def __init__(self, *, host: str, relay_pk: bytes, nonce: bytes, check: Check) -> None:
        """`host` is the exact Host the device connected to, `nonce` the relay's of this connection."""
        self._host = host
        self._relay_pk = relay_pk
        self._nonce = nonce
        self._check = check
        self._taken = 0

    def left(self, frame: Leave, device_nonce: bytes, view: SpaceView | None, stranger: TheirFault) -> list[Effect]:
        """Take a letter, to be stored before `left` is said; raise `stranger` to whoever does not hold the slot key."""
        space_id = SpaceId(frame.space_id)
        message = leave_message(
            relay_pk=self._relay_pk,
            host=self._host,
            device_nonce=device_nonce,
            relay_nonce=self._nonce,
            space_id=space_id,
            letter=frame.letter,
        )
        slot_pk = None if view is None else view.control.slot_pk
        # A key is tried in any case: how long the answer takes says nothing about what is here.
        is_genuine = self._check(slot_pk or self._relay_pk, message, frame.signature)
        if view is None or slot_pk is None or not is_genuine:
            raise stranger
        return self._placed(frame, view)

    def _placed(self, frame: Leave, view: SpaceView) -> list[Effect]:
        control, space_id = view.control, SpaceId(frame.space_id)
        if control.closed_at is not None or control.has_guests:
            raise TheirFault("this share takes no letter now", code=Code.CLOSED, about=space_id)
        if frame.letter == view.letter:
            return [Send(Left(space_id))]
        if view.letter and not control.had_guests:
            text = "somebody has answered this invitation already"
            raise TheirFault(text, code=Code.CODE_USED, about=space_id)
        if self._taken >= LETTERS_PER_CONNECTION_MAX:
            raise TheirFault("too many letters on this connection", code=Code.BUSY, about=space_id)
        self._taken += 1
        return [StoreLetter(space_id, frame.letter)]


def collected(view: SpaceView, device: DeviceId) -> list[Effect]:
    """Give a proven reader of the space what lies in its letterbox; raise `TheirFault` unless it is the owner's."""
    control = view.control
    if not control.is_share or control.members[device].party is Party.GUEST:
        text = "only the owner of a share has letters to collect"
        raise TheirFault(text, code=Code.NOT_ALLOWED, about=control.space_id)
    return [Send(Letter(control.space_id, view.letter))]
