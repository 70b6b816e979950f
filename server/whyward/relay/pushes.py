"""Pushes: what a session wants stored, within quotas, and the receipt once it is durable.

Whoever calls holds the space's turn; the view moves here, after the commit and never before.
"""

from whyward.protocol.branches import branched
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Kept, Left
from whyward.protocol.ids import CONTROL, DeviceId, SpaceId
from whyward.protocol.relay_effects import (
    CompareSegments,
    FoundSpace,
    RepeatStatements,
    ReplaceBranch,
    StoreLetter,
    StoreSegments,
    StoreStatements,
)
from whyward.protocol.relay_session import RelaySession
from whyward.protocol.segments import Segment, Tail, signed_message
from whyward.protocol.spaces import SpaceView
from whyward.relay.admission import Admission
from whyward.relay.config import RelayConfig
from whyward.relay.consequences import answers_letter
from whyward.relay.errors import StoreError
from whyward.relay.group_commit import GroupCommit
from whyward.relay.pages import Pages, Same
from whyward.relay.spaces import Carried, Spaces
from whyward.relay.store import (
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


class Pushes:
    """Stores what sessions accepted."""

    def __init__(
        self,
        *,
        spaces: Spaces,
        commits: GroupCommit,
        pages: Pages,
        admission: Admission,
        config: RelayConfig,
        space_count: int,
    ) -> None:
        """`space_count` is how many spaces the store holds already."""
        self._spaces = spaces
        self._commits = commits
        self._pages = pages
        self._admission = admission
        self._config = config
        self._space_count = space_count

    async def found(self, effect: FoundSpace) -> None:
        """Carry a new space, if admission and room allow."""
        if self._space_count >= self._config.spaces_max:
            raise TheirFault("this relay carries as many spaces as it can", code=Code.FULL)
        invite_hash = await self._admission.take(effect.invite)
        space_id = effect.control.space_id
        write = NewSpace(space_id, effect.genesis, invite_hash)
        self._space_count += 1
        try:
            self._check_room(usage_of(write), space_id)
            await self._durable(write)
        except (TheirFault, StoreError):
            self._space_count -= 1
            self._admission.give_back(invite_hash)
            raise
        self._spaces.put(space_id, Carried(SpaceView(effect.control), usage_of(write)))

    async def statements(self, effect: StoreStatements, carried: Carried, session: RelaySession) -> Kept:
        """Store a run of statements, move the view, make the receipt."""
        write = NewStatements(effect.space_id, effect.start, effect.run)
        erased_before = carried.view.control.erased
        relay_seq = await self._add(write, carried)
        carried.view.control = effect.control
        if any(answers_letter(signed.raw) for signed in effect.run):
            carried.view.letter = b""
        if effect.control.erased != erased_before:
            # How much room that gave back, only the store knows.
            self._spaces.forget(effect.space_id)
        tail = Tail(effect.control.index, effect.control.head)
        return session.kept(effect.space_id, CONTROL, tail, relay_seq)

    async def repeated(self, effect: RepeatStatements, session: RelaySession) -> Kept:
        """Say again that statements are kept."""
        relay_seq = await self._pages.statement_seq(effect.space_id, effect.tail.n)
        return session.kept(effect.space_id, CONTROL, effect.tail, relay_seq)

    async def branch(self, effect: ReplaceBranch, carried: Carried, session: RelaySession) -> Kept:
        """Let another branch of the control log take the place of what is held, if it may; make the receipt.

        What lost is put aside, series beyond what still stands too; the view is read again.
        """
        held = await self._pages.control_log(effect.space_id)
        control = branched(effect, held, self._spaces.check)
        ends = await self._pages.ends_on(control, effect.start, held[effect.start :])
        write = NewBranch(effect.space_id, effect.start, effect.run, control.kit.device_id, ends)
        relay_seq = await self._add(write, carried)
        carried.view.control = control
        self._spaces.forget(effect.space_id)
        return session.kept(effect.space_id, CONTROL, Tail(control.index, control.head), relay_seq)

    async def segments(self, effect: StoreSegments, carried: Carried, session: RelaySession) -> Kept:
        """Store a run of segments, move the view, make the receipt."""
        write = NewSegments(effect.space_id, effect.device_id, effect.run)
        relay_seq = await self._add(write, carried)
        carried.view.tail_by_device[effect.device_id] = effect.tail
        return session.kept(effect.space_id, effect.device_id, effect.tail, relay_seq)

    async def letter(self, effect: StoreLetter, carried: Carried) -> Left:
        """Put a letter into a share's letterbox, move the view, say that it is there."""
        await self._durable(NewLetter(effect.space_id, effect.letter))
        carried.view.letter = effect.letter
        return Left(effect.space_id)

    async def compared(self, effect: CompareSegments, carried: Carried, session: RelaySession) -> Kept:
        """Say again what is kept; or hold the other header as proof, and raise `TheirFault` with `forked`."""
        found = await self._pages.compared(effect)
        if isinstance(found, Same):
            return session.kept(effect.space_id, effect.device_id, found.tail, found.relay_seq)
        if found.has_other_header:
            await self.hold_proof(carried, effect.device_id, found.n, found.segment)
        raise found.fault

    async def hold_proof(self, carried: Carried, device_id: DeviceId, n: int, segment: Segment) -> None:
        """Keep a header that cannot stand beside what is kept, if its author signed it; all else proves nothing."""
        author = carried.view.control.members.get(device_id)
        is_begun = device_id in carried.view.tail_by_device
        if author is None or not is_begun:
            return
        if self._spaces.check(author.sign_pk, signed_message(segment.header), segment.signature):
            space_id = carried.view.control.space_id
            await self._durable(NewFork(space_id, device_id, n, segment.header, segment.signature))

    async def _add(self, write: NewStatements | NewBranch | NewSegments, carried: Carried) -> int:
        used = carried.usage.plus(usage_of(write))
        about = write.device_id if isinstance(write, NewSegments) else write.space_id
        self._check_room(used, about)
        relay_seq = await self._durable(write)
        carried.usage = used
        return relay_seq

    def _check_room(self, used: Usage, about: DeviceId | SpaceId) -> None:
        config = self._config
        if used.bytes > config.space_bytes_max or used.segments > config.space_segments_max:
            text = "this space is as large as this relay allows; what is kept stays kept"
            raise TheirFault(text, code=Code.FULL, about=about)

    async def _durable(self, write: Write) -> int:
        try:
            return await self._commits.write(write)
        except StoreError:
            # What the store says counts from now on, whatever became of the commit.
            self._spaces.forget(write.space_id)
            raise
