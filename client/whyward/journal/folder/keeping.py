"""Keeping order over a folder, as `trust.upkeep` does over a relay: carry, then do what the state of the space asks.

A branch that outweighs ours is taken, a copy of this folder makes this device a new one, an old key makes way for the
next, and what others speak of is noted. Each of these is followed by carrying once more.
"""

from dataclasses import dataclass

from whyward.journal.folder.carrying import FolderCarried, carry_folder
from whyward.journal.folder.membership_files import control_before, follows, look_at_control
from whyward.journal.folder.ports import CarrierFolder
from whyward.journal.folder.proposing import over_folder
from whyward.journal.folder.shelf import Shelf, shelf_of
from whyward.journal.key_box import KeyBox
from whyward.journal.log import Log
from whyward.journal.ports import RELAY_URL
from whyward.journal.syncing import Progress
from whyward.journal.trust.awaited import note_awaited
from whyward.journal.trust.branching import adopt, compared, own_end
from whyward.journal.trust.renewing import Parting, parting, renew
from whyward.journal.trust.rotating import rotate_if_due
from whyward.protocol.forks import outweighs
from whyward.protocol.ids import DeviceId
from whyward.protocol.members import Standing
from whyward.protocol.segments import EMPTY, Segment, Tail, decode_header, segment_hash, signed_message

_ROUNDS_MAX = 8
_PAGE_SEGMENTS = 500


@dataclass(frozen=True, slots=True)
class FolderKeeper:
    """Keeps one log in order over one folder."""

    log: Log
    box: KeyBox
    folder: CarrierFolder

    async def carried(self, progress: Progress | None = None) -> FolderCarried:
        """Carry until nothing is due; return what went each way in the last and longest round."""
        first = await carry_folder(self.log, self.folder, progress)
        carried = first
        for _ in range(_ROUNDS_MAX):
            if not await self._keep_up(carried):
                break
            carried = await carry_folder(self.log, self.folder, progress)
            first.sent += carried.sent
            first.received += carried.received
        await note_awaited(self.log)
        first.has_diverged, first.waiting = carried.has_diverged, carried.waiting
        return first

    async def _keep_up(self, carried: FolderCarried) -> bool:
        """Do what is due; return whether that calls for carrying once more."""
        log, put = self.log, over_folder(self.log, self.folder)
        shelf = shelf_of(self.folder, log.control.space_id)
        if await self._take_branch(shelf):
            return True
        me = log.control.members.get(log.keys.device_id)
        if me is None or carried.trouble is not None:
            return False
        end = await own_end(log.store)
        if carried.has_diverged or me.standing is Standing.RENEWED or end is not None:
            found = await self._parting(shelf) if end is None else Parting(end.n, end)
            own_n = log.pages.heads.get(me.device_id, EMPTY).n
            if end is None and me.standing is not Standing.RENEWED and found.is_none(own_n):
                return False
            await renew(log, self.box, found, put)
            return True
        # Where there is a relay, it is the place to rotate: two places would give two epochs to one index.
        return await log.store.get(RELAY_URL) is None and await rotate_if_due(log, put)

    async def _take_branch(self, shelf: Shelf) -> bool:
        """Go on with a branch in the folder that outweighs ours, as far as it holds."""
        log, check = self.log, self.log.world.crypto.check
        files = await look_at_control(shelf)
        ours = await log.store.statements(0)
        for index in range(1, len(ours)):
            others = [signed for signed in await files.candidates(index) if signed.raw != ours[index].raw]
            if not others:
                continue
            control = await control_before(log.store, index, check)
            for other in others:
                if follows(control, other, check) and outweighs(other, ours[index]):
                    branch, there = [*ours[:index], other], control.follow(other, check)
                    while nexts := [one for one in await files.candidates(len(branch)) if follows(there, one, check)]:
                        branch, there = [*branch, nexts[0]], there.follow(nexts[0], check)
                    parted = await compared(log, branch)
                    if parted is not None:
                        await adopt(log, parted)
                    return parted is not None
        return False

    async def _parting(self, shelf: Shelf) -> Parting:
        branch = await self._other_branch(shelf)

        async def elsewhere(start: int) -> list[Segment]:
            return branch[start - 1 : start - 1 + _PAGE_SEGMENTS]

        return await parting(self.log, elsewhere)

    async def _other_branch(self, shelf: Shelf) -> list[Segment]:
        """Put together this device's own series as the other copy wrote it, from the first segment on."""
        me = self.log.keys.device_id
        follow_by_prev = await self._genuine(shelf, me)
        branch: list[Segment] = []
        tail = EMPTY
        while nexts := follow_by_prev.get(tail):
            own = await self.log.store.segment_hash(me, tail.n + 1)
            nexts.sort(key=lambda segment: segment_hash(segment.header) == own)
            branch.append(nexts[0])
            tail = Tail(tail.n + 1, segment_hash(nexts[0].header))
        return branch

    async def _genuine(self, shelf: Shelf, me: DeviceId) -> dict[Tail, list[Segment]]:
        """Return all segments of this device in the folder that it signed itself, by what they follow."""
        sign_pk, check = self.log.keys.sign_pk, self.log.world.crypto.check
        found: dict[Tail, list[Segment]] = {}
        for run in await shelf.runs(me):
            raw = await shelf.read_run(me, run)
            for segment in (shelf.segments_in(me, run, raw) or []) if raw is not None else []:
                if check(sign_pk, signed_message(segment.header), segment.signature):
                    _, core = decode_header(segment.header)
                    found.setdefault(Tail(core.n - 1, core.prev), []).append(segment)
        return found
