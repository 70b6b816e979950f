"""The device's half of a session, for one space: frames in, effects out, no I/O.

Rule 1: every transition of a connection lives in this file.
Rule 2: this file never awaits, reads a clock, or rolls dice.
Rule 3: nothing here believes the relay: statements and segments go to the log, which checks them, as effects.

The outbox is a question asked here: what do I hold above what the relay says it holds? For a relay that was wiped or
restored, that is everything, of every series; so any device gives it all back.
"""

from collections.abc import Sequence
from typing import assert_never

from whyward.protocol.device_effects import (
    BringStatements,
    Effect,
    MetRelay,
    ProposalKept,
    ProposalLost,
    RecordKept,
    Send,
    TakeSegments,
    TakeStatements,
)
from whyward.protocol.errors import Code, TheirFault, code_of
from whyward.protocol.exchange import Exchange, Held
from whyward.protocol.frames import (
    Challenge,
    Create,
    Found,
    Hello,
    Kept,
    Left,
    Letter,
    Mail,
    Mailbox,
    News,
    Prove,
    Refused,
    Segments,
    State,
    Statements,
    ToDevice,
    kept_message,
)
from whyward.protocol.greeting import Who
from whyward.protocol.ids import CONTROL, DeviceId
from whyward.protocol.limits import FRAME_BYTES_MAX, PAGE_SEGMENTS_MAX, VERSION
from whyward.protocol.segments import Segment, Tail
from whyward.protocol.signatures import Check
from whyward.protocol.statements import SignedStatement, statement_hash


