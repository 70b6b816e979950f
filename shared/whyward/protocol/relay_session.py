"""The relay's half of a session: frames in, effects out, no I/O.

Rule 1: every transition of a connection lives in this file.
Rule 2: this file never awaits, reads a clock, or rolls dice.
Rule 3: `Kept` is made only by `kept`, which the shell asks for after the store says it is durable.

How the shell uses it: `space_of(raw)` says which space to have at hand, `receive` then gives effects to perform in
order; after a `StoreStatements` or `StoreSegments` is durable, the shell asks `kept` for the receipt to send.
"""

from typing import assert_never

from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import (
    Branch,
    Challenge,
    Collect,
    Create,
    Find,
    Found,
    Hello,
    JoinMailbox,
    Kept,
    Leave,
    Mail,
    OpenMailbox,
    Prove,
    Refused,
    RelayLimits,
    Segments,
    Statements,
    ToRelay,
    Want,
    kept_message,
    proof_message,
)
from whyward.protocol.ids import CONTROL, ZERO32, DeviceId, SpaceId
from whyward.protocol.limits import VERSION
from whyward.protocol.membership import found
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
    StoreSegments,
    StoreStatements,
    UseMailbox,
)
from whyward.protocol.relay_former import FormerGuests, removed
from whyward.protocol.relay_letters import RelayLetters, collected
from whyward.protocol.segments import Tail, place_run
from whyward.protocol.signatures import Check, Signer
from whyward.protocol.spaces import SpaceView
from whyward.protocol.statements import decode_statement, statement_hash

_STRANGER = "this relay carries no such space for you"
"""One answer for "not there" and "not yours": a stranger learns nothing from it."""


