"""The log of one space as this device holds it: the verified control log, every series, and the pages they fold to.

What it promises: what another process of the same person wrote is seen before anything is decided; segments are
checked and opened before they are stored; no snapshot holds what is not durable.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from whyward.journal.consequences import draw_consequences
from whyward.journal.device_keys import DeviceKeys
from whyward.journal.epoch_age import EpochBounds, EpochStarted
from whyward.journal.errors import Damaged
from whyward.journal.events.envelope import Recorded
from whyward.journal.lateness import no_longer_late, take_late
from whyward.journal.opening import Opener, Unopened, recorded
from whyward.journal.pages import Pages
from whyward.journal.plaintext import Batch, Head
from whyward.journal.ports import Clock, Crypto, Ends, Entropy, LogReader, LogStore, StoredSegment
from whyward.journal.said import Said
from whyward.journal.series import goes_on, has_shrunk, repeats_otherwise
from whyward.journal.setting_aside import set_aside
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.limits import HEADS_PER_SEGMENT_MAX
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.segments import EMPTY, Placed, Segment, Tail, place_run
from whyward.protocol.statements import SignedStatement, statement_hash

_FOLD_SEGMENTS = 2000


@dataclass(frozen=True, slots=True)
class World:
    """The ports that the log needs beside its store."""

    crypto: Crypto
    clock: Clock
    entropy: Entropy
    epoch_bounds: EpochBounds = field(default_factory=EpochBounds)


@dataclass(frozen=True, slots=True)
class Taken:
    """A run from elsewhere is stored and folded; the series now ends here."""

    tail: Tail


@dataclass(frozen=True, slots=True)
class TakenLate:
    """What lies beyond a cut is in quarantine, up to this number, where the owner may look at it."""

    n: int


@dataclass(frozen=True, slots=True)
class Parted:
    """A run shows this device's own series going on otherwise: nothing was stored."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A run speaks of statements that are not here yet: nothing was stored, ask again after reading those."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A run was refused: it lies in quarantine with its reason, and its series stops here until that is cleared."""

    code: Code


Outcome: TypeAlias = Taken | TakenLate | Parted | HeldBack | SetAside


