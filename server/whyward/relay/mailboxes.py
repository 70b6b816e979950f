"""Mailboxes: where two devices of one person meet for a pairing, by a rendezvous name that works once.

Nothing is stored; time comes from a clock that is handed in. What the letters say, only the two devices know.
"""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Mail, Mailbox, ToDevice
from whyward.protocol.relay_session import refusal
from whyward.relay.config import RelayConfig

MAILS_MAX = 64
"""A pairing takes fewer than ten; one that takes so many is something else."""

TOMBSTONE_S = 600.0
"""So long a used or expired name answers honestly, and cannot be opened again: a person may still be typing it."""

TOMBSTONES_MAX = 10_000
ADDRESSES_MAX = 10_000
"""Bounds on memory only; past them the oldest is forgotten."""

_USED = "this code was used already; make a new one on the device that you trust"
_EXPIRED = "this code is too old; make a new one on the device that you trust"


class Side(Protocol):
    """One end of a pairing: a connection."""

    @property
    def address(self) -> str:
        """Whom to count attempts under."""
        ...

    def send(self, frame: ToDevice) -> None:
        """Queue a frame."""
        ...


@dataclass(slots=True, eq=False)
class _Box:
    name: str
    opener: Side
    until: float
    joiner: Side | None = None
    mails: int = 0

    def other(self, side: Side) -> Side | None:
        """Return the side across."""
        return self.joiner if side is self.opener else self.opener


class Mailboxes:
    """All mailboxes of this relay."""

    def __init__(self, clock: Callable[[], float], config: RelayConfig) -> None:
        """`clock` gives seconds that only ever grow."""
        self._clock = clock
        self._config = config
        self._box_by_name: dict[str, _Box] = {}
        self._box_by_side: dict[Side, _Box] = {}
        self._dead: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._joins_by_address: OrderedDict[str, deque[float]] = OrderedDict()
        self._joins_by_side: dict[Side, int] = {}

    def open(self, name: str, side: Side) -> None:
        """Hold a mailbox of this name for one pairing."""
        self.expire()
        if side in self._box_by_side:
            raise TheirFault("one pairing at a time on a connection", code=Code.BUSY)
        if name in self._box_by_name or name in self._dead:
            raise TheirFault("this name is taken; choose another", code=Code.CODE_TAKEN)
        if len(self._box_by_name) >= self._config.mailboxes_max:
            text = "too many pairings at this moment; try again soon"
            raise TheirFault(text, code=Code.BUSY, retry_after_ms=int(self._config.mailbox_s * 1000))
        box = _Box(name, side, self._clock() + self._config.mailbox_s)
        self._box_by_name[name] = box
        self._box_by_side[side] = box
        side.send(Mailbox(1))

    def join(self, name: str, side: Side) -> None:
        """Connect to the mailbox of this name, once; both sides are told."""
        self.expire()
        self._count_attempt(side)
        if side in self._box_by_side:
            raise TheirFault("one pairing at a time on a connection", code=Code.BUSY)
        if name in self._dead:
            raise TheirFault(self._dead[name][1], code=Code.CODE_USED)
        box = self._box_by_name.get(name)
        if box is None:
            raise TheirFault("no device waits under this code; check what you typed", code=Code.CODE_UNKNOWN)
        if box.joiner is not None:
            raise TheirFault(_USED, code=Code.CODE_USED)
        box.joiner = side
        # The code was in time; the pairing itself gets as long again, for a person has words to type.
        box.until = self._clock() + self._config.mailbox_s
        self._box_by_side[side] = box
        box.opener.send(Mailbox(2))
        side.send(Mailbox(2))

    def mail(self, payload: bytes, side: Side) -> None:
        """Pass a letter to the other side."""
        self.expire()
        box = self._box_by_side.get(side)
        if box is None:
            raise TheirFault("this mailbox is closed", code=Code.MAILBOX_CLOSED)
        other = box.other(side)
        if other is None:
            raise TheirFault("nobody is on the other side yet", code=Code.UNEXPECTED)
        box.mails += 1
        if box.mails > MAILS_MAX:
            self._close(box, "too many letters for a pairing", told=(box.opener, other))
            return
        other.send(Mail(payload))

    def left(self, side: Side) -> None:
        """Close the mailbox of a connection that is gone."""
        self._joins_by_side.pop(side, None)
        box = self._box_by_side.get(side)
        if box is not None:
            other = box.other(side)
            self._close(box, "the other device is gone", told=() if other is None else (other,))

    def expire(self) -> None:
        """Close what is too old and forget what is long dead; called before every step, and by a timer."""
        now = self._clock()
        for box in [box for box in self._box_by_name.values() if box.until <= now]:
            sides = (box.opener,) if box.joiner is None else (box.opener, box.joiner)
            self._close(box, "the time for this pairing is over; start again", told=sides)
        while self._dead and (next(iter(self._dead.values()))[0] <= now or len(self._dead) > TOMBSTONES_MAX):
            self._dead.popitem(last=False)

    def _close(self, box: _Box, text: str, *, told: tuple[Side, ...]) -> None:
        del self._box_by_name[box.name]
        self._box_by_side.pop(box.opener, None)
        if box.joiner is not None:
            self._box_by_side.pop(box.joiner, None)
        self._dead[box.name] = (self._clock() + TOMBSTONE_S, _EXPIRED if box.joiner is None else _USED)
        for side in told:
            side.send(refusal(TheirFault(text, code=Code.MAILBOX_CLOSED)))

    def _count_attempt(self, side: Side) -> None:
        """Count a join before looking at its name, so that a right guess is counted like a wrong one."""
        now, window = self._clock(), self._config.joins_window_s
        tried = self._joins_by_address.setdefault(side.address, deque())
        self._joins_by_address.move_to_end(side.address)
        while len(self._joins_by_address) > ADDRESSES_MAX:
            self._joins_by_address.popitem(last=False)
        while tried and tried[0] <= now - window:
            tried.popleft()
        on_connection = self._joins_by_side.get(side, 0)
        if on_connection >= self._config.joins_per_connection_max:
            raise TheirFault("too many codes tried on this connection", code=Code.BUSY)
        if len(tried) >= self._config.joins_per_address_max:
            wait_ms = int((tried[0] + window - now) * 1000) + 1
            raise TheirFault("too many codes tried; wait a moment", code=Code.BUSY, retry_after_ms=wait_ms)
        tried.append(now)
        self._joins_by_side[side] = on_connection + 1
