"""All wires of a simulated world, and what befalls the frames on them: carried in any order, cut off, or harmed.

It decides nothing about who connects when; it rolls which frame moves next.
"""

from collections import Counter
from random import Random
from typing import NamedTuple

from tests.support.sim_device import Process
from tests.support.sim_loop import SimLoop
from tests.support.sim_lying import flipped
from tests.support.sim_wire import Flight, Wire, tag_of
from tests.support.sim_witness import CANARY_BYTES, Broken
from whyward.protocol.frames import decode_to_device


class Moved(NamedTuple):
    """A frame that left a wire, in one direction; None is the end."""

    wire: Wire
    frame: bytes | None
    is_to_relay: bool

    def __str__(self) -> str:
        where = "to relay" if self.is_to_relay else "to device"
        return f"{where}: {self.wire!r}: {'end' if self.frame is None else tag_of(self.frame)}"


class Traffic:
    """The wires, and the frames in flight."""

    def __init__(self, loop: SimLoop, dice: Random, fired: Counter[str]) -> None:
        self._loop = loop
        self._dice = dice
        self._fired = fired
        self._count = 0
        self.wires: list[Wire] = []
        self.frames = 0
        self.harm_chance = 0.0
        """How likely a carrier is to harm a frame."""

    def new_wire(self, process: Process) -> Wire:
        """Lay a wire for a process."""
        self._count += 1
        wire = Wire(self._loop, process.name, self._count)
        wire.device = process.device
        process.wires.append(wire)
        self.wires.append(wire)
        return wire

    def lose(self, wire: Wire) -> None:
        """Cut a wire; some of what is in flight is lost with it."""
        if wire.is_cut:
            return
        if wire.to_device:
            self._fired["a wire is cut with frames for the device in flight"] += 1
        if wire.has_receipt_in_flight:
            self._fired["a receipt is lost"] += 1
        before = len(wire.to_relay)
        wire.lose(self._dice)
        if len(wire.to_relay) < before:
            self._fired["a wire is cut with frames for the relay in flight"] += 1
        wire.cut()

    def carry(self) -> Moved | None:
        """Deliver one frame of any wire, in any direction; return what moved, None if nothing is in flight."""
        flights = [(wire.to_relay, wire) for wire in self.wires if wire.to_relay]
        flights += [(wire.to_device, wire) for wire in self.wires if wire.to_device]
        if not flights:
            return None
        place = int(self._dice.random() * len(flights))
        flight, wire = flights[place]
        if place and flight[0][0] > flights[0][0][0][0]:
            self._fired["a frame overtakes another wire's"] += 1
        is_to_relay = flight is wire.to_relay
        inbox = wire.at_relay if is_to_relay else wire.at_device
        order, frame = flight.popleft()
        if frame is None:
            inbox.put(None)
        else:
            self._look(wire, frame, is_to_relay=is_to_relay)
            harmed = self.harm_chance and self._dice.random() < self.harm_chance
            for arrived in self._harmed(wire, flight, order, frame) if harmed else (frame,):
                inbox.put(arrived)
        if wire.is_cut and not wire.to_relay:
            self.wires.remove(wire)
        return Moved(wire, frame, is_to_relay)

    def _look(self, wire: Wire, frame: bytes, *, is_to_relay: bool) -> None:
        self.frames += 1
        if CANARY_BYTES in frame:
            raise Broken(f"{wire!r}: something that a person wrote can be read there (I6)")
        if is_to_relay:
            if wire.is_cut:
                self._fired["a frame of a wire that is gone arrives at the relay"] += 1
        elif not wire.device.is_lied_to and tag_of(frame) in {"segments", "refused"}:
            wire.device.witness.device_is_given(decode_to_device(frame), wire.device.disk.memory.rows)

    def _harmed(self, wire: Wire, flight: Flight, order: int, frame: bytes) -> tuple[bytes, ...]:
        """Harm a frame; return what arrives of it."""
        wire.is_stalled = True
        roll = int(self._dice.random() * 5)
        if roll > 2 and flight and flight[0][1] is not None:
            roll = 2
        match roll:
            case 0:
                self._fired["carrier: drops a frame"] += 1
                return ()
            case 1:
                self._fired["carrier: brings a frame twice"] += 1
                return (frame, frame)
            case 2 if flight and flight[0][1] is not None:
                self._fired["carrier: brings a frame after the next one"] += 1
                flight.insert(1, (order, frame))
                return ()
            case 3:
                self._fired["carrier: cuts in mid-frame"] += 1
                cut = frame[: int(self._dice.random() * len(frame))]
                self._loop.call_soon(wire.cut)
                return (cut,)
            case _:
                self._fired["carrier: changes a bit"] += 1
                return (flipped(frame, int(self._dice.random() * len(frame))),)