class Log:
    """One space on this device. `pages` is what faces read; everything else goes through the methods.

    `is_ahead` is true while pages hold wishes of a batch that is not durable yet: no snapshot is saved of them then.
    """

    def __init__(
        self, store: LogStore, keys: DeviceKeys, control: ControlLog, world: World, *, spare: Sequence[DeviceKeys] = ()
    ) -> None:
        """Start with empty pages; `restore` may put a snapshot's in, and `catch_up` fills them.

        What is not wrapped for `keys` is opened with `spare` ones.
        """
        self.store = store
        self.keys = keys
        self.control = control
        self.world = world
        self.opener = Opener(keys, world.crypto, spare=spare)
        self.pages = self._empty_pages()
        self.said = Said()
        self.unopened: list[Unopened] = []
        self.is_ahead = False
        self.epoch_started: EpochStarted | None = None

    def become(self, keys: DeviceKeys) -> None:
        """Go on as another device, after the log says so; the caller starts over."""
        self.keys = keys
        self.opener.become(keys)

    def restore(self, pages: Pages, said: Said) -> None:
        """Go on from a snapshot whose heads were checked against the log."""
        self.pages = pages
        self.said = said

    async def catch_up(self, reader: LogReader | None = None) -> None:
        """Fold whatever the log holds beyond the pages: after a start, or because another process wrote."""
        reader = self.store if reader is None else reader
        ends = await reader.ends()
        if await self._follow_stored(reader, ends) or has_shrunk(self.pages.heads, ends):
            self.is_ahead = False
            self.pages, self.said = self._empty_pages(), Said()
        pages = self.pages
        for device, tail in sorted(ends.tail_by_device.items()):
            held = self.pages.heads.get(device, EMPTY)
            while held.n < tail.n:
                held = await self._fold_page(reader, device, held, tail.n)
        if self.pages is not pages:
            # Another task started over meanwhile, after some series were done here.
            await self.catch_up(reader)

    async def _follow_stored(self, reader: LogReader, ends: Ends) -> bool:
        """Follow statements that another process stored; return whether the pages must start over for it."""
        start, erased = len(self.control.hashes), self.control.erased
        known, head, run = min(start, ends.statement_count), ends.head, list[SignedStatement]()
        if ends.statement_count > start:
            last, *run = await reader.statements(start - 1)
            head = last.raw
        if statement_hash(head) != self.control.hashes[known - 1]:
            # Another process goes on with another branch.
            self.control = await load_control(reader, self.world.crypto)
            return True
        # Another task may have followed some of them meanwhile.
        for signed in run[len(self.control.hashes) - start :]:
            self.control = self.control.follow(signed, self.world.crypto.check)
        return self.control.erased is not erased

    async def _fold_page(self, reader: LogReader, device: DeviceId, held: Tail, end: int) -> Tail:
        """Fold a page of a series, up to `end`: what came later may be sealed under a key not heard of here yet."""
        stored = await reader.page(device, held.n + 1, segments_max=min(_FOLD_SEGMENTS, end - held.n))
        if not stored:
            raise Damaged("the log does not hold what it says it holds", hint="See what is damaged: whyward check")
        if not await goes_on(reader, stored[0], held):
            # The series was cut short by another process, and has grown again otherwise.
            self.pages, self.said = self._empty_pages(), Said()
            return EMPTY
        batches: list[Batch] = []
        for item in stored:
            try:
                batches.append(self.opener.open_stored(item, self.control))
            except TheirFault as fault:
                self.unopened.append(Unopened(device, item.n, fault.code))
        tail = Tail(stored[-1].n, stored[-1].hash)
        self._fold(device, held.n, batches, tail)
        return self.pages.heads.get(device, EMPTY)

    @property
    def after_hlc(self) -> int:
        """What the hybrid clock of the next event must be beyond."""
        return self.pages.max_hlc

    def merge(self, batch: Sequence[Recorded]) -> None:
        """Take events into the pages."""
        self.pages.merge(batch)

    def _fold(self, device: DeviceId, after_n: int, batches: list[Batch], tail: Tail) -> None:
        self.merge(recorded(batches, device))
        self._reach(device, after_n, tail)
        for batch in batches:
            if batch.heads:
                self.said.hear(device, batch.heads)

    def fold_own(self, heads: tuple[Head, ...], after_n: int, tail: Tail) -> None:
        """Note that what this device has just recorded, and folded, is durable from after `after_n` up to `tail`."""
        self._reach(self.keys.device_id, after_n, tail)
        self.said.hear(self.keys.device_id, heads)

    async def start_over(self) -> None:
        """Throw the pages away and fold the log anew: after folding what then did not become durable."""
        self.is_ahead = False
        self.pages, self.said = self._empty_pages(), Said()
        await self.catch_up()

    def _empty_pages(self) -> Pages:
        """Return pages with nothing in them; a simulation hands in lighter ones."""
        return Pages()

    def _reach(self, device: DeviceId, after_n: int, tail: Tail) -> None:
        heads = self.pages.heads
        # Between a commit and this line another task may have folded further, or started over with empty pages;
        # then what lies between must be folded first, and `catch_up` does.
        if after_n <= heads.get(device, EMPTY).n < tail.n:
            self.pages.set_heads({**heads, device: tail})

    def new_heads(self) -> tuple[Head, ...]:
        """Return the ends of other series that were merged since this device last said so, at most 64."""
        me = self.keys.device_id
        announced = {device: head.n for device, head in self.said.of(me).items()}
        fresh = [
            Head(device, tail.n, tail.hash)
            for device, tail in sorted(self.pages.heads.items())
            if device != me and tail.n > announced.get(device, 0)
        ]
        return tuple(fresh[:HEADS_PER_SEGMENT_MAX])

    async def take_statements(self, start: int, run: Sequence[SignedStatement]) -> None:
        """Check statements and store those that are new; raise `TheirFault` for a log that is not ours to follow."""
        must_start_over = False
        async with self.store.turn() as turn:
            await self.catch_up(turn)
            before = self.control
            known = len(before.hashes) - start
            if known < 0:
                raise TheirFault("statements are missing before these", code=Code.GAP)
            control = before
            for signed in run[known:]:
                control = control.follow(signed, self.world.crypto.check)
            if run[known:]:
                await turn.append_statements(start + known, run[known:])
                now_ms, me = self.world.clock.now_ms(), self.keys.device_id
                must_start_over = await draw_consequences(turn, before, control, me=me, now_ms=now_ms)
        if control.index > self.control.index:  # Another task may have read further since the commit.
            self.control = control
        if must_start_over:
            await self.start_over()

    async def take_segments(self, device: DeviceId, start: int, run: Sequence[Segment]) -> Outcome:
        """Check a run of one series, open it, store it and fold it; or say why not, leaving the rest untouched."""
        async with self.store.turn() as turn:
            await self.catch_up(turn)
            tail = self.pages.heads.get(device, EMPTY)
            if device == self.keys.device_id and await repeats_otherwise(turn, device, start, run, tail):
                return Parted()
            within, late = _split(run, start, tail, self.control, device)
            try:
                placed = place_run(
                    within, device=device, after=tail, control=self.control, check=self.world.crypto.check
                )
                batches = [self.opener.open(item, self.control) for item in placed]
                late_n = await take_late(turn, device, late, self.control, self.world.crypto.check)
            except TheirFault as fault:
                if fault.code is Code.CONTROL_UNKNOWN:
                    return HeldBack()
                if fault.code is Code.FORKED and device == self.keys.device_id:
                    return Parted()
                # What claims to be by nobody is not kept: a relay can make up as many series as there are numbers.
                is_known = self.control.known(device) is not None
                if is_known:
                    await set_aside(turn, device, within or late, after_n=tail.n, code=fault.code)
                await turn.raise_alarm(fault.code, device if is_known else b"", self.world.clock.now_ms())
                return SetAside(fault.code)
            await turn.append([_stored(item) for item in placed])
            if placed:
                await no_longer_late(turn, device, placed[-1].core.n)
        if placed:
            after_n, tail = tail.n, Tail(placed[-1].core.n, placed[-1].hash)
            self._fold(device, after_n, batches, tail)
        return Taken(tail) if late_n is None else TakenLate(late_n)


def _split(
    run: Sequence[Segment], start: int, tail: Tail, control: ControlLog, device: DeviceId
) -> tuple[Sequence[Segment], Sequence[Segment]]:
    """Part a run into what continues the series and what lies beyond its cut; what is held already falls away."""
    member = control.known(device)
    if member is None or member.cut is None:
        # Another process may have stored some of it since it was asked for.
        return run[max(tail.n + 1 - start, 0) :], ()
    beyond = max(member.cut.n + 1 - start, 0)
    return run[max(tail.n + 1 - start, 0) : beyond], run[beyond:]


def _stored(placed: Placed) -> StoredSegment:
    return StoredSegment(DeviceId(placed.core.device_id), placed.core.n, placed.hash, placed.segment)


async def load_control(store: LogReader, crypto: Crypto) -> ControlLog:
    """Read and verify the whole control log, from genesis; raise `TheirFault` if it does not hold."""
    genesis, *rest = await store.statements(0)
    control = found(genesis, crypto.check)
    for signed in rest:
        control = control.follow(signed, crypto.check)
    return control
