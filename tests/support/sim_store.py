"""The relay's store in the simulation: what is durable in plain lists, and a doom that may befall the next commit.

It keeps its promises exactly: a batch counts whole or not at all, and what `write` returned for is never lost.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from enum import Enum

from tests.support.sim_device import RELAY_SEED
from tests.support.sim_loop import Gates
from tests.support.sim_rights import rights_after
from tests.support.sim_witness import Witness
from whyward.protocol.frames import segment_cost, statement_cost
from whyward.protocol.ids import CONTROL, DeviceId, SpaceId
from whyward.protocol.segments import EMPTY, Segment, Tail, segment_hash
from whyward.protocol.statements import SignedStatement, statement_hash
from whyward.relay.consequences import answers_letter, erased_by
from whyward.relay.errors import StoreError
from whyward.relay.store import (
    HeldHeader,
    HeldSegment,
    HeldSpace,
    NewBranch,
    NewFork,
    NewLetter,
    NewSegments,
    NewSpace,
    NewStatements,
    Usage,
    Write,
    usage_of,
)


@dataclass
class Shelf:
    """What is durable at the relay, of one space."""

    statements: list[SignedStatement] = field(default_factory=list[SignedStatement])
    series: dict[DeviceId, list[HeldSegment]] = field(default_factory=dict[DeviceId, list[HeldSegment]])
    relay_seq: int = 0
    usage: Usage = field(default_factory=lambda: Usage(0, 0))
    forks: set[tuple[bytes, int]] = field(default_factory=set[tuple[bytes, int]])
    statement_seqs: dict[int, int] = field(default_factory=dict[int, int])
    letter: bytes = b""

    def copied(self) -> "Shelf":
        """Return a shelf of its own with the same content."""
        series = {device: copy(run) for device, run in self.series.items()}
        rest = (self.relay_seq, self.usage, copy(self.forks), copy(self.statement_seqs))
        return Shelf(copy(self.statements), series, *rest, self.letter)

    def tail(self, device: DeviceId) -> Tail:
        """Return the end of a series, or of the control log."""
        if device == CONTROL:
            return Tail(len(self.statements) - 1, statement_hash(self.statements[-1].raw))
        run = self.series.get(device, [])
        return Tail(len(run), segment_hash(run[-1].segment.header)) if run else EMPTY

    def say(self, start: int, run: Sequence[SignedStatement]) -> None:
        """Put statements from `start` on; what was there goes, and so do the bodies that they erase."""
        del self.statements[start:]
        for index, signed in enumerate(run, start):
            self.relay_seq += 1
            self.statement_seqs[index] = self.relay_seq
            self.statements.append(signed)
            for device, n in erased_by(signed.raw):
                self._erase(device, n)
            if answers_letter(signed.raw):
                self.letter = b""

    def _erase(self, device: DeviceId, n: int) -> None:
        run = self.series.get(device, [])
        if n <= len(run):
            held = run[n - 1]
            self.usage = self.usage.plus(Usage(-len(held.segment.body), 0))
            run[n - 1] = HeldSegment(held.relay_seq, Segment(held.segment.header, held.segment.signature, b""))

    def segments(self) -> dict[DeviceId, list[Segment]]:
        """Return all series, without their places in the relay's order."""
        return {device: [held.segment for held in run] for device, run in self.series.items()}


@dataclass
class Vault:
    """What is durable at the relay: one shelf for each space. A commit puts new shelves in the place of old ones."""

    shelves: dict[SpaceId, Shelf] = field(default_factory=dict[SpaceId, Shelf])

    def shelf(self, space_id: SpaceId) -> Shelf:
        """Return the shelf of a space; an empty one if it is not carried."""
        return self.shelves.get(space_id) or Shelf()

    def copied(self) -> "Vault":
        """Return a vault of its own with the same content."""
        return Vault({space_id: shelf.copied() for space_id, shelf in self.shelves.items()})


class Doom(Enum):
    """What shall befall the next commit."""

    NOTHING = "nothing"
    BEFORE = "crash before the commit"
    AFTER = "crash after the commit"
    REFUSE = "no room for a moment"


