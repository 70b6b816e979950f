"""The relay's store in the simulation: what is durable in plain lists, and a doom that may befall the next commit.

It keeps its promises exactly: a batch counts whole or not at all, and what `write` returned for is never lost.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from enum import Enum

from tests.support.sim_loop import Gates
from tests.support.sim_witness import Witness
from whyward.protocol.frames import segment_cost, statement_cost
from whyward.protocol.ids import CONTROL, DeviceId, SpaceId
from whyward.protocol.segments import EMPTY, Segment, Tail, segment_hash
from whyward.protocol.statements import SignedStatement, statement_hash
from whyward.relay.errors import StoreError
from whyward.relay.store import (
    HeldSegment,
    HeldSpace,
    NewFork,
    NewSegments,
    NewSpace,
    NewStatements,
    Usage,
    Write,
    usage_of,
)

SEED = bytes(range(32))


@dataclass
class Shelf:
    """What is durable at the relay, of the one space that there is."""

    statements: list[SignedStatement] = field(default_factory=list[SignedStatement])
    series: dict[DeviceId, list[HeldSegment]] = field(default_factory=dict[DeviceId, list[HeldSegment]])
    relay_seq: int = 0
    usage: Usage = field(default_factory=lambda: Usage(0, 0))
    forks: set[tuple[bytes, int]] = field(default_factory=set[tuple[bytes, int]])

    def copied(self) -> "Shelf":
        """Return a shelf of its own with the same content."""
        series = {device: copy(run) for device, run in self.series.items()}
        return Shelf(copy(self.statements), series, self.relay_seq, self.usage, copy(self.forks))

    def tail(self, device: DeviceId) -> Tail:
        """Return the end of a series, or of the control log."""
        if device == CONTROL:
            return Tail(len(self.statements) - 1, statement_hash(self.statements[-1].raw))
        run = self.series.get(device, [])
        return Tail(len(run), segment_hash(run[-1].segment.header)) if run else EMPTY

    def segments(self) -> dict[DeviceId, list[Segment]]:
        """Return all series, without their places in the relay's order."""
        return {device: [held.segment for held in run] for device, run in self.series.items()}


class Doom(Enum):
    """What shall befall the next commit."""

    NOTHING = "nothing"
    BEFORE = "crash before the commit"
    AFTER = "crash after the commit"
    REFUSE = "no room for a moment"


class SimStore:
    """See `Store`: one run of the relay over the shelf that outlives it."""

    def __init__(self, shelf: Shelf, gates: Gates, witness: Witness) -> None:
        self.shelf = shelf
        self._gates = gates
        self._witness = witness
        self.doom = Doom.NOTHING
        self.has_crashed = False

    @property
    def seed(self) -> bytes:
        """The relay's signing seed."""
        return SEED

    async def space(self, space_id: SpaceId) -> HeldSpace | None:
        """Return the space, if it is there."""
        del space_id
        await self._gates.pass_by()
        shelf = self.shelf
        if not shelf.statements:
            return None
        return HeldSpace(tuple(shelf.statements), {device: shelf.tail(device) for device in shelf.series}, shelf.usage)

    async def space_of_kit(self, device_id: DeviceId) -> SpaceId | None:
        """Nobody looks for a kit here."""
        del device_id

    async def space_count(self) -> int:
        """Return 0 or 1."""
        return int(bool(self.shelf.statements))

    async def used_invites(self) -> set[bytes]:
        """Admission is open here."""
        return set()

    async def statements(self, space_id: SpaceId, start: int, bytes_max: int) -> list[SignedStatement]:
        """Return a page."""
        del space_id
        await self._gates.pass_by()
        rest = self.shelf.statements[start:]
        return rest[: _fitting([statement_cost(signed) for signed in rest], bytes_max)]

    async def segments(
        self, space_id: SpaceId, device_id: DeviceId, start: int, *, bytes_max: int, count_max: int
    ) -> list[HeldSegment]:
        """Return a page."""
        del space_id
        await self._gates.pass_by()
        rest = self.shelf.series.get(device_id, [])[start - 1 : start - 1 + count_max]
        return rest[: _fitting([segment_cost(held.segment) for held in rest], bytes_max)]

    async def write(self, batch: Sequence[Write]) -> list[int]:
        """Commit a batch, once the schedule lets it."""
        await self._gates.pass_by()
        doom, self.doom = self.doom, Doom.NOTHING
        if doom is Doom.REFUSE:
            self._witness.fired["relay: the store refuses for a moment"] += 1
            raise StoreError("no room for a moment")
        if doom is Doom.BEFORE:
            await self._crash("relay: crash before a commit")
        working = self.shelf.copied()
        seqs = [self._write(working, write) for write in batch]
        # In place: this is the durable thing itself.
        self.shelf.__dict__.update(working.__dict__)
        if doom is Doom.AFTER:
            await self._crash("relay: crash after a commit")
        return seqs

    async def _crash(self, how: str) -> None:
        self._witness.fired[how] += 1
        self.has_crashed = True
        await self._gates.wait_for_ever()

    def _write(self, shelf: Shelf, write: Write) -> int:
        shelf.usage = shelf.usage.plus(usage_of(write))
        match write:
            case NewSpace():
                assert not shelf.statements, "a second space in a world with one"
                shelf.statements.append(write.genesis)
                self._witness.relay_statements(0, [write.genesis])
            case NewStatements():
                assert write.start == len(shelf.statements), "statements stored with a gap, or over others"
                shelf.statements += write.run
                self._witness.relay_statements(write.start, write.run)
            case NewSegments():
                run = [placed.segment for placed in write.run]
                self._witness.relay_committed(write.device_id, shelf.tail(write.device_id), run)
                for segment in run:
                    shelf.relay_seq += 1
                    shelf.series.setdefault(write.device_id, []).append(HeldSegment(shelf.relay_seq, segment))
            case NewFork():
                shelf.forks.add((write.device_id, write.n))
        return shelf.relay_seq


def _fitting(costs: list[int], bytes_max: int) -> int:
    room = bytes_max
    for position, cost in enumerate(costs):
        room -= cost
        if room < 0 and position:
            return position
    return len(costs)