class DeviceSession:
    """One connection of one space, as the device sees it."""

    def __init__(self, who: Who, held: Held, *, nonce: bytes, check: Check) -> None:
        """Start with 32 fresh random bytes as `nonce`."""
        self._who = who
        self._exchange = Exchange(who.space_id, who.device_id, held)
        self._nonce = nonce
        self._check = check
        self._relay_pk: bytes = b""
        self._proof: Prove | None = None
        self._has_asked_to_create = False
        self._has_brought = False
        self._proposal: SignedStatement | None = None
        self._page_bytes_max = 0
        self._page_segments_max = 0

    @property
    def is_settled(self) -> bool:
        """Whether both sides hold the same, as far as this session knows and can bring about."""
        return self._proposal is None and self._exchange.is_level

    @property
    def set_aside(self) -> frozenset[DeviceId]:
        """Return the series that this session stopped exchanging, because something was wrong with them."""
        return frozenset(self._exchange.set_aside)

    @property
    def relay_pk(self) -> bytes:
        """Return the key that the relay named in this session."""
        return self._relay_pk

    @property
    def page_bytes_max(self) -> int:
        """Return how large an offered page may be, in bytes, by this relay's limits."""
        return self._page_bytes_max

    @property
    def page_segments_max(self) -> int:
        """Return how many segments an offered page may hold, by this relay's limits."""
        return self._page_segments_max

    def start(self) -> list[Effect]:
        """Greet."""
        return [Send(Hello(VERSION, self._nonce))]

    def receive(self, frame: ToDevice) -> list[Effect]:
        """Take one frame; raise `TheirFault` when the session cannot go on, and say why."""
        if self._proof is None and not isinstance(frame, Challenge | Refused):
            # Before the challenge nobody knows whose word this is.
            raise TheirFault("the relay does not start with a challenge", code=Code.UNEXPECTED)
        match frame:
            case Challenge():
                return self._challenged(frame)
            case State():
                return self._told_state(frame)
            case Statements():
                return self._given_statements(frame)
            case Segments():
                return self._given_segments(frame)
            case Kept():
                return self._kept(frame)
            case News():
                return self._news(frame)
            case Refused():
                return self._refused(frame)
            case Mailbox() | Mail() | Found() | Left() | Letter():
                raise TheirFault("the relay answers what this session never asks", code=Code.UNEXPECTED)
            case _:
                assert_never(frame)

    # What the shell reports back.

    def took_statements(self, held: Held) -> list[Effect]:
        """Go on after the log's control head moved, by what the relay sent or by a kept proposal.

        All that is held is told anew, for a removal may have cut series short.
        """
        self._exchange.held = held
        self._exchange.held_back.clear()
        self._exchange.taking.discard(CONTROL)
        return self._advance()

    def took_segments(self, device: DeviceId, tail: Tail) -> list[Effect]:
        """Go on after a run was stored, or after this device recorded something."""
        self._exchange.held.tail_by_device[device] = tail
        self._exchange.taking.discard(device)
        return self._advance()

    def held_back(self, device: DeviceId) -> list[Effect]:
        """Go on after a run that speaks of statements not yet here: read those first, then ask for it again."""
        self._exchange.taking.discard(device)
        self._exchange.held_back.add(device)
        return self._exchange.want_control()

    def part(self, device: DeviceId) -> list[Effect]:
        """Go on without a series that the log found to go on otherwise at the relay."""
        self._exchange.taking.discard(device)
        return [self._exchange.part(device), *self._advance()]

    def part_control(self) -> list[Effect]:
        """Stop here: the log found the relay's statements to be of another branch."""
        self._exchange.taking.discard(CONTROL)
        return [self._exchange.part_control()]

    def took_late(self, device: DeviceId, n: int) -> list[Effect]:
        """Go on after what lies beyond a cut was put into quarantine, up to `n`."""
        held = self._exchange.held
        held.late_by_device = {**held.late_by_device, device: n}
        self._exchange.taking.discard(device)
        return self._advance()

    def put_aside(self, device: DeviceId) -> list[Effect]:
        """Go on without a series whose run was refused by the log; others are not affected."""
        self._exchange.taking.discard(device)
        self._exchange.set_aside.add(device)
        return self._advance()

    def offer_statements(self, start: int, run: Sequence[SignedStatement]) -> list[Effect]:
        """Send what `OfferStatements` read."""
        self._exchange.offering[CONTROL] = start + len(run) - 1
        return [Send(Statements(self._who.space_id, start, list(run)))]

    def bring_statements(self, run: Sequence[SignedStatement]) -> list[Effect]:
        """Bring what `BringStatements` read: a relay that was wiped or set back learns who this device is, by proof."""
        assert self._proof is not None, "only a proof is refused so"
        self._exchange.offering[CONTROL] = len(run)
        return [Send(Statements(self._who.space_id, 1, list(run))), Send(self._proof)]

    def offer_segments(self, device: DeviceId, start: int, run: Sequence[Segment]) -> list[Effect]:
        """Send what `OfferSegments` read."""
        self._exchange.offering[device] = start + len(run) - 1
        return [Send(Segments(self._who.space_id, device, start, list(run)))]

    def propose(self, signed: SignedStatement) -> list[Effect]:
        """Ask the relay to put a statement right after the head that both hold; call it when settled."""
        self._proposal = signed
        return [Send(Statements(self._who.space_id, self._exchange.held.control_index + 1, [signed]))]

    # What the relay says.

    def _challenged(self, frame: Challenge) -> list[Effect]:
        who = self._who
        if self._proof is not None:
            raise TheirFault("the relay challenged twice", code=Code.UNEXPECTED)
        self._proof = who.prove(who.space_id, self._nonce, frame)
        self._relay_pk = frame.relay_pk
        # A relay may ask for less than our own bounds, never for more.
        self._page_bytes_max = min(frame.limits.page_bytes_max, frame.limits.frame_bytes_max // 2, FRAME_BYTES_MAX // 2)
        self._page_segments_max = min(max(frame.limits.push_segments_max, 1), PAGE_SEGMENTS_MAX)
        return [Send(self._proof)]

    def _told_state(self, frame: State) -> list[Effect]:
        self._expect_space(frame.space_id)
        if self._exchange.relay_control is not None:
            raise TheirFault("the relay told its state twice", code=Code.UNEXPECTED)
        # Only who holds the key in the challenge could find our proof good: it is known from now on.
        met: list[Effect] = [] if self._who.relay_pk is not None else [MetRelay(self._relay_pk)]
        alarms = self._exchange.told_state(frame)
        return [*met, *alarms, *self._advance()]

    def _given_statements(self, frame: Statements) -> list[Effect]:
        self._expect_space(frame.space_id)
        self._exchange.answered(CONTROL, frame.start)
        if not frame.run:
            return [*self._exchange.told_no_more(CONTROL), *self._advance()]
        self._exchange.taking.add(CONTROL)
        return [TakeStatements(frame.start, frame.run)]

    def _given_segments(self, frame: Segments) -> list[Effect]:
        self._expect_space(frame.space_id)
        device = DeviceId(frame.device_id)
        self._exchange.answered(device, frame.start)
        if not frame.run:
            return [*self._exchange.told_no_more(device), *self._advance()]
        self._exchange.taking.add(device)
        return [TakeSegments(device, frame.start, frame.run)]

    def _kept(self, frame: Kept) -> list[Effect]:
        self._expect_space(frame.space_id)
        device = DeviceId(frame.device_id)
        message = kept_message(
            space_id=frame.space_id, device_id=device, n=frame.n, hash_=frame.hash, relay_seq=frame.relay_seq
        )
        if not self._check(self._relay_pk, message, frame.signature):
            raise TheirFault("a receipt is not signed by this relay", code=Code.BAD_SIGNATURE)
        if device == CONTROL and self._proposal is not None:
            return self._proposal_kept(self._proposal, frame)
        if self._exchange.offering.get(device) != frame.n:
            raise TheirFault("a receipt for what was not sent", code=Code.UNEXPECTED)
        self._exchange.offering.pop(device, None)
        self._exchange.told_end(device, frame.n)
        return [RecordKept(frame), *self._advance()]

    def _proposal_kept(self, signed: SignedStatement, frame: Kept) -> list[Effect]:
        if frame.hash != statement_hash(signed.raw):
            raise TheirFault("a receipt for another statement than the proposed one", code=Code.UNEXPECTED)
        self._proposal = None
        self._exchange.told_end(CONTROL, frame.n)
        self._exchange.taking.add(CONTROL)
        return [ProposalKept(signed), RecordKept(frame)]

    def _news(self, frame: News) -> list[Effect]:
        self._expect_space(frame.space_id)
        self._exchange.told_end(DeviceId(frame.device_id), frame.n)
        return self._advance()

    def _refused(self, frame: Refused) -> list[Effect]:
        fault = TheirFault(
            frame.text,
            code=code_of(frame.code),
            about=frame.about,
            retry_after_ms=frame.retry_after_ms,
        )
        device = DeviceId(frame.about)
        if fault.code is Code.NO_SUCH_SPACE and self._proof is not None:
            if not self._has_asked_to_create:
                self._has_asked_to_create = True
                return [Send(Create(self._who.genesis, self._who.invite)), Send(self._proof)]
            if not self._has_brought and self._exchange.held.control_index:
                self._has_brought = True
                return [BringStatements()]
        if fault.code is Code.SPACE_EXISTS and self._has_asked_to_create:
            return []  # Another process of this device was quicker; the proof that was sent next gets the answer.
        if fault.code is Code.CONTROL_MOVED and self._proposal is not None:
            self._proposal = None
            return [ProposalLost(), *self._exchange.want_control()]
        if (due := self._exchange.refused(device, fault.code)) is not None:
            return [*due, *self._advance()]
        raise fault

    def leave_own(self) -> None:
        """Do not offer this device's own series: it was sealed on a branch of the control log that lost."""
        self._exchange.set_aside.add(self._who.device_id)

    def _advance(self) -> list[Effect]:
        return [] if self._proposal is not None else self._exchange.advance()

    def _expect_space(self, space_id: bytes) -> None:
        if space_id != self._who.space_id:
            raise TheirFault("the relay speaks of another space", code=Code.UNEXPECTED)
