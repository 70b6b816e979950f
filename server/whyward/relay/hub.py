"""The hub: every connected device, what each session asks for, and news to the others of a space.

It speaks to no socket (`sockets`) and to no disk (`store`). One space's pushes are taken one at a time; others go on.
"""

import asyncio
from collections.abc import Coroutine
from typing import assert_never

from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Collect, JoinMailbox, Kept, Mail, News, OpenMailbox, Segments, ToRelay, Want
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.membership import ControlLog
from whyward.protocol.relay_effects import (
    CompareSegments,
    Effect,
    FindKit,
    FoundSpace,
    Joined,
    ReadSegments,
    ReadStatements,
    RepeatStatements,
    ReplaceBranch,
    Send,
    StoreLetter,
    StoreSegments,
    StoreStatements,
    UseMailbox,
)
from whyward.protocol.relay_former import removed
from whyward.protocol.relay_session import refusal
from whyward.relay.config import RelayConfig
from whyward.relay.errors import StoreError
from whyward.relay.mailboxes import Mailboxes
from whyward.relay.pages import Pages
from whyward.relay.peers import Peer
from whyward.relay.pushes import Pushes
from whyward.relay.spaces import Carried, Spaces

AGAIN_MS = 100
"""When to come again after a session was ended because its ground moved: at once, but not in a tight loop."""


