"""What the relay asks of a store, as a port: read a space, read pages, make a batch of writes durable at once.

Nothing here touches a disk; `sqlite_store` does, and a simulation may hand in its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.segments import Placed, Segment, Tail
from whyward.protocol.statements import SignedStatement


@dataclass(frozen=True, slots=True)
class Usage:
    """What a space takes up, as the quota counts it."""

    bytes: int
    segments: int

    def plus(self, other: "Usage") -> "Usage":
        """Return both together."""
        return Usage(self.bytes + other.bytes, self.segments + other.segments)


@dataclass(frozen=True, slots=True)
class HeldSpace:
    """Everything needed to make a space's view again."""

    statements: tuple[SignedStatement, ...]
    tail_by_device: dict[DeviceId, Tail]
    usage: Usage
    letter: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class HeldSegment:
    """A stored segment and its place in the order of all that the relay keeps."""

    relay_seq: int
    segment: Segment


@dataclass(frozen=True, slots=True)
class HeldHeader:
    """A stored segment without its body, and where it stands."""

    relay_seq: int
    device_id: DeviceId
    n: int
    header: bytes


@dataclass(frozen=True, slots=True)
class NewSpace:
    """A space to found; the invite's hash is spent in the same commit (None: none was needed)."""

    space_id: SpaceId
    genesis: SignedStatement
    invite_hash: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class NewStatements:
    """Statements to append, the first at `start`; bodies that they erase, and a letter that they answer, go with it."""

    space_id: SpaceId
    start: int
    run: tuple[SignedStatement, ...]


@dataclass(frozen=True, slots=True)
class NewBranch:
    """Statements that take the place of all held from `start` on; those, and series beyond these ends, go aside.

    `kit` is the recovery kit that counts then.
    """

    space_id: SpaceId
    start: int
    run: tuple[SignedStatement, ...]
    kit: DeviceId
    end_by_device: dict[DeviceId, int]


@dataclass(frozen=True, slots=True)
class NewSegments:
    """Segments to append to one series."""

    space_id: SpaceId
    device_id: DeviceId
    run: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class NewFork:
    """A second, genuinely signed header under a number that is taken: held as proof, once for each number."""

    space_id: SpaceId
    device_id: DeviceId
    n: int
    header: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter for a share's letterbox, in place of any other."""

    space_id: SpaceId
    letter: bytes = field(repr=False)


Write: TypeAlias = NewSpace | NewStatements | NewBranch | NewSegments | NewFork | NewLetter


def usage_of(write: Write) -> Usage:
    """Return what a write adds to its space, before anything that it erases is given back.

    Proofs of forks are free, for there is at most one for each segment, and so is the one letter of a share; what a
    branch puts aside still takes its room.
    """
    match write:
        case NewSpace():
            return Usage(_statement_bytes(write.genesis), 0)
        case NewStatements() | NewBranch():
            return Usage(sum(map(_statement_bytes, write.run)), 0)
        case NewSegments():
            return Usage(sum(_segment_bytes(placed.segment) for placed in write.run), len(write.run))
        case NewFork() | NewLetter():
            return Usage(0, 0)


def _statement_bytes(signed: SignedStatement) -> int:
    return len(signed.raw) + len(signed.signature)


def _segment_bytes(segment: Segment) -> int:
    return len(segment.header) + len(segment.signature) + len(segment.body)


class Store(Protocol):
    """Where the relay keeps things. Every method may raise `StoreError`; none may lose what `write` returned for."""

    @property
    def seed(self) -> bytes:
        """The relay's own signing seed, 32 bytes, made once."""
        ...

    async def space(self, space_id: SpaceId) -> HeldSpace | None:
        """Return a space by its statements and ends, or None."""
        ...

    async def space_of_kit(self, device_id: DeviceId) -> SpaceId | None:
        """Return the space in which this is the recovery kit that counts now; of several, the one founded first."""
        ...

    async def space_count(self) -> int:
        """Return how many spaces there are."""
        ...

    async def used_invites(self) -> set[bytes]:
        """Return the hashes of all invites that were spent."""
        ...

    async def statements(self, space_id: SpaceId, start: int, bytes_max: int) -> list[SignedStatement]:
        """Return statements from `start` on: as many as fit, and always one if there is one."""
        ...

    async def statement_seq(self, space_id: SpaceId, index: int) -> int:
        """Return the place of a statement that is held in the order of all that is kept."""
        ...

    async def headers(self, space_id: SpaceId, after_seq: int, count_max: int) -> list[HeldHeader]:
        """Return so many segments of the space that became durable after that place, in their order."""
        ...

    async def segments(
        self, space_id: SpaceId, device_id: DeviceId, start: int, *, bytes_max: int, count_max: int
    ) -> list[HeldSegment]:
        """Return a series from `start` on: as many as fit, and always one if there is one."""
        ...

    async def write(self, batch: Sequence[Write]) -> list[int]:
        """Make all of the batch durable in one commit, or none of it; return each one's last `relay_seq`."""
        ...
