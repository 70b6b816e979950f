"""A way to the relay that comes and goes, or lets nothing through though it looks open.

The relay behind it is honest; only the wire is bad.
"""

import time
from collections.abc import Sequence
from random import Random

from aiohttp import web

from tests.support.evil_attack import Attack, Link
from whyward.protocol.frames import ToDevice, ToRelay


class Weather(Attack):
    """Let connections through while it is fair; count those that are tried while it is not."""

    def __init__(self) -> None:
        super().__init__()
        self.is_fair = True
        self.tried_at: list[float] = []
        self._links: list[Link] = []

    async def answer(self, request: web.Request) -> web.StreamResponse | None:
        """Cut who comes in bad weather."""
        self.tried_at.append(time.monotonic())
        if self.is_fair:
            return None
        self.fired += 1
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def to_relay(self, frame: ToRelay, link: Link) -> list[ToRelay]:
        """Remember who is here."""
        if link not in self._links:
            self._links.append(link)
        return [frame]

    async def worsen(self) -> None:
        """Cut every connection, without a word, and let nobody in."""
        self.is_fair = False
        for link in self._links:
            if (transport := link.transport) is not None:
                transport.abort()
        self._links.clear()

    async def clear_up(self) -> None:
        """Let everybody in again."""
        self.is_fair = True

    async def freeze(self) -> None:
        """Let every connection stand, and nothing through: no data, no answer to a ping, no end."""
        self.fired += 1
        for link in self._links:
            link.is_frozen = True
        self._links.clear()


class Shuffler(Attack):
    """Loses, doubles and reorders whole frames on their way to the device, by its dice; none is changed."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._dice = Random(seed)
        self._late: list[ToDevice] = []

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Throw the dice for each frame."""
        del link
        match self._dice.randrange(6):
            case 0:
                self.fired += 1
                return []
            case 1:
                self.fired += 1
                return [frame, frame]
            case 2:
                self.fired += 1
                self._late.append(frame)
                return []
            case _:
                frames, self._late = [frame, *self._late], []
                return frames
