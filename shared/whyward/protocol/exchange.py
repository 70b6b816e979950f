"""What is due between a device and a relay: both sides' ends of every series, and what is under way.

It refuses to read frames or check anything: `device_session` tells it facts, it answers with what to do next.
Statements come first, for segments speak of them; then every series at once, each with one step under way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from whyward.protocol.device_effects import (
    Alarm,
    ControlDiverged,
    Diverged,
    Effect,
    OfferSegments,
    OfferStatements,
    Send,
)
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import State, Want
from whyward.protocol.ids import CONTROL, DeviceId, SpaceId
from whyward.protocol.segments import Tail

_OVERTAKEN = frozenset({Code.LATE, Code.CLOSED})
"""An honest relay says so when a statement came between that this device reads next: no alarm."""

_OTHER_LOG = frozenset({Code.CONTROL_MOVED, Code.CONTROL_FORKED})
_OF_ONE_SERIES = _OVERTAKEN | {
    Code.FORKED,
    Code.CONTROL_FORKED,
    Code.BAD_SIGNATURE,
    Code.BAD_BODY,
    Code.GAP,
    Code.BAD_EPOCH,
}


@dataclass(slots=True)
class Held:
    """What this device holds of the space; `kept_by_device` is what a relay has signed for in earlier sessions.

    `cut_by_device` says where series end that were stopped, `late_by_device` how far beyond that they are known here.
    """

    control_index: int
    control_head: bytes
    tail_by_device: dict[DeviceId, Tail]
    kept_by_device: Mapping[DeviceId, int]
    cut_by_device: Mapping[DeviceId, int] = field(default_factory=dict[DeviceId, int])
    late_by_device: Mapping[DeviceId, int] = field(default_factory=dict[DeviceId, int])

    def n(self, device: DeviceId) -> int:
        """Return the last number of a series that can be offered, 0 for none."""
        tail = self.tail_by_device.get(device)
        n = 0 if tail is None else tail.n
        return min(n, self.cut_by_device.get(device, n))

    def known_n(self, device: DeviceId) -> int:
        """Return the last number of a series that need not be asked for."""
        return max(self.n(device), self.late_by_device.get(device, 0))


class Exchange:
    """The difference between what a device and a relay hold, and the steps that make it smaller."""

    def __init__(self, space_id: SpaceId, me: DeviceId, held: Held) -> None:
        """Know nothing of the relay yet."""
        self.held = held
        self.relay_control: tuple[int, bytes] | None = None
        self.relay_n: dict[DeviceId, int] = {}
        self.wanting: dict[DeviceId, int] = {}
        self.held_back: set[DeviceId] = set()
        self.taking: set[DeviceId] = set()
        self.offering: dict[DeviceId, int] = {}
        self.set_aside: set[DeviceId] = set()
        self.has_parted = False
        self._space_id = space_id
        self._me = me

    @property
    def is_level(self) -> bool:
        """Whether both sides hold the same and nothing is under way."""
        control = self.relay_control
        if control is None or self.wanting or self.taking or self.offering:
            return False
        if self.has_parted:
            return True  # Nothing more is exchanged here, whatever another session of this device has read meanwhile.
        if control[0] != self.held.control_index:
            return False
        held = self.held
        return all(held.n(device) <= self.relay_n.get(device, 0) <= held.known_n(device) for device in self._series())

    def answered(self, device: DeviceId, start: int) -> None:
        """Note that a run came; raise `TheirFault` if it is not the one that was asked for."""
        if self.wanting.get(device) != start:
            raise TheirFault("the relay sent what nobody asked for", code=Code.UNEXPECTED)
        del self.wanting[device]

    def told_state(self, frame: State) -> list[Effect]:
        """Learn all of the relay's ends; return alarms for what no honest relay says."""
        held = self.held
        self.relay_control = (frame.control_index, frame.control_head)
        if frame.control_index == held.control_index and frame.control_head != held.control_head:
            return [self.part_control()]
        tail_by_device = {DeviceId(entry.device_id): Tail(entry.n, entry.hash) for entry in frame.tails}
        self.relay_n = {device: tail.n for device, tail in tail_by_device.items()}
        alarms: list[Effect] = []
        for device, tail in tail_by_device.items():
            own = held.tail_by_device.get(device)
            if own is not None and own.n == tail.n and own.hash != tail.hash:
                alarms.append(self.part(device))
        alarms += [Alarm(Code.RELAY_REGRESSED, device) for device in self._regressed(frame.control_index)]
        own_n = held.n(self._me)
        if self.relay_n.get(self._me, 0) <= own_n:
            # A receipt was lost: offer again what is not signed for, and the relay says `kept` again.
            signed_n = held.kept_by_device.get(self._me, 0)
            self.relay_n[self._me] = min(self.relay_n.get(self._me, 0), signed_n)
        return alarms

    def refused(self, device: DeviceId, code: Code) -> list[Effect] | None:
        """Take a refusal of what is offered; None if it is about nothing of the kind."""
        if code in _OTHER_LOG and CONTROL in self.offering:
            del self.offering[CONTROL]
            return [self.part_control()]
        if code not in _OF_ONE_SERIES or device not in self.offering:
            return None
        del self.offering[device]
        if code is Code.CONTROL_FORKED:
            # What is offered stands on the control log held here: so the relay's is another one by now.
            return [self.part_control()]
        if code is Code.FORKED:
            return [self.part(device)]
        self.set_aside.add(device)
        return [] if code in _OVERTAKEN else [Alarm(code, device)]

    def part(self, device: DeviceId) -> Effect:
        """Stop exchanging a series that goes on otherwise at the relay; say which series it is."""
        self.set_aside.add(device)
        return Diverged() if device == self._me else Alarm(Code.FORKED, device)

    def part_control(self) -> Effect:
        """Stop exchanging anything: the relay's control log is another one."""
        self.relay_control = (self.held.control_index, self.held.control_head)
        self.set_aside |= self.relay_n.keys() | self.held.tail_by_device.keys()
        self.has_parted = True
        return ControlDiverged()

    def _regressed(self, control_index: int) -> list[DeviceId]:
        held = self.held
        kept = {device: n for device, n in held.kept_by_device.items() if device != CONTROL}
        behind = [
            device
            for device, n in kept.items()
            if self.relay_n.get(device, 0) < min(n, held.cut_by_device.get(device, n))
        ]
        return [*behind, *([CONTROL] if control_index < held.kept_by_device.get(CONTROL, 0) else [])]

    def told_end(self, device: DeviceId, n: int) -> None:
        """Learn that the relay's copy of a series, or of the control log, reaches `n` now."""
        if self.relay_control is None or self.has_parted:
            return
        if device != CONTROL:
            self.relay_n[device] = max(self.relay_n.get(device, 0), n)
        elif n > self.relay_control[0]:
            self.relay_control = (n, b"")

    def told_no_more(self, device: DeviceId) -> list[Effect]:
        """Learn that the relay has nothing beyond what is held here, whatever it said before.

        Series that were held back speak of statements that nobody can show: they are set aside.
        """
        if device != CONTROL:
            self.relay_n[device] = min(self.relay_n.get(device, 0), self.held.known_n(device))
            return []
        self.relay_control = (self.held.control_index, self.held.control_head)
        unfounded = sorted(self.held_back)
        self.set_aside |= self.held_back
        self.held_back.clear()
        return [Alarm(Code.CONTROL_UNKNOWN, series) for series in unfounded]

    def advance(self) -> list[Effect]:
        """Ask for and offer whatever is due and not yet under way."""
        if self.relay_control is None or self.has_parted:
            return []
        mine, theirs = self.held.control_index, self.relay_control[0]
        under_way = self.wanting.keys() | self.taking | self.offering.keys()
        if mine != theirs:
            if CONTROL in under_way:
                return []
            if theirs > mine:
                return self.want(CONTROL, mine + 1)
            self.offering[CONTROL] = theirs + 1
            return [OfferStatements(theirs + 1)]
        effects: list[Effect] = []
        for device in sorted(self._series() - under_way):
            held_n, relay_n = self.held.n(device), self.relay_n.get(device, 0)
            if relay_n > self.held.known_n(device):
                effects += self.want(device, self.held.known_n(device) + 1)
            elif held_n > relay_n:
                self.offering[device] = relay_n + 1
                effects.append(OfferSegments(device, relay_n + 1))
        return effects

    def want(self, device: DeviceId, start: int) -> list[Effect]:
        """Ask for a series from `start` on."""
        self.wanting[device] = start
        return [Send(Want(self._space_id, device, start))]

    def want_control(self) -> list[Effect]:
        """Ask for what follows the control head, if that is not asked already."""
        return [] if CONTROL in self.wanting else self.want(CONTROL, self.held.control_index + 1)

    def _series(self) -> set[DeviceId]:
        return (self.relay_n.keys() | self.held.tail_by_device.keys()) - self.set_aside - self.held_back
