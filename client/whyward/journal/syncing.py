"""The device's end of one connection: performs a session's effects on the log and gives back frames to send.

It refuses to own a socket or a loop: whoever carries the frames calls `start`, `receive` and `recorded`, so that a
simulation can carry them too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from whyward.journal.consequences import FALSE_STATEMENT
from whyward.journal.lateness import taken_over
from whyward.journal.log import HeldBack, Log, Parted, SetAside, Taken, TakenLate
from whyward.journal.ports import INVITE, RELAY_KEY, Receipt
from whyward.journal.trust.branching import own_end
from whyward.protocol.device_effects import (
    Alarm,
    BringStatements,
    ControlDiverged,
    Diverged,
    Effect,
    MetRelay,
    Note,
    OfferSegments,
    OfferStatements,
    ProposalKept,
    ProposalLost,
    RecordKept,
    Send,
    Step,
    TakeSegments,
    TakeStatements,
)
from whyward.protocol.device_session import DeviceSession
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.exchange import Held
from whyward.protocol.frames import decode_to_device, fitting, frame_bytes, segment_cost, statement_cost
from whyward.protocol.greeting import Who
from whyward.protocol.ids import CONTROL, DeviceId
from whyward.protocol.limits import FRAME_BYTES_MAX
from whyward.protocol.segments import EMPTY
from whyward.protocol.statements import SignedStatement, decode_statement

Progress = Callable[["Carried"], None]


@dataclass(slots=True)
class Carried:
    """What went each way so far, in segments, and whether anything went wrong with a series."""

    sent: int = 0
    received: int = 0
    set_aside: int = 0


@dataclass(slots=True)
class Proposal:
    """What became of a proposed statement: still under way (None), kept, or lost to another one."""

    is_kept: bool | None = None


class Syncing:
    """One connection of one space, on the device's side."""

    def __init__(self, log: Log, session: DeviceSession, progress: Progress | None = None) -> None:
        """Carry between this log and whoever answers."""
        self._log = log
        self.device_id = log.keys.device_id
        self._session = session
        self._progress = progress
        self._proposal = Proposal()
        self.carried = Carried()
        self.has_diverged = False
        self.control_has_diverged = False

    @property
    def relay_pk(self) -> bytes:
        """Return the key that the relay named."""
        return self._session.relay_pk

    @property
    def is_settled(self) -> bool:
        """Whether both sides hold the same."""
        return self._session.is_settled

    def leave_own(self) -> None:
        """Let this device's own series be, until it is sealed anew: a relay on the other branch would refuse it."""
        self.has_diverged = True
        self._session.leave_own()

    async def start(self) -> list[bytes]:
        """Return the first frames to send."""
        return await self._perform(self._session.start())

    async def receive(self, raw: bytes) -> list[bytes]:
        """Take one frame and return those to send; raise `TheirFault` if the session cannot go on."""
        return await self._perform(self._session.receive(decode_to_device(raw)))

    async def recorded(self) -> list[bytes]:
        """Look for what this device has recorded meanwhile, in this process or another, and return frames to send."""
        await self._log.catch_up()
        me = self._log.keys.device_id
        tail = self._log.pages.heads.get(me)
        return [] if tail is None else await self._perform(self._session.took_segments(me, tail))

    async def propose(self, signed: SignedStatement) -> tuple[Proposal, list[bytes]]:
        """Ask the relay to put a statement after the common head; watch the returned proposal."""
        self._proposal = Proposal()
        return self._proposal, await self._perform(self._session.propose(signed))

    async def _perform(self, effects: Sequence[Effect]) -> list[bytes]:
        """Perform effects in order, and those that follow from them."""
        frames: list[bytes] = []
        waiting = list(effects)
        while waiting:
            effect = waiting.pop(0)
            if isinstance(effect, Send):
                frames.append(frame_bytes(effect.frame))
            else:
                waiting += await self._performed(effect)
        return frames

    async def _performed(self, effect: Step | Note) -> list[Effect]:
        match effect:
            case TakeStatements():
                return await self._take_statements(effect.start, effect.run)
            case TakeSegments():
                return await self._take_segments(effect)
            case OfferStatements():
                run = fitting(
                    await self._log.store.statements(effect.start), statement_cost, self._session.page_bytes_max
                )
                return self._session.offer_statements(effect.start, run)
            case BringStatements():
                known = await self._log.store.statements(1)
                return self._session.bring_statements(fitting(known, statement_cost, FRAME_BYTES_MAX // 2))
            case OfferSegments():
                return await self._offer_segments(effect)
            case ProposalKept():
                self._proposal.is_kept = True
                # Another session on this log may have stored it already: its own index says where it stands.
                return await self._take_statements(decode_statement(effect.signed.raw).index, [effect.signed])
            case _:
                await self._note(effect)
                return []

    async def _note(self, effect: Note) -> None:
        """Remember what a session found out."""
        match effect:
            case MetRelay():
                await _meet(self._log, effect.relay_pk)
            case RecordKept():
                kept = effect.receipt
                receipt = Receipt(DeviceId(kept.device_id), kept.n, kept.hash, kept.relay_seq, kept.signature)
                async with self._log.store.turn() as turn:
                    await turn.set_receipt(receipt)
            case ProposalLost():
                self._proposal.is_kept = False
            case Diverged():
                self.has_diverged = True
            case ControlDiverged():
                self.control_has_diverged = True
            case Alarm():
                async with self._log.store.turn() as turn:
                    await turn.raise_alarm(effect.code, effect.about, self._log.world.clock.now_ms())
            case _:
                assert_never(effect)

    async def _take_statements(self, start: int, run: Sequence[SignedStatement]) -> list[Effect]:
        try:
            await self._log.take_statements(start, run)
        except TheirFault as fault:
            if fault.code is Code.CONTROL_FORKED:
                return self._session.part_control()
            if fault.code in FALSE_STATEMENT:
                await self._note(Alarm(fault.code, CONTROL))
            raise
        return self._session.took_statements(await held_by(self._log))

    async def _take_segments(self, effect: TakeSegments) -> list[Effect]:
        match await self._log.take_segments(effect.device_id, effect.start, effect.run):
            case Taken(tail):
                self.carried.received += len(effect.run)
                self._report()
                return self._session.took_segments(effect.device_id, tail)
            case TakenLate(n):
                return self._session.took_late(effect.device_id, n)
            case Parted():
                return self._session.part(effect.device_id)
            case HeldBack():
                return self._session.held_back(effect.device_id)
            case SetAside():
                self.carried.set_aside += 1
                return self._session.put_aside(effect.device_id)

    async def _offer_segments(self, effect: OfferSegments) -> list[Effect]:
        page = await self._log.store.page(effect.device_id, effect.start, segments_max=self._session.page_segments_max)
        run = fitting([item.segment for item in page], segment_cost, self._session.page_bytes_max)
        self.carried.sent += len(run)
        self._report()
        return self._session.offer_segments(effect.device_id, effect.start, run)

    def _report(self) -> None:
        if self._progress is not None:
            self._progress(self.carried)


async def held_by(log: Log) -> Held:
    """Say what the log holds, as a session needs it."""
    control, store = log.control, log.store
    cuts = {device: cut.n for device, cut in control.cuts().items()}
    heads = dict(log.pages.heads)
    # What lies there of a device that is in again, because the branch that removed it lost, is asked for once more;
    # so is what another removal counts after all.
    reached = {device for device, n in cuts.items() if heads.get(device, EMPTY).n >= n}
    late = {device: tail.n for device, tail in (await taken_over(store, control)).items() if device in reached}
    for item in await store.quarantined(Code.LATE):
        if item.device in reached:
            late[item.device] = max(item.n, late.get(item.device, 0))
    return Held(control.index, control.head, heads, await store.kept(), cuts, late)


async def _meet(log: Log, relay_pk: bytes) -> None:
    """Remember the relay's key, unless another session of this device was quicker and met another one."""
    async with log.store.turn() as turn:
        if await turn.get(RELAY_KEY) not in {None, b"", relay_pk}:
            raise TheirFault("this is not the relay that this device knows", code=Code.WRONG_RELAY)
        await turn.put(RELAY_KEY, relay_pk)


async def begin(log: Log, host: str, progress: Progress | None = None) -> Syncing:
    """Prepare one connection to `host`, with what the log holds and knows of the relay."""
    await log.catch_up()
    store, control = log.store, log.control
    who = Who(
        space_id=control.space_id,
        device_id=log.keys.device_id,
        signer=log.keys.signer,
        host=host,
        relay_pk=await store.get(RELAY_KEY),
        genesis=(await store.statements(0))[0],
        invite=(await store.get(INVITE) or b"").decode(),
    )
    held = await held_by(log)
    nonce = log.world.entropy.random_bytes(32)
    syncing = Syncing(log, DeviceSession(who, held, nonce=nonce, check=log.world.crypto.check), progress)
    if await own_end(store) is not None:
        syncing.leave_own()
    return syncing
