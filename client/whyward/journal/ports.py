"""What the journal needs of the world, as small ports; adapters live in `whyward.adapters`, pretend ones in tests.

Nothing here does anything.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import Segment, Tail
from whyward.protocol.signatures import Signer
from whyward.protocol.statements import SignedStatement

RELAY_KEY = "relay_key"
RELAY_URL = "relay_url"
INVITE = "invite"
"""The named values of a log that are about its relay."""


class Clock(Protocol):
    """The wall clock and its place on earth."""

    def now_ms(self) -> int:
        """Return milliseconds since 1970-01-01T00:00:00Z."""
        ...

    def offset_minutes(self, at_ms: int) -> int:
        """Return local time minus UTC at that moment, in minutes."""
        ...


class Entropy(Protocol):
    """Dice that an attacker cannot guess."""

    def random_bytes(self, count: int) -> bytes:
        """Return that many fresh random bytes."""
        ...


class Crypto(Protocol):
    """The primitives of suite 1; each call is small, except `derive`."""

    def signer(self, seed: bytes) -> Signer:
        """Return the Ed25519 signer of a 32-byte seed."""
        ...

    def check(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether an Ed25519 signature is genuine."""
        ...

    def aead_seal(self, key: bytes, plain: bytes, aad: bytes) -> bytes:
        """AES-256-GCM with an all-zero nonce: the key must be used for this one message only."""
        ...

    def aead_open(self, key: bytes, sealed: bytes, aad: bytes) -> bytes | None:
        """Undo `aead_seal`; None if anything does not fit."""
        ...

    def kem_public_key(self, seed: bytes) -> bytes:
        """Return the 1,216-byte MLKEM768_X25519 public key of a 32-byte seed."""
        ...

    def kem_seal(self, public_key: bytes, plain: bytes, info: bytes) -> bytes:
        """HPKE base mode to a 1,216-byte public key: `enc ‖ ciphertext`; raise `ValueError` for a malformed key."""
        ...

    def kem_open(self, seed: bytes, sealed: bytes, info: bytes) -> bytes | None:
        """Undo `kem_seal` with the 32-byte seed; None if anything does not fit."""
        ...

    def x25519(self, seed: bytes, public_key: bytes) -> bytes | None:
        """Return the shared secret (RFC 7748), or None for a public key that gives none."""
        ...

    def x25519_public_key(self, seed: bytes) -> bytes:
        """Return the 32-byte X25519 public key of a 32-byte seed."""
        ...

    async def derive(self, secret: bytes, salt: bytes, *, memory_kib: int, passes: int, lanes: int) -> bytes:
        """Argon2id (RFC 9106), 32 bytes; slow on purpose."""
        ...


class StoredSegment(NamedTuple):
    """A segment at its place in the log, as checked when it was stored."""

    device: DeviceId
    n: int
    hash: bytes
    segment: Segment


@dataclass(frozen=True, slots=True)
class StoredAlarm:
    """Something no honest relay or device does, and when this device first saw it (ms since 1970)."""

    code: str
    about: bytes
    first_ms: int


class Receipt(NamedTuple):
    """A relay's signed word that it holds a series, or the control log, up to `n` (frame `kept`)."""

    device: DeviceId
    n: int
    hash: bytes
    relay_seq: int
    signature: bytes


class Quarantined(NamedTuple):
    """Refused bytes, as a line of a list: of which series and number, and for which reason (a stable code)."""

    device: DeviceId
    n: int
    code: str


@dataclass(frozen=True, slots=True)
class Ends:
    """How far a log reaches: its number of statements, the bytes of the last one, and the end of every series."""

    statement_count: int
    head: bytes
    tail_by_device: dict[DeviceId, Tail]


class LogReader(Protocol):
    """What can be asked of a log, inside a turn or outside of one."""

    async def get(self, name: str) -> bytes | None:
        """Return a small named value."""
        ...

    async def ends(self) -> Ends:
        """Return how far the log reaches."""
        ...

    async def statements(self, start: int) -> list[SignedStatement]:
        """Return the stored control log from index `start` on."""
        ...

    async def page(self, device: DeviceId, start: int, *, segments_max: int) -> list[StoredSegment]:
        """Return at most that many segments of a series from number `start` on, in order; none at its end."""
        ...

    async def quarantined(self, code: str) -> list[Quarantined]:
        """Return what lies in quarantine for one reason, in order of series and number."""
        ...

    async def quarantined_bytes(self, device: DeviceId, n: int, code: str) -> bytes | None:
        """Return what lies there, as it was refused."""
        ...


