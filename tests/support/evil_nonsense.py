"""Answers that no relay gives: numbers that are none, sizes that are lies, and orders to use weaker ciphers.

Each is one frame in place of the honest state, or of the honest challenge; the device must not believe a word.
"""

from collections.abc import Callable, Sequence

from msgspec import Raw
from msgspec.structs import replace

from tests.support.evil_attack import Attack, Link
from whyward.protocol.canonical import encoded
from whyward.protocol.frames import (
    Challenge,
    Kept,
    Refused,
    RelayLimits,
    Segments,
    State,
    Statements,
    ToDevice,
    kept_message,
)
from whyward.protocol.ids import CONTROL, ZERO32
from whyward.protocol.limits import FRAME_BYTES_MAX, INT_MAX
from whyward.protocol.segments import Segment, decode_header

Nonsense = Callable[[Link, State], ToDevice | bytes]
Greeting = Callable[[Challenge], ToDevice | bytes]


class Babbler(Attack):
    """Answers nonsense in place of its state."""

    def __init__(self, nonsense: Nonsense) -> None:
        super().__init__()
        self._nonsense = nonsense

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Replace the state."""
        if not isinstance(frame, State):
            return [frame]
        self.fired += 1
        return [self._nonsense(link, frame)]


class Greeter(Attack):
    """Greets in its own way, and is honest from then on."""

    def __init__(self, greeting: Greeting) -> None:
        super().__init__()
        self._greeting = greeting

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Replace the challenge."""
        del link
        if not isinstance(frame, Challenge):
            return [frame]
        self.fired += 1
        return [self._greeting(frame)]


def _with_number(number: bytes) -> Nonsense:
    """Say where the first series ends with any msgpack bytes in place of the number."""

    def nonsense(_link: Link, state: State) -> bytes:
        tail = [state.tails[0].device_id, Raw(number), state.tails[0].hash]
        return encoded(["state", state.space_id, state.control_index, state.control_head, [tail]])

    return nonsense


def _state_then(rest: bytes) -> Nonsense:
    """Say a state whose list of series is any bytes."""
    return lambda _link, state: encoded(["state", state.space_id, state.control_index, state.control_head, Raw(rest)])


def _receipt(link: Link, _state: State) -> Kept:
    message = kept_message(space_id=link.space_id, device_id=link.device_id, n=INT_MAX, hash_=ZERO32, relay_seq=INT_MAX)
    return Kept(link.space_id, link.device_id, INT_MAX, ZERO32, INT_MAX, link.signer.sign(message))


LIES: dict[str, Nonsense] = {
    "a number below nothing": _with_number(b"\xff"),
    "two to the sixty-third": _with_number(b"\xcf\x80" + bytes(7)),
    "the greatest there is": _with_number(b"\xcf" + b"\xff" * 8),
    "a number with a point": _with_number(b"\xcb\x3f\xf8" + bytes(6)),
    "not a number": _with_number(b"\xcb\x7f\xf8" + bytes(6)),
    "nothing for a number": _with_number(b"\xc0"),
    "a number written too long": _with_number(b"\xcf" + bytes(7) + b"\x01"),
    "four thousand million series, and none": _state_then(b"\xdd" + b"\xff" * 4),
    "four gibibytes, and none": _state_then(b"\xc6" + b"\xff" * 4),
    "a map of everything": _state_then(b"\xdf" + b"\xff" * 4),
    "lists in lists in lists": _state_then(b"\x91" * 200_000 + b"\x90"),
    "more than was said": lambda _link, state: encoded(state) + b"\x00",
    "less than was said": lambda _link, state: encoded(state)[:-1],
    "no bytes": lambda _link, _state: b"",
    "a frame past every limit": lambda _link, _state: bytes(FRAME_BYTES_MAX + 1),
    "an order of its own making": lambda _link, _state: encoded(["settings", {"plaintext": True}]),
    "the state of another space": lambda _link, state: replace(state, space_id=ZERO32),
    "a page that nobody asked for": lambda link, _state: Segments(link.space_id, link.device_id, 1, []),
    "statements that nobody asked for": lambda link, _state: Statements(link.space_id, 1, []),
    "a receipt for everything": _receipt,
    "a receipt by nobody": lambda link, _state: Kept(link.space_id, CONTROL, 1, ZERO32, 1, bytes(64)),
}
"""Case 58: refused by what they are, before anything is allocated, stored or shown."""

DOWNGRADES: dict[str, Greeting] = {
    "a challenge with a suite to use": lambda challenge: encoded(
        ["challenge", challenge.relay_pk, challenge.nonce, challenge.limits, 0]
    ),
    "a challenge with a version to speak": lambda challenge: encoded(
        ["challenge", 0, challenge.relay_pk, challenge.nonce, challenge.limits]
    ),
    "a challenge with ciphers to choose from": lambda challenge: encoded(
        ["challenge", challenge.relay_pk, challenge.nonce, {"kdf": "argon2id", "memory": 8, "passes": 1}]
    ),
    "please speak version 0": lambda _challenge: Refused("unknown-version", b"", 0, "speak version 0"),
    "please send it unsealed": lambda _challenge: Refused("send-plaintext", b"", 1, "resend unencrypted"),
    "settings to adopt": lambda _challenge: encoded(["configure", 0, 0, 1]),
}
"""Case 59: a client has nothing that a relay may choose."""

LIMITS: dict[str, Greeting] = {
    "nothing fits": lambda challenge: replace(challenge, limits=RelayLimits(0, 0, 0)),
    "one of each": lambda challenge: replace(challenge, limits=RelayLimits(1, 1, 1)),
    "everything fits": lambda challenge: replace(challenge, limits=RelayLimits(*[0xFFFF_FFFF] * 3)),
}
"""Case 59: the only figures that a relay names; they make pages smaller, and nothing weaker."""


class Older(Attack):
    """Serves segments that say they are of another version, or another suite."""

    def __init__(self, **said: int) -> None:
        super().__init__()
        self._said = said

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Change what each segment says of itself."""
        del link
        if not isinstance(frame, Segments) or not frame.run:
            return [frame]
        self.fired += 1
        return [replace(frame, run=[self._older(segment) for segment in frame.run])]

    def _older(self, segment: Segment) -> Segment:
        header, core = decode_header(segment.header)
        return replace(segment, header=encoded(replace(header, core=encoded(replace(core, **self._said)))))
