"""A relay that talks: for ever, slowly, nonsense, or down; nothing of it takes a key.

Each attack starts when the device has proven itself and waits for the relay's state.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from itertools import count

from msgspec.structs import replace

from tests.support.evil_attack import Attack, Link
from whyward.protocol.frames import News, Segments, State, Statements, TailEntry, ToDevice, ToRelay, Want
from whyward.protocol.ids import CONTROL, ZERO32
from whyward.protocol.limits import INT_MAX
from whyward.protocol.segments import Segment

Talk = Callable[[Link, State], AsyncIterator[ToDevice | None]]
"""What is said after the state; None where it was said without a frame."""


class Talker(Attack):
    """Says the honest state, and then talks until the device has had enough; no `want` of it is ever answered."""

    def __init__(self, talk: Talk) -> None:
        super().__init__()
        self._talk = talk
        self._talking: set[asyncio.Task[None]] = set()

    async def to_relay(self, frame: ToRelay, link: Link) -> Sequence[ToRelay]:
        """Keep what the device asks for to itself."""
        del link
        return [] if isinstance(frame, Want) else [frame]

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Begin to talk after the state."""
        if isinstance(frame, State):
            task = asyncio.ensure_future(self._go_on(link, frame))
            self._talking.add(task)
        return [frame]

    async def _go_on(self, link: Link, state: State) -> None:
        with suppress(ConnectionError):
            async for frame in self._talk(link, state):
                self.fired += 1
                if frame is not None:
                    await link.say(frame)


async def _endless_news(link: Link, state: State) -> AsyncIterator[ToDevice | None]:
    """Always more of one series."""
    for n in count(state.tails[0].n + 1):
        yield News(link.space_id, state.tails[0].device_id, n)


async def _endless_news_of_nobody(link: Link, _state: State) -> AsyncIterator[ToDevice | None]:
    """Always another series, of a device that is not in the space."""
    for n in count(1):
        yield News(link.space_id, n.to_bytes(32, "big"), n)


async def _endless_news_of_membership(link: Link, _state: State) -> AsyncIterator[ToDevice | None]:
    """Always one more statement, and never any."""
    await asyncio.sleep(0.1)
    for n in count(10):
        yield News(link.space_id, CONTROL, n)


async def _seldom(link: Link, state: State) -> AsyncIterator[ToDevice | None]:
    """Just often enough not to be silent."""
    for n in count(state.tails[0].n + 1):
        yield News(link.space_id, state.tails[0].device_id, n)
        await asyncio.sleep(0.2)


async def _pings(link: Link, _state: State) -> AsyncIterator[ToDevice | None]:
    """Alive, and nothing else."""
    while True:
        await link.near.ping()
        await asyncio.sleep(0.05)
        yield None


async def _byte_by_byte(link: Link, _state: State) -> AsyncIterator[ToDevice | None]:
    """A frame that says it is a mebibyte long, and comes a byte at a time."""
    transport = link.transport
    assert transport is not None
    transport.write(b"\x82\x7f" + (1 << 20).to_bytes(8, "big"))
    while not transport.is_closing():
        await asyncio.sleep(0.1)
        transport.write(b"\x00")
        yield None


async def _silence(_link: Link, _state: State) -> AsyncIterator[ToDevice | None]:
    """Nothing at all, on an open connection."""
    yield None
    await asyncio.Event().wait()


class Promiser(Attack):
    """Promises everything there could be: the greatest numbers, series of nobody, and always more after nothing."""

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Promise."""
        if isinstance(frame, State):
            self.fired += 1
            real = [replace(tail, n=INT_MAX) for tail in frame.tails]
            made_up = [TailEntry(n.to_bytes(32, "big"), INT_MAX, ZERO32) for n in range(1, 501)]
            return [replace(frame, tails=[*real, *made_up])]
        if isinstance(frame, Segments | Statements) and not frame.run:
            device = frame.device_id if isinstance(frame, Segments) else CONTROL
            return [frame, News(link.space_id, device, INT_MAX)]
        return [frame]

    async def to_relay(self, frame: ToRelay, link: Link) -> Sequence[ToRelay]:
        """Answer for the series of nobody: nothing yet, and more than ever."""
        if isinstance(frame, Want) and is_made_up(frame.device_id):
            await link.say(Segments(link.space_id, frame.device_id, frame.start, []))
            await link.say(News(link.space_id, frame.device_id, INT_MAX))
            return []
        return [frame]


def is_made_up(device_id: bytes) -> bool:
    """Whether a series is one of those that nobody has."""
    return device_id != CONTROL and device_id[:16] == bytes(16)


class Stuffer(Attack):
    """Makes up series, and fills each with segments that are not any."""

    series = 60
    in_each = 200

    async def to_relay(self, frame: ToRelay, link: Link) -> Sequence[ToRelay]:
        """Answer for the series of nobody."""
        if isinstance(frame, Want) and is_made_up(frame.device_id):
            self.fired += 1
            stuffing = Segment(bytes(300), bytes(64), bytes(528))
            await link.say(Segments(link.space_id, frame.device_id, frame.start, [stuffing] * self.in_each))
            return []
        return [frame]

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Make series up."""
        del link
        if not isinstance(frame, State):
            return [frame]
        made_up = [TailEntry(n.to_bytes(32, "big"), self.in_each, ZERO32) for n in range(1, self.series + 1)]
        return [replace(frame, tails=[*frame.tails, *made_up])]


FLOODS: dict[str, Talk] = {
    "news without end": _endless_news,
    "news of series that nobody has": _endless_news_of_nobody,
    "news of statements that nobody made": _endless_news_of_membership,
}
"""Case 57: as fast as the device reads."""

DRIPS: dict[str, Talk] = {
    "news now and then": _seldom,
    "pings for ever": _pings,
    "one frame, a byte at a time": _byte_by_byte,
    "silence": _silence,
}
"""Case 57: as slowly as it can be done."""
