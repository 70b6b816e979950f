"""The greeting of a connection, as the device makes it: who it is, and the proof that answers a relay's challenge.

It refuses to prove anything to another relay than the one that is known, if one is.
"""

from dataclasses import dataclass, field

from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Challenge, Find, Prove, proof_message
from whyward.protocol.ids import ZERO32, DeviceId, SpaceId
from whyward.protocol.signatures import Signer
from whyward.protocol.statements import SignedStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A device that calls a relay: its keys, the exact host, and the relay's key if that is known."""

    device_id: DeviceId
    signer: Signer = field(repr=False)
    host: str
    relay_pk: bytes | None

    def prove(self, space_id: SpaceId, nonce: bytes, challenge: Challenge) -> Prove:
        """Answer a challenge for one space; `nonce` is the one of this connection's hello."""
        return Prove(space_id, self.device_id, self.signer.public_key, self._signed(space_id, nonce, challenge))

    def find(self, nonce: bytes, challenge: Challenge) -> Find:
        """Ask which space this device is the recovery kit of."""
        return Find(self.device_id, self.signer.public_key, self._signed(SpaceId(ZERO32), nonce, challenge))

    def _signed(self, space_id: SpaceId, nonce: bytes, challenge: Challenge) -> bytes:
        if self.relay_pk is not None and self.relay_pk != challenge.relay_pk:
            raise TheirFault("this is not the relay that this device knows", code=Code.WRONG_RELAY)
        message = proof_message(
            relay_pk=challenge.relay_pk,
            host=self.host,
            device_nonce=nonce,
            relay_nonce=challenge.nonce,
            space_id=space_id,
            device_id=self.device_id,
        )
        return self.signer.sign(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who(Caller):
    """A device of a space that calls to sync it: with the genesis and the invite, should the relay not carry it."""

    space_id: SpaceId
    genesis: SignedStatement
    invite: str = ""
