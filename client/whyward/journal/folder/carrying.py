"""One sync with a carrier folder: take what is in it and fits, then give what it lacks.

Nothing counts as kept by it: a folder signs no receipt.
"""

from dataclasses import dataclass, field

from whyward.journal.errors import JournalError
from whyward.journal.folder.layout import Gap, Run, gaps
from whyward.journal.folder.membership_files import give_control, look_at_control, take_control
from whyward.journal.folder.ports import CarrierFolder
from whyward.journal.folder.shelf import Shelf, shelf_of
from whyward.journal.lateness import late_tail
from whyward.journal.log import HeldBack, Log, Outcome, Parted, SetAside, Taken
from whyward.journal.refusals import in_plain_words
from whyward.journal.syncing import Carried, Progress
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import fitting, segment_cost
from whyward.protocol.ids import DeviceId
from whyward.protocol.limits import PAGE_BYTES_MAX, PAGE_SEGMENTS_MAX
from whyward.protocol.members import Member
from whyward.protocol.segments import EMPTY, Segment, segment_hash, signed_message
from whyward.protocol.signatures import Check


@dataclass(slots=True)
class FolderCarried(Carried):
    """What went each way, and what could not.

    `waiting` counts series that cannot go on until more of the folder is there; `unusable` counts files that are not
    what their names say; `forked` are series of which the author signed two; `has_diverged` says that this device's
    own is one; `trouble` is why nothing more could be written, after everything was taken.
    """

    statements_taken: int = 0
    statements_given: int = 0
    waiting: int = 0
    unusable: int = 0
    forked: set[DeviceId] = field(default_factory=set[DeviceId])
    has_diverged: bool = False
    trouble: JournalError | None = None


async def carry_folder(log: Log, folder: CarrierFolder, progress: Progress | None = None) -> FolderCarried:
    """Sync once with a folder; raise `JournalError` if it cannot be read, or its control log is not ours to follow."""
    await log.catch_up()
    return await _Carrying(log, shelf_of(folder, log.control.space_id), progress).run()


class _Carrying:
    """One sync: what was found to be sound by series, and what was carried so far."""

    def __init__(self, log: Log, shelf: Shelf, progress: Progress | None) -> None:
        self._log = log
        self._shelf = shelf
        self._progress = progress
        self._sound: dict[DeviceId, list[Run]] = {}
        self._carried = FolderCarried()

    async def run(self) -> FolderCarried:
        carried = self._carried
        files = await look_at_control(self._shelf)
        try:
            carried.statements_taken = await take_control(self._log, files)
        except TheirFault as fault:
            raise in_plain_words(fault) from fault
        for device in await self._shelf.devices():
            await self._take_series(device)
        try:
            carried.statements_given = await give_control(self._log, self._shelf, files)
            for device in sorted(self._log.pages.heads):
                # A second branch of our own is never shown: it is sealed anew under another name first.
                if not (carried.has_diverged and device == self._log.keys.device_id):
                    await self._give_series(device)
        except JournalError as error:
            carried.trouble = error
        carried.unusable = self._shelf.unusable
        return carried

    async def _take_series(self, device: DeviceId) -> None:
        sound = self._sound.setdefault(device, [])
        runs = await self._shelf.runs(device)
        if self._log.control.known(device) is None:
            self._carried.waiting += bool(runs)
            return
        is_waiting = False
        for run in runs:
            raw = await self._shelf.read_run(device, run)
            if raw is None:
                self._shelf.unusable += 1
                continue
            reach = await self._reach(device)
            if run.last <= reach:
                is_sound = await self._is_as_here(device, run, raw)
            elif run.first > reach + 1:
                is_waiting = is_sound = True
            else:
                outcome = await self._take_run(device, run, raw)
                is_waiting = is_waiting or isinstance(outcome, HeldBack)
                is_sound = not isinstance(outcome, SetAside | Parted | None)
            if is_sound:
                sound.append(run)
        self._carried.waiting += is_waiting

    async def _reach(self, device: DeviceId) -> int:
        """Return up to where a series is known here: merged, or in quarantine beyond its cut."""
        tail, cut = self._log.pages.heads.get(device, EMPTY), self._log.control.cut_of(device)
        if cut is None or tail.n < cut.n:
            return tail.n
        return (await late_tail(self._log.store, device, self._log.control)).n

    async def _take_run(self, device: DeviceId, run: Run, raw: bytes) -> Outcome | None:
        segments = self._shelf.segments_in(device, run, raw)
        if segments is None:
            self._shelf.unusable += 1
            return None
        before = self._log.pages.heads.get(device, EMPTY).n
        outcome = await self._log.take_segments(device, run.first, segments)
        if isinstance(outcome, Taken):
            self._carried.received += outcome.tail.n - before
        elif isinstance(outcome, Parted):
            self._carried.has_diverged = True
        elif isinstance(outcome, SetAside):
            self._carried.set_aside += 1
            if outcome.code is Code.FORKED:
                self._carried.forked.add(device)
        self._report()
        return outcome

    async def _is_as_here(self, device: DeviceId, run: Run, raw: bytes) -> bool:
        """Whether a run that is here already is the same; if it is another one that its author signed, say so."""
        store, crypto = self._log.store, self._log.world.crypto
        if run.last > self._log.pages.heads.get(device, EMPTY).n:
            return True  # Beyond a cut, and known: it lies in quarantine.
        here = await store.segment_hash(device, run.last)
        if here is not None and here.hex().startswith(run.tail):
            return True
        segments = self._shelf.segments_in(device, run, raw) or []
        other = None
        for n, segment in enumerate(segments, run.first):
            if segment_hash(segment.header) != await store.segment_hash(device, n):
                other = segment
                break
        member = self._log.control.known(device)
        if other is None or member is None or not _is_signed(other, member, crypto.check):
            self._shelf.unusable += 1
        elif device == self._log.keys.device_id:
            self._carried.has_diverged = True
        else:
            self._carried.forked.add(device)
            async with store.turn() as turn:
                await turn.raise_alarm(Code.FORKED, device, self._log.world.clock.now_ms())
        return False

    async def _give_series(self, device: DeviceId) -> None:
        end = self._log.pages.heads[device].n
        cut = self._log.control.cut_of(device)
        if cut is not None:
            end = min(end, cut.n)  # What a copy of this device recorded beyond it is sealed anew before it is given.
        for gap in gaps(self._sound.get(device, []), end):
            await self._give_gap(device, gap)

    async def _give_gap(self, device: DeviceId, gap: Gap) -> None:
        first = gap.first
        while first <= gap.last:
            segments_max = min(PAGE_SEGMENTS_MAX, gap.last - first + 1)
            page = await self._log.store.page(device, first, segments_max=segments_max)
            run = fitting([item.segment for item in page], segment_cost, PAGE_BYTES_MAX)
            if not run or not await self._shelf.put_run(device, first, run, page[len(run) - 1].hash):
                return
            first += len(run)
            self._carried.sent += len(run)
            self._report()

    def _report(self) -> None:
        if self._progress is not None:
            self._progress(self._carried)


def _is_signed(segment: Segment, author: Member, check: Check) -> bool:
    return check(author.sign_pk, signed_message(segment.header), segment.signature)