class Hub:
    """Performs what sessions ask for."""

    def __init__(
        self, *, spaces: Spaces, pages: Pages, pushes: Pushes, mailboxes: Mailboxes, config: RelayConfig
    ) -> None:
        """Start with nobody connected."""
        self._spaces = spaces
        self._pages = pages
        self._pushes = pushes
        self._mailboxes = mailboxes
        self._config = config
        self._peers_by_space: dict[SpaceId, set[Peer]] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    async def receive(self, peer: Peer, frame: ToRelay) -> None:
        """Take one frame of a device and do what it asks; raise `TheirFault` when it is refused."""
        try:
            await self._received(peer, frame)
        except StoreError as error:
            text, wait = str(error), error.retry_after_ms
            raise TheirFault(text, code=error.code, retry_after_ms=wait, about=_about(frame)) from error

    def left(self, peer: Peer) -> None:
        """Forget a connection that is gone."""
        self._mailboxes.left(peer)
        for space_id in peer.spaces:
            peers = self._peers_by_space.get(space_id, set())
            peers.discard(peer)
            if not peers:
                self._peers_by_space.pop(space_id, None)

    async def settle(self) -> None:
        """Wait until everything that was begun is done."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _received(self, peer: Peer, frame: ToRelay) -> None:
        space_id = peer.session.space_of(frame)
        if space_id is None:
            await self._perform(peer, peer.session.receive(frame, None), None)
        elif isinstance(frame, Want | Collect):
            # Reading needs no turn: the view says only what is durable already.
            carried = await self._spaces.look(space_id)
            await self._perform(peer, peer.session.receive(frame, None if carried is None else carried.view), carried)
        else:
            # A push that was begun is finished even if its device goes away: the view must follow the disk.
            await self._finish(self._in_turn(peer, frame, space_id))

    async def _in_turn(self, peer: Peer, frame: ToRelay, space_id: SpaceId) -> None:
        async with self._spaces.turn(space_id) as carried:
            try:
                effects = peer.session.receive(frame, None if carried is None else carried.view)
            except TheirFault as fault:
                if fault.code is Code.FORKED and isinstance(frame, Segments) and carried is not None:
                    await self._hold_proof(frame, carried)
                raise
            await self._perform(peer, effects, carried)

    async def _hold_proof(self, frame: Segments, carried: Carried) -> None:
        """Keep the segment that claims to follow another end of the series than the one that is kept."""
        device_id = DeviceId(frame.device_id)
        due = carried.view.tail(device_id).n + 1
        if frame.start <= due < frame.start + len(frame.run):
            await self._pushes.hold_proof(carried, device_id, due, frame.run[due - frame.start])

    async def _finish(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._done)
        await asyncio.shield(task)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()  # Seen here, in case that nobody waits for it any more.

    async def _perform(self, peer: Peer, effects: list[Effect], carried: Carried | None) -> None:
        for place, effect in enumerate(effects):
            match effect:
                case Send():
                    peer.send(effect.frame)
                case Joined():
                    self._join(peer, effect.space_id)
                case FindKit():
                    sought = await self._spaces.look_for_kit(effect.device_id)
                    peer.send(peer.session.found(effect, None if sought is None else sought.view))
                case FoundSpace():
                    await self._pushes.found(effect)
                case UseMailbox():
                    self._mail(peer, effect.frame)
                case ReadStatements():
                    peer.send(await self._pages.statements(effect))
                case ReadSegments():
                    peer.send(await self._pages.segments(effect))
                case RepeatStatements():
                    peer.send(await self._pushes.repeated(effect, peer.session))
                case StoreLetter():
                    assert carried is not None, "a letter is taken only into a space that it was shown"
                    peer.send(await self._pushes.letter(effect, carried))
                case StoreStatements() | ReplaceBranch() | StoreSegments() | CompareSegments():
                    assert carried is not None, "a session stores only into a space that it was shown"
                    await self._push(peer, effect, carried, is_last=place == len(effects) - 1)
                case _:
                    assert_never(effect)

    async def _push(
        self,
        peer: Peer,
        effect: StoreStatements | ReplaceBranch | StoreSegments | CompareSegments,
        carried: Carried,
        *,
        is_last: bool,
    ) -> None:
        match effect:
            case StoreStatements():
                kept = await self._pushes.statements(effect, carried, peer.session)
                self._part_with_removed(carried.view.control)
                self._tell_others(peer, kept)
            case ReplaceBranch():
                kept = await self._pushes.branch(effect, carried, peer.session)
                self._part_with_others(peer, effect.space_id)
                self._part_with_removed(carried.view.control)
            case StoreSegments():
                kept = await self._pushes.segments(effect, carried, peer.session)
                self._tell_others(peer, kept)
            case CompareSegments():
                kept = await self._pushes.compared(effect, carried, peer.session)
            case _:
                assert_never(effect)
        if is_last:
            # A push that repeats some and adds some gets one receipt, for its end.
            peer.send(kept)

    def _join(self, peer: Peer, space_id: SpaceId) -> None:
        if space_id not in peer.spaces and len(peer.spaces) >= self._config.spaces_per_connection_max:
            raise TheirFault("too many spaces on one connection", code=Code.FULL, about=space_id)
        peer.spaces.add(space_id)
        peer.admit(None)
        self._peers_by_space.setdefault(space_id, set()).add(peer)

    def _tell_others(self, peer: Peer, kept: Kept) -> None:
        news = News(kept.space_id, kept.device_id, kept.n)
        for other in self._peers_by_space.get(SpaceId(kept.space_id), set()) - {peer}:
            other.send(news)

    def _part_with_removed(self, control: ControlLog) -> None:
        """Say goodbye to devices that a new statement removed: no news and no pages any more."""
        for peer in list(self._peers_by_space.get(control.space_id, ())):
            if peer.session.device_in(control.space_id) not in control.members:
                self._dismiss(peer, removed(control.space_id))

    def _part_with_others(self, peer: Peer, space_id: SpaceId) -> None:
        """Let all others come again after the control log was replaced: what they were told does not hold any more."""
        for other in self._peers_by_space.get(space_id, set()) - {peer}:
            text = "another branch of the control log stands here now; connect again"
            self._dismiss(other, TheirFault(text, code=Code.BUSY, about=space_id, retry_after_ms=AGAIN_MS))

    def _dismiss(self, peer: Peer, fault: TheirFault) -> None:
        self.left(peer)
        peer.dismiss(refusal(fault))

    def _mail(self, peer: Peer, frame: OpenMailbox | JoinMailbox | Mail) -> None:
        match frame:
            case OpenMailbox():
                self._mailboxes.open(frame.name, peer)
            case JoinMailbox():
                self._mailboxes.join(frame.name, peer)
                peer.admit(self._config.mailbox_s + self._config.proof_s)
            case Mail():
                self._mailboxes.mail(frame.payload, peer)
            case _:
                assert_never(frame)


def _about(frame: ToRelay) -> bytes:
    """Return what a refusal of this frame is about: a series, or nothing."""
    device_id = getattr(frame, "device_id", b"")
    return device_id if isinstance(device_id, bytes) else b""
