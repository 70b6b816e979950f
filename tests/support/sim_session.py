"""A device session driven by hand: a space, a relay's key, and the frames that a relay might send.

Nothing is stored; what a session asks for is looked at.
"""

from collections.abc import Mapping
from dataclasses import replace

from tests.support.world import CRYPTO, Space, new_space
from whyward.ed25519 import Ed25519Signer
from whyward.protocol.device_effects import Effect, Send
from whyward.protocol.device_session import DeviceSession
from whyward.protocol.exchange import Held
from whyward.protocol.frames import Challenge, Kept, RelayLimits, State, TailEntry, ToRelay, kept_message
from whyward.protocol.greeting import Who
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import Tail

RELAY = Ed25519Signer(b"relay".ljust(32))
OTHER_RELAY = Ed25519Signer(b"other".ljust(32))
SPACE = new_space("session")
ME = SPACE.device.device_id
OTHER = DeviceId(b"o" * 32)
HOST = "relay.example"


def hash_of(n: int) -> bytes:
    """Return a pretend segment hash."""
    return bytes([n]) * 32


def tail(n: int) -> Tail:
    """Return a pretend end of a series."""
    return Tail(n, hash_of(n))


def sent(effects: list[Effect]) -> list[ToRelay]:
    """Return the frames among effects."""
    return [effect.frame for effect in effects if isinstance(effect, Send)]


def kept(device: DeviceId, n: int, hash_: bytes | None = None, signer: Ed25519Signer = RELAY) -> Kept:
    """Sign a receipt."""
    said = hash_of(n) if hash_ is None else hash_
    message = kept_message(space_id=SPACE.space_id, device_id=device, n=n, hash_=said, relay_seq=7)
    return Kept(SPACE.space_id, device, n, said, 7, signer.sign(message))


def state(tails: Mapping[DeviceId, Tail] | None = None, *, control: int = 0, head: bytes | None = None) -> State:
    """Tell a state; its control head is the device's own unless said."""
    entries = [TailEntry(device, end.n, end.hash) for device, end in sorted((tails or {}).items())]
    return State(SPACE.space_id, control, SPACE.control.head if head is None else head, entries)


def challenge(signer: Ed25519Signer = RELAY, *, push_segments_max: int = 1000) -> Challenge:
    """Challenge, with this relay's limits."""
    return Challenge(signer.public_key, b"n" * 32, RelayLimits(4 << 20, 512 << 10, push_segments_max))


class Hand:
    """One session and the steps to a state of it."""

    def __init__(
        self,
        held: Mapping[DeviceId, int] | None = None,
        *,
        signed_for: Mapping[DeviceId, int] | None = None,
        relay_pk: bytes | None = RELAY.public_key,
        space: Space = SPACE,
    ) -> None:
        who = Who(
            space_id=space.space_id,
            device_id=ME,
            signer=space.device.signer,
            host=HOST,
            relay_pk=relay_pk,
            genesis=space.genesis,
            invite="please",
        )
        tails = {device: tail(n) for device, n in (held or {}).items()}
        signed = {device: n for device, n in (held or {}).items() if device == ME} if signed_for is None else signed_for
        ends = Held(0, space.control.head, tails, signed)
        self.session = DeviceSession(replace(who), ends, nonce=b"d" * 32, check=CRYPTO.check)

    def challenged(self) -> "Hand":
        """Go on to after the challenge."""
        self.session.start()
        self.session.receive(challenge())
        return self

    def told(self, tails: Mapping[DeviceId, Tail] | None = None) -> "Hand":
        """Go on to after the state."""
        self.challenged().session.receive(state(tails))
        return self
