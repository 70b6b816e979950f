"""The letterbox of a share, from outside: how whoever holds the link leaves the owner a letter at the relay.

It refuses to leave anything at another relay than the one that the link names. What a letter says is sealed before it
comes here; the relay's half is `relay_letters`.
"""

from dataclasses import dataclass, field

from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Challenge, Leave
from whyward.protocol.ids import SpaceId
from whyward.protocol.labels import Label, hashed
from whyward.protocol.signatures import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who leaves letters in one share: the slot key that grows from its link, the exact host, and the relay's key."""

    space_id: SpaceId
    signer: Signer = field(repr=False)
    host: str
    relay_pk: bytes

    def leave(self, letter: bytes, nonce: bytes, challenge: Challenge) -> Leave:
        """Answer a challenge with a letter; `nonce` is the one of this connection's hello."""
        if self.relay_pk != challenge.relay_pk:
            raise TheirFault("this is not the relay that the link names", code=Code.WRONG_RELAY)
        message = leave_message(
            relay_pk=challenge.relay_pk,
            host=self.host,
            device_nonce=nonce,
            relay_nonce=challenge.nonce,
            space_id=self.space_id,
            letter=letter,
        )
        return Leave(self.space_id, letter, self.signer.sign(message))


def leave_message(
    *, relay_pk: bytes, host: str, device_nonce: bytes, relay_nonce: bytes, space_id: SpaceId, letter: bytes
) -> bytes:
    """Return the bytes a letter is signed over: bound to this relay's key and host, this connection, this share.

    Only the host has no fixed length, so the parts cannot be read in two ways.
    """
    named = host.lower().encode("ascii")
    place = relay_pk + named + device_nonce + relay_nonce + space_id
    return Label.LEAVE.value + place + hashed(Label.LETTER_HASH, letter)
