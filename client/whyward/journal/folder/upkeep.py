"""Upkeep over a carrier folder: what the state of the space asks of this device, as `trust.upkeep` does over a relay.

It becomes a new device where a copy writes too, and begins a new epoch where one is due, with the folder as the place
where statements win or lose. It does not note what was withheld: half of a synced drive is no lie.
"""

from dataclasses import dataclass

from whyward.journal.errors import Refused
from whyward.journal.folder.carrying import FolderCarried, carry_folder
from whyward.journal.folder.ports import CarrierFolder
from whyward.journal.folder.proposing import propose
from whyward.journal.folder.shelf import Shelf, shelf_of
from whyward.journal.key_box import KeyBox
from whyward.journal.log import Log
from whyward.journal.refusals import in_plain_words
from whyward.journal.syncing import Progress
from whyward.journal.trust.changing import Put, change
from whyward.journal.trust.renewing import Elsewhere, parting, renew
from whyward.journal.trust.rotating import is_rotation_due
from whyward.journal.trust.sayings import rotation
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.members import Standing
from whyward.protocol.segments import EMPTY, Segment, Tail, decode_header, segment_hash

_ROUNDS_MAX = 4
"""A renewal, then what follows from it: more rounds mean a folder that turns in circles."""


@dataclass(frozen=True, slots=True)
class FolderKeeper:
    """Keeps one log in order over one folder."""

    log: Log
    box: KeyBox
    folder: CarrierFolder

    async def settled(self, progress: Progress | None = None) -> FolderCarried:
        """Carry both ways, and do whatever is due; raise `JournalError` if the folder cannot be read."""
        total = FolderCarried()
        try:
            for _ in range(_ROUNDS_MAX):
                carried = await carry_folder(self.log, self.folder, progress)
                total.add(carried)
                if carried.trouble is not None or not await self._keep_up(carried):
                    break
        except TheirFault as fault:
            raise in_plain_words(fault) from fault
        return total

    async def _keep_up(self, carried: FolderCarried) -> bool:
        """Do what is due; return whether the folder is to be looked at again because of it."""
        log = self.log
        me = log.control.members.get(log.keys.device_id)
        if me is None:
            async with log.store.turn() as turn:
                await turn.raise_alarm(Code.REMOVED, b"", log.world.clock.now_ms())
            return False
        if carried.has_diverged or me.standing is Standing.RENEWED:
            elsewhere = await in_folder(log, shelf_of(self.folder, log.control.space_id))
            await renew(log, self.box, await parting(log, elsewhere), self._over())
            return True
        if me.is_owner and await is_rotation_due(log):
            try:
                await change(log, rotation(log, only_after=log.control.epoch.body.epoch_id), self._over())
            except Refused:
                return True  # Another device was quicker.
            return True
        return False

    def _over(self) -> Put:
        return lambda signed: propose(self.log, self.folder, signed)


async def in_folder(log: Log, shelf: Shelf) -> Elsewhere:
    """Read this device's own series as the other copy goes on with it, from the files of a folder."""
    branch = await _other_branch(log, shelf)

    async def read(start: int) -> list[Segment]:
        return branch[start - 1 :]

    return read


async def _other_branch(log: Log, shelf: Shelf) -> list[Segment]:
    """Follow the chain through all files; where it goes on in two ways, not the way that is known here."""
    me = log.keys.device_id
    by_number: dict[int, list[Segment]] = {}
    for run in await shelf.runs(me):
        raw = await shelf.read_run(me, run)
        for n, segment in enumerate(shelf.segments_in(me, run, raw) or [] if raw is not None else [], run.first):
            by_number.setdefault(n, []).append(segment)
    branch: list[Segment] = []
    tail = EMPTY
    while True:
        here = await log.store.segment_hash(me, tail.n + 1)
        fitting = [segment for segment in by_number.get(tail.n + 1, []) if _follows(segment, tail)]
        if not fitting:
            return branch
        chosen = next((segment for segment in fitting if segment_hash(segment.header) != here), fitting[0])
        branch.append(chosen)
        tail = Tail(tail.n + 1, segment_hash(chosen.header))


def _follows(segment: Segment, tail: Tail) -> bool:
    try:
        return decode_header(segment.header)[1].prev == tail.hash
    except TheirFault:
        return False
