"""What a hostile relay may do with one connection: the hooks of an attack, and the two ends it sits between.

An attack that never did anything proves nothing: `fired` counts, and every test looks at it.
"""

import asyncio
from collections.abc import Sequence

import aiohttp
from aiohttp import web

from whyward.ed25519 import Ed25519Signer
from whyward.protocol.frames import Prove, ToDevice, ToRelay, frame_bytes


class Link:
    """One connection of a device through the door: `near` is the device, `far` the honest relay, whose key is known."""

    def __init__(
        self, near: web.WebSocketResponse, far: aiohttp.ClientWebSocketResponse, signer: Ed25519Signer
    ) -> None:
        self.near = near
        self.far = far
        self.signer = signer
        self.space_id = b""
        self.device_id = b""
        self.is_frozen = False

    @property
    def transport(self) -> asyncio.Transport | None:
        """The device's end of the wire itself, while it is open."""
        return None if self.near._req is None else self.near._req.transport

    def learn(self, frame: ToRelay) -> None:
        """Note who it is, as any relay does."""
        if isinstance(frame, Prove):
            self.space_id, self.device_id = frame.space_id, frame.device_id

    async def say(self, frame: ToDevice | bytes) -> None:
        """Send a frame, or any bytes at all, to the device; nothing gets through a frozen wire."""
        if not self.is_frozen:
            await self.near.send_bytes(frame if isinstance(frame, bytes) else frame_bytes(frame))

    async def tell(self, frame: ToRelay) -> None:
        """Send a frame to the honest relay."""
        await self.far.send_bytes(frame_bytes(frame))

    async def hang_up(self) -> None:
        """End both."""
        await self.far.close()
        await self.near.close()


class Attack:
    """The honest relay, unchanged: what every attack starts from."""

    def __init__(self) -> None:
        self.fired = 0

    async def answer(self, request: web.Request) -> web.StreamResponse | None:
        """Answer a connection by itself, or return None to open it."""
        del request
        return None

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Return what the device gets in place of a frame of the honest relay."""
        del link
        return [frame]

    async def to_relay(self, frame: ToRelay, link: Link) -> Sequence[ToRelay]:
        """Return what the honest relay gets in place of a frame of the device."""
        del link
        return [frame]


HONEST = Attack()
