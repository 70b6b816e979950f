"""A wire that is cut after so many bytes, one way or the other: both ends see the connection break at once.

What passed before the cut was delivered; nothing after it.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Literal

Way = Literal["sent", "received"]


class CuttingWire:
    """Listens at a free port; what comes there goes on to `target_port`, up to the cut."""

    def __init__(self) -> None:
        self.host = ""
        self.target_port = 0
        self.cut: tuple[Way, int] | None = None
        self.passed: dict[Way, int] = {"sent": 0, "received": 0}
        self.cuts = 0

    @property
    def url(self) -> str:
        """Where a device connects to."""
        return f"http://{self.host}"

    async def carry(self, near: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        """Carry one connection."""
        far, far_out = await asyncio.open_connection("127.0.0.1", self.target_port)
        self.passed = {"sent": 0, "received": 0}
        ends = (near_out, far_out)
        ways = [
            asyncio.ensure_future(self._pump("sent", near, far_out, ends)),
            asyncio.ensure_future(self._pump("received", far, near_out, ends)),
        ]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for end in ends:
            end.close()
        await asyncio.gather(*ways, return_exceptions=True)

    async def _pump(
        self,
        way: Way,
        source: asyncio.StreamReader,
        drain: asyncio.StreamWriter,
        ends: tuple[asyncio.StreamWriter, ...],
    ) -> None:
        with suppress(ConnectionError):
            while True:
                if (room := self._room(way)) == 0:
                    self.cuts += 1
                    # What is on its way arrives; then both ends break.
                    await drain.drain()
                    for end in ends:
                        end.transport.abort() if end is not drain else end.close()
                    return
                data = await source.read(min(room, 1 << 16))
                if not data:
                    return
                self.passed[way] += len(data)
                drain.write(data)
                await drain.drain()

    def _room(self, way: Way) -> int:
        if self.cut is None or self.cut[0] != way:
            return 1 << 16
        return max(self.cut[1] - self.passed[way], 0)


@asynccontextmanager
async def cutting_wire() -> AsyncGenerator[CuttingWire]:
    """Put up a wire while the block lasts."""
    wire = CuttingWire()
    server = await asyncio.start_server(wire.carry, "127.0.0.1", 0)
    wire.host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield wire