class SimStore:
    """See `Store`: one run of the relay over the vault that outlives it."""

    def __init__(self, vault: Vault, gates: Gates, witnesses: Mapping[SpaceId, Witness]) -> None:
        self.vault = vault
        self._gates = gates
        self._witnesses = witnesses
        self.fired = next(iter(witnesses.values())).fired
        self.doom = Doom.NOTHING
        self.has_crashed = False

    @property
    def seed(self) -> bytes:
        """The relay's signing seed."""
        return RELAY_SEED

    async def space(self, space_id: SpaceId) -> HeldSpace | None:
        """Return the space, if it is there."""
        await self._gates.pass_by()
        shelf = self.vault.shelf(space_id)
        if not shelf.statements:
            return None
        tails = {device: shelf.tail(device) for device in shelf.series}
        return HeldSpace(tuple(shelf.statements), tails, shelf.usage, shelf.letter)

    async def space_of_kit(self, device_id: DeviceId) -> SpaceId | None:
        """Return the space whose recovery kit this is now."""
        await self._gates.pass_by()
        for space_id, shelf in self.vault.shelves.items():
            if rights_after(shelf.statements).kit == device_id:
                return space_id
        return None

    async def space_count(self) -> int:
        """Return how many spaces there are."""
        return len(self.vault.shelves)

    async def used_invites(self) -> set[bytes]:
        """Admission is open here."""
        return set()

    async def statements(self, space_id: SpaceId, start: int, bytes_max: int) -> list[SignedStatement]:
        """Return a page."""
        await self._gates.pass_by()
        rest = self.vault.shelf(space_id).statements[start:]
        return rest[: _fitting([statement_cost(signed) for signed in rest], bytes_max)]

    async def statement_seq(self, space_id: SpaceId, index: int) -> int:
        """Return the place of a statement; none for what was there when the world began."""
        return self.vault.shelf(space_id).statement_seqs.get(index, 0)

    async def headers(self, space_id: SpaceId, after_seq: int, count_max: int) -> list[HeldHeader]:
        """Return a page of headers in the order of all that is kept."""
        await self._gates.pass_by()
        held = [
            HeldHeader(item.relay_seq, device, n, item.segment.header)
            for device, run in self.vault.shelf(space_id).series.items()
            for n, item in enumerate(run, 1)
            if item.relay_seq > after_seq
        ]
        return sorted(held, key=lambda header: header.relay_seq)[:count_max]

    async def segments(
        self, space_id: SpaceId, device_id: DeviceId, start: int, *, bytes_max: int, count_max: int
    ) -> list[HeldSegment]:
        """Return a page."""
        await self._gates.pass_by()
        rest = self.vault.shelf(space_id).series.get(device_id, [])[start - 1 : start - 1 + count_max]
        return rest[: _fitting([segment_cost(held.segment) for held in rest], bytes_max)]

    async def write(self, batch: Sequence[Write]) -> list[int]:
        """Commit a batch, once the schedule lets it."""
        await self._gates.pass_by()
        doom, self.doom = self.doom, Doom.NOTHING
        if doom is Doom.REFUSE:
            self.fired["relay: the store refuses for a moment"] += 1
            raise StoreError("no room for a moment")
        if doom is Doom.BEFORE:
            await self._crash("relay: crash before a commit")
        working: dict[SpaceId, Shelf] = {}
        seqs: list[int] = []
        for write in batch:
            if write.space_id not in working:
                working[write.space_id] = self.vault.shelf(write.space_id).copied()
            seqs.append(self._write(working[write.space_id], write, self._witnesses[write.space_id]))
        self.vault.shelves.update(working)
        if doom is Doom.AFTER:
            await self._crash("relay: crash after a commit")
        return seqs

    async def _crash(self, how: str) -> None:
        self.fired[how] += 1
        self.has_crashed = True
        await self._gates.wait_for_ever()

    @staticmethod
    def _write(shelf: Shelf, write: Write, witness: Witness) -> int:
        shelf.usage = shelf.usage.plus(usage_of(write))
        match write:
            case NewSpace():
                assert not shelf.statements, "a space is founded twice"
                shelf.say(0, [write.genesis])
                witness.relay_statements(0, [write.genesis])
            case NewStatements():
                assert write.start == len(shelf.statements), "statements stored with a gap, or over others"
                shelf.say(write.start, write.run)
                witness.relay_statements(write.start, write.run)
            case NewBranch():
                for device, n in write.end_by_device.items():
                    del shelf.series.get(device, [])[n:]
                shelf.say(write.start, write.run)
                witness.relay_statements(write.start, write.run)
            case NewSegments():
                run = [placed.segment for placed in write.run]
                witness.relay_committed(write.device_id, shelf.tail(write.device_id), run)
                for segment in run:
                    shelf.relay_seq += 1
                    shelf.series.setdefault(write.device_id, []).append(HeldSegment(shelf.relay_seq, segment))
            case NewFork():
                shelf.forks.add((write.device_id, write.n))
            case NewLetter():
                shelf.letter = write.letter
        return shelf.relay_seq


def _fitting(costs: list[int], bytes_max: int) -> int:
    room = bytes_max
    for position, cost in enumerate(costs):
        room -= cost
        if room < 0 and position:
            return position
    return len(costs)