class RelaySession:
    """One connection, as the relay sees it."""

    def __init__(self, *, host: str, signer: Signer, check: Check, nonce: bytes, limits: RelayLimits) -> None:
        """Start unproven; `host` is the exact Host the device connected to, `nonce` 32 fresh random bytes."""
        self._host = host
        self._signer = signer
        self._check = check
        self._nonce = nonce
        self._limits = limits
        self._device_nonce: bytes | None = None
        self._device_by_space: dict[SpaceId, DeviceId] = {}
        self._stranger_by_space: dict[SpaceId, DeviceId] = {}
        self._former = FormerGuests()
        self._letters = RelayLetters(host=host, relay_pk=signer.public_key, nonce=nonce, check=check)

    def space_of(self, frame: ToRelay) -> SpaceId | None:
        """Return the space whose view `receive` needs for this frame, if any."""
        match frame:
            case Prove() | Leave() | Collect() | Statements() | Branch() | Segments() | Want():
                return SpaceId(frame.space_id)
            case Create():
                return SpaceId(decode_statement(frame.genesis.raw).space_id)
            case Hello() | Find() | OpenMailbox() | JoinMailbox() | Mail():
                return None
            case _:
                assert_never(frame)

    def receive(self, frame: ToRelay, view: SpaceView | None) -> list[Effect]:
        """Take one frame, with the view of its space (None: the relay does not hold it); or raise `TheirFault`."""
        if isinstance(frame, Hello):
            return self._greeted(frame)
        if self._device_nonce is None:
            raise TheirFault("a session starts with hello", code=Code.UNEXPECTED)
        match frame:
            case Prove():
                return self._proved(frame, self._device_nonce, view)
            case Find():
                return self._sought(frame, self._device_nonce)
            case Create():
                return self._created(frame, view)
            case Leave():
                stranger = TheirFault(_STRANGER, code=Code.NO_SUCH_SPACE, about=frame.space_id)
                return self._letters.left(frame, self._device_nonce, view, stranger)
            case OpenMailbox() | JoinMailbox() | Mail():
                if isinstance(frame, OpenMailbox) and not self._device_by_space:
                    raise TheirFault("only a device of a space opens a mailbox", code=Code.NOT_ADMITTED)
                return [UseMailbox(frame)]
            case Statements() if view is not None and frame.space_id in self._stranger_by_space:
                return self._brought(frame, view)
            case Want() if reads := self._former.wanted(frame):
                return [*reads]
            case Collect() | Statements() | Branch() | Segments() | Want():
                return self._received_of_member(frame, self._member(frame.space_id, view))
            case _:
                assert_never(frame)

    def device_in(self, space_id: SpaceId) -> DeviceId | None:
        """Return the device that was proven in a space, whether or not it still belongs there."""
        return self._device_by_space.get(space_id)

    def kept(self, space_id: SpaceId, device_id: DeviceId, tail: Tail, relay_seq: int) -> Kept:
        """Make the receipt for a series that is durable up to `tail`; `relay_seq` orders all that a relay keeps."""
        message = kept_message(space_id=space_id, device_id=device_id, n=tail.n, hash_=tail.hash, relay_seq=relay_seq)
        return Kept(space_id, device_id, tail.n, tail.hash, relay_seq, self._signer.sign(message))

    def found(self, effect: FindKit, view: SpaceView | None) -> Found:
        """Answer `find`, with the view of the space that the shell's index names for this kit, if any."""
        kit = None if view is None else view.control.kit
        if view is None or kit is None or (kit.device_id, kit.sign_pk) != (effect.device_id, effect.sign_pk):
            raise TheirFault(_STRANGER, code=Code.NO_SUCH_SPACE, about=effect.device_id)
        return Found(view.control.space_id)

    def _greeted(self, frame: Hello) -> list[Effect]:
        if frame.version != VERSION:
            raise TheirFault(f"this relay speaks version {VERSION}", code=Code.UNKNOWN_VERSION)
        if self._device_nonce is not None:
            raise TheirFault("a session has one hello", code=Code.UNEXPECTED)
        self._device_nonce = frame.nonce
        return [Send(Challenge(self._signer.public_key, self._nonce, self._limits))]

    def _proved(self, frame: Prove, device_nonce: bytes, view: SpaceView | None) -> list[Effect]:
        space_id, device_id = SpaceId(frame.space_id), DeviceId(frame.device_id)
        self._check_proof(frame, space_id, device_nonce)
        member = None if view is None else view.control.members.get(device_id)
        former = None if view is None else view.control.former.get(device_id)
        if view is not None and former is not None and former.sign_pk == frame.sign_pk:
            raise self._former.met(view.control, former)
        if view is None or member is None or member.sign_pk != frame.sign_pk:
            self._stranger_by_space[space_id] = device_id
            raise TheirFault(_STRANGER, code=Code.NO_SUCH_SPACE, about=space_id)
        self._device_by_space[space_id] = device_id
        self._stranger_by_space.pop(space_id, None)
        return [Joined(space_id, device_id), Send(view.state())]

    def _sought(self, frame: Find, device_nonce: bytes) -> list[Effect]:
        self._check_proof(frame, SpaceId(ZERO32), device_nonce)
        return [FindKit(DeviceId(frame.device_id), frame.sign_pk)]

    def _check_proof(self, frame: Prove | Find, space_id: SpaceId, device_nonce: bytes) -> None:
        message = proof_message(
            relay_pk=self._signer.public_key,
            host=self._host,
            device_nonce=device_nonce,
            relay_nonce=self._nonce,
            space_id=space_id,
            device_id=DeviceId(frame.device_id),
        )
        if not self._check(frame.sign_pk, message, frame.signature):
            raise TheirFault("the proof is not of this device, relay and connection", code=Code.BAD_PROOF)

    def _created(self, frame: Create, view: SpaceView | None) -> list[Effect]:
        if view is not None:
            raise TheirFault("this relay carries that space already", code=Code.SPACE_EXISTS)
        return [FoundSpace(found(frame.genesis, self._check), frame.genesis, frame.invite)]

    def _member(self, space_id: bytes, view: SpaceView | None) -> SpaceView:
        device = self._device_by_space.get(SpaceId(space_id))
        if view is None or device is None or device not in view.control.members:
            was = view is not None and device is not None and device in view.control.former
            if was:
                raise removed(SpaceId(space_id))
            text = "prove first that you belong to this space"
            raise TheirFault(text, code=Code.NOT_ADMITTED, about=space_id)
        return view

    def _received_of_member(
        self, frame: Collect | Statements | Branch | Segments | Want, view: SpaceView
    ) -> list[Effect]:
        match frame:
            case Collect():
                return collected(view, self._device_by_space[view.control.space_id])
            case Statements():
                return self._offered_statements(frame, view)
            case Branch():
                return self._offered_branch(frame, view)
            case Segments():
                return self._offered_segments(frame, view)
            case Want():
                return self._wanted(frame, view)
            case _:
                assert_never(frame)

    def _offered_statements(self, frame: Statements, view: SpaceView) -> list[Effect]:
        same = self._same(frame, view)
        due = frame.start + same
        if same < len(frame.run) and due <= view.control.index:
            # Compare and set: somebody else's statement got this index first; read it, and sign anew.
            text = "another statement stands there already"
            raise TheirFault(text, code=Code.CONTROL_MOVED, about=frame.space_id)
        return self._appended(frame, same, view)

    def _brought(self, frame: Statements, view: SpaceView) -> list[Effect]:
        """Take statements from a device that the relay does not know: only those that make it known count.

        A relay that was wiped or set back learns who belongs from any device, and a stranger learns nothing.
        """
        space_id = SpaceId(frame.space_id)
        device = self._stranger_by_space[space_id]
        try:
            effects = self._offered_statements(frame, view)
        except TheirFault:
            effects = []
        if not any(isinstance(effect, StoreStatements) and device in effect.control.members for effect in effects):
            raise TheirFault(_STRANGER, code=Code.NO_SUCH_SPACE, about=space_id)
        return effects

    def _offered_branch(self, frame: Branch, view: SpaceView) -> list[Effect]:
        if frame.start < 1:
            raise TheirFault("a branch grows after the genesis", code=Code.WRONG_PLACE, about=frame.space_id)
        same = self._same(frame, view)
        due = frame.start + same
        if same < len(frame.run) and due <= view.control.index:
            return [ReplaceBranch(SpaceId(frame.space_id), due, tuple(frame.run[same:]))]
        return self._appended(frame, same, view)

    @staticmethod
    def _same(frame: Statements | Branch, view: SpaceView) -> int:
        """Return with how many of the offered statements the log goes on as the relay's does."""
        control = view.control
        if not frame.run:
            raise TheirFault("an offer holds at least one statement", code=Code.UNEXPECTED)
        if frame.start > control.index + 1:
            raise TheirFault(f"statement {control.index + 1} is due", code=Code.GAP, about=frame.space_id)
        own = control.hashes[frame.start :]
        same = 0
        while same < min(len(own), len(frame.run)) and statement_hash(frame.run[same].raw) == own[same]:
            same += 1
        return same

    def _appended(self, frame: Statements | Branch, same: int, view: SpaceView) -> list[Effect]:
        space_id, control = SpaceId(frame.space_id), view.control
        fresh = tuple(frame.run[same:])
        if not fresh:
            end = frame.start + same - 1
            return [RepeatStatements(space_id, Tail(end, control.hashes[end]))]
        for signed in fresh:
            control = control.follow(signed, self._check)
        return [StoreStatements(space_id, frame.start + same, fresh, control)]

    def _offered_segments(self, frame: Segments, view: SpaceView) -> list[Effect]:
        space_id, device = SpaceId(frame.space_id), DeviceId(frame.device_id)
        if not frame.run or len(frame.run) > self._limits.push_segments_max:
            text = f"a push holds 1 to {self._limits.push_segments_max} segments"
            raise TheirFault(text, code=Code.TOO_LARGE, about=device)
        tail = view.tail(device)
        known = tail.n + 1 - frame.start
        if known < 0 or frame.start < 1:
            raise TheirFault(f"segment {tail.n + 1} is due", code=Code.GAP, about=device)
        effects: list[Effect] = []
        if known:
            effects.append(CompareSegments(space_id, device, frame.start, tuple(frame.run[:known])))
        fresh = frame.run[known:]
        if fresh:
            run = place_run(fresh, device=device, after=tail, control=view.control, check=self._check)
            effects.append(StoreSegments(space_id, device, tuple(run)))
        return effects

    @staticmethod
    def _wanted(frame: Want, view: SpaceView) -> list[Effect]:
        space_id, device = SpaceId(frame.space_id), DeviceId(frame.device_id)
        if device == CONTROL:
            return [ReadStatements(space_id, frame.start)]
        if view.control.known(device) is None:
            raise TheirFault("no such series in this space", code=Code.NOT_ADMITTED, about=device)
        return [ReadSegments(space_id, device, frame.start)]


def refusal(fault: TheirFault) -> Refused:
    """Turn a fault into the frame that tells the device."""
    return Refused(fault.code, fault.about[:32], fault.retry_after_ms, fault.text[:300])