class LogTransaction(LogReader, Protocol):
    """One writer's turn on the log; all of it becomes durable at once when the turn ends, or none of it."""

    async def append(self, stored: Sequence[StoredSegment]) -> None:
        """Append segments that were checked to follow their series' tails."""
        ...

    async def append_statements(self, start: int, run: Sequence[SignedStatement]) -> None:
        """Append statements that were checked to follow the control head."""
        ...

    async def put(self, name: str, value: bytes) -> None:
        """Set a small named value."""
        ...

    async def set_receipt(self, receipt: Receipt) -> None:
        """Remember what the relay signed for; what it once signed for never moves back by this."""
        ...

    async def truncate(self, device: DeviceId, after_n: int, code: str) -> None:
        """Move what a series holds above `after_n` into quarantine, for this reason."""
        ...

    async def discard(self, device: DeviceId, after_n: int) -> None:
        """Drop what a series holds above `after_n`: only for what the same turn has sealed anew elsewhere."""
        ...

    async def drop_bodies(self, device: DeviceId, numbers: Sequence[int]) -> None:
        """Leave the headers of these segments and drop their bodies: they were erased."""
        ...

    async def replace_statements(self, start: int, run: Sequence[SignedStatement]) -> None:
        """Go on with another branch of the control log from `start` on; the old one goes into quarantine."""
        ...

    async def release(self, device: DeviceId, code: str) -> None:
        """Take out of quarantine what was put there of this series for this reason: it is recorded elsewhere now."""
        ...

    async def forget_relay(self) -> None:
        """Forget the relay's address and key, and what it has signed for: another one is used from now on."""
        ...

    async def quarantine(self, device: DeviceId, n: int, code: str, raw: bytes) -> None:
        """Put bytes that were refused where they can be looked at, with the reason."""
        ...

    async def raise_alarm(self, code: str, about: bytes, at_ms: int) -> None:
        """Remember an alarm; the first time it was raised stays."""
        ...


class LogStore(LogReader, Protocol):
    """The durable log of one space on one device: sealed bytes only. Reads see only what is durable."""

    def turn(self) -> AbstractAsyncContextManager[LogTransaction]:
        """Begin a writer's turn; other writers, of this process or another, wait."""
        ...

    async def kept(self) -> dict[DeviceId, int]:
        """Return what the relay has signed for, by series; the control log under the empty device."""
        ...

    async def alarms(self) -> list[StoredAlarm]:
        """Return all alarms, oldest first."""
        ...

    async def receipts(self) -> list[Receipt]:
        """Return the last receipt for each series and for the control log, which the empty device names."""
        ...

    async def quarantine_list(self) -> list[Quarantined]:
        """Return all that lies in quarantine."""
        ...

    async def segment_hash(self, device: DeviceId, n: int) -> bytes | None:
        """Return the hash of one stored segment."""
        ...

    async def size(self) -> tuple[int, int]:
        """Return how many segments the log holds, and how many bytes its file has."""
        ...

    async def check_structure(self) -> list[str]:
        """Return what the store itself finds wrong with its file; nothing for a sound one."""
        ...

    async def close(self) -> None:
        """Let go of the file."""
        ...


class Connection(Protocol):
    """One open connection to a relay: whole frames, in order."""

    @property
    def host(self) -> str:
        """Return the exact host (and port, unless it is the default) that was connected to, lower case."""
        ...

    async def send(self, frame: bytes) -> None:
        """Send one frame; raise `Unreachable` when the connection is gone."""
        ...

    async def receive(self) -> bytes:
        """Wait for one frame; raise `Unreachable` on silence, an end, or an answer that no relay gives."""
        ...

    async def close(self) -> None:
        """End it; never raises."""
        ...


class Transport(Protocol):
    """The way to a relay."""

    async def connect(self, url: str) -> Connection:
        """Open a connection; raise `Unreachable`, or `BadInput` for an address that is none."""
        ...


class SnapshotStore(Protocol):
    """Where the sealed snapshot of the pages is kept between runs; losing it costs time, never data."""

    def load(self) -> bytes | None:
        """Return the last saved bytes, or None."""
        ...

    def save(self, sealed: bytes) -> None:
        """Replace the saved bytes as a whole; never raises for a full or read-only disk."""
        ...
