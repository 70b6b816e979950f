"""A relay's session driven by hand: frames in, effects out, and the view that the shell would show it.

Nothing is stored; what a session asks for is looked at.
"""

from tests.support.control_cast import Cast
from tests.support.control_writing import keys_named
from tests.support.world import CRYPTO
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Hello, Prove, RelayLimits, ToRelay, proof_message
from whyward.protocol.limits import VERSION
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.relay_effects import Effect
from whyward.protocol.relay_session import RelaySession
from whyward.protocol.spaces import SpaceView

HOST = "relay.example"
NONCE = bytes(32)
LIMITS = RelayLimits(4 << 20, 512 << 10, 2)


class RelayHand:
    """One connection to a relay that holds `view`, if any."""

    def __init__(self, view: SpaceView | None, *, greeted: bool = True) -> None:
        self.view = view
        self.signer = keys_named("relay", CRYPTO).signer
        self.session = RelaySession(host=HOST, signer=self.signer, check=CRYPTO.check, nonce=NONCE, limits=LIMITS)
        if greeted:
            self.give(Hello(VERSION, NONCE))

    def give(self, frame: ToRelay) -> list[Effect]:
        """Give the session a frame."""
        return self.session.receive(frame, self.view)

    def proof(self, control: ControlLog, keys: DeviceKeys) -> Prove:
        """Return a device's proof for a space."""
        message = proof_message(
            relay_pk=self.signer.public_key,
            host=HOST,
            device_nonce=NONCE,
            relay_nonce=NONCE,
            space_id=control.space_id,
            device_id=keys.device_id,
        )
        return Prove(control.space_id, keys.device_id, keys.sign_pk, keys.signer.sign(message))

    def proven(self, control: ControlLog, keys: DeviceKeys) -> "RelayHand":
        """Go on to after a proof."""
        self.give(self.proof(control, keys))
        return self

    def refused(self, frame: ToRelay) -> Code:
        """Return why a frame is refused."""
        try:
            self.give(frame)
        except TheirFault as fault:
            return fault.code
        raise AssertionError("the relay took it")


def hand_of(cast: Cast, view: SpaceView | None = None) -> RelayHand:
    """Return a connection on which the owner has proven itself to a relay that holds the space."""
    control = cast.writing.control
    return RelayHand(SpaceView(control) if view is None else view).proven(control, cast.owner)


def early(cast: Cast, length: int) -> ControlLog:
    """Return the control log as it was after so many statements."""
    control = found(cast.writing.signed[0], CRYPTO.check)
    for signed in cast.writing.signed[1:length]:
        control = control.follow(signed, CRYPTO.check)
    return control
