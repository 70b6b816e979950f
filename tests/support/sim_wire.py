"""A pretend connection: frames on their way in both directions, moved one at a time by the schedule.

What one side sent arrives in order or not at all; nothing is made up. Either end may go away with frames in flight.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from tests.support.sim_loop import SimLoop
from whyward.journal.errors import Unreachable

if TYPE_CHECKING:
    from tests.support.sim_device import Device

HOST = "relay.example"

_END = None
Flight = deque[tuple[int, bytes | None]]
_order: Iterator[int] = count()


class Inbox:
    """What has arrived at one end."""

    def __init__(self, loop: SimLoop) -> None:
        self._loop = loop
        self._arrived: deque[bytes | None] = deque()
        self._waiter: asyncio.Future[None] | None = None

    def put(self, frame: bytes | None) -> None:
        """Let a frame, or the end, arrive."""
        self._arrived.append(frame)
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def get(self) -> bytes | None:
        """Wait for a frame; None is the end, for ever."""
        while not self._arrived:
            self._waiter = self._loop.create_future()
            await self._waiter
        return self._arrived.popleft() if self._arrived[0] is not None else None


class Wire:
    """One connection. As `Connection` it is the device's end; the relay's end is `at_relay` and `to_device`."""

    def __init__(self, loop: SimLoop, owner: str, number: int) -> None:
        self.owner = owner
        self.device: Device
        self.number = number
        self.to_relay: Flight = deque()
        self.to_device: Flight = deque()
        self.at_relay = Inbox(loop)
        self.at_device = Inbox(loop)
        self.is_cut = False
        self.is_stalled = False
        """Whether something on it was harmed on the way: a session may then wait for ever, until a time-out."""

    def __repr__(self) -> str:
        return f"wire {self.number} of {self.owner}"

    # --- The device's end ---

    @property
    def host(self) -> str:
        """Return the host that the device connected to."""
        return HOST

    async def send(self, frame: bytes) -> None:
        """Put a frame on its way."""
        if self.is_cut:
            raise Unreachable("the pretend connection is gone")
        self.to_relay.append((next(_order), frame))

    async def receive(self) -> bytes:
        """Wait for a frame."""
        frame = await self.at_device.get()
        if frame is None:
            raise Unreachable("the pretend connection is gone")
        return frame

    async def close(self) -> None:
        """Leave: what was sent may still arrive at the relay; what was on its way here is lost."""
        if not self.is_cut:
            self.cut()

    # --- The relay's end ---

    def answer(self, frame: bytes) -> None:
        """Put a frame on its way to the device."""
        if not self.is_cut:
            self.to_device.append((next(_order), frame))

    def hang_up(self) -> None:
        """Let the relay end it, after all that it sent."""
        if not self.is_cut:
            self.to_device.append((next(_order), _END))

    # --- Misfortune ---

    def cut(self) -> None:
        """End it: nothing more comes to the device, and the relay sees the end after what is in flight."""
        self.is_cut = True
        self.to_device.clear()
        self.at_device.put(_END)
        self.to_relay.append((next(_order), _END))

    def lose(self, dice: Random) -> None:
        """Lose the rest of what is on its way to the relay, from anywhere on."""
        for _ in range(dice.randint(0, len(self.to_relay))):
            self.to_relay.pop()

    @property
    def has_receipt_in_flight(self) -> bool:
        """Whether a `kept` is on its way to the device."""
        return any(frame and tag_of(frame) == "kept" for _, frame in self.to_device)


def tag_of(frame: bytes) -> str:
    """Return a frame's tag, unread: msgpack's short array, then a short string; anything else has none."""
    if len(frame) < 2 or frame[0] & 0xF0 != 0x90 or frame[1] & 0xE0 != 0xA0:
        return "?"
    return frame[2 : 2 + (frame[1] & 0x1F)].decode("ascii", "replace")
