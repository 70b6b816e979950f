"""The guard before aiohttp: it holds a connection until its whole request head is here, in time and in bounds.

aiohttp 3.14 has no limit of its own on slow heads (measured: open for over 100 s). Of a WebSocket it counts bytes, and
looks into none.
"""

import asyncio
from collections import Counter
from http import HTTPStatus

from whyward.relay import request_head
from whyward.relay.config import RelayConfig
from whyward.relay.hosts import address_group
from whyward.relay.pace import Pace


class Guard:
    """Counts connections, in all and by address; shared by all connections of a relay."""

    def __init__(self, config: RelayConfig) -> None:
        """Take bounds from the settings."""
        self.config = config
        self.count_by_address: Counter[str] = Counter()
        self._pace_by_transport: dict[asyncio.Transport, Pace] = {}

    def enter(self, transport: asyncio.Transport, address: str) -> bool:
        """Count a connection in, if there is room for it."""
        if self.count_by_address.total() >= self.config.connections_max:
            return False
        if self.count_by_address[address] >= self.config.connections_per_address_max:
            return False
        self.count_by_address[address] += 1
        self._pace_by_transport[transport] = Pace()
        return True

    def leave(self, transport: asyncio.Transport, address: str) -> None:
        """Count a connection out."""
        self._pace_by_transport.pop(transport, None)
        self.count_by_address[address] -= 1
        if self.count_by_address[address] <= 0:
            del self.count_by_address[address]

    def abort_all(self) -> None:
        """Drop every connection that is still there, complete or not."""
        for transport in list(self._pace_by_transport):
            transport.abort()

    def received(self, transport: asyncio.Transport, count: int, now_s: float) -> None:
        """Count bytes of a WebSocket."""
        self.pace(transport).received(count, now_s)

    def pace(self, transport: asyncio.Transport) -> Pace:
        """Return the pace of a connection; one that is gone has one that nobody looks at."""
        return self._pace_by_transport.get(transport, Pace())

    def abort_slow(self, now_s: float) -> None:
        """Drop every connection that has begun a frame and goes on with it too slowly."""
        for transport, pace in list(self._pace_by_transport.items()):
            if pace.is_too_slow(now_s):
                transport.abort()


class GuardedConnection(asyncio.Protocol):
    """One connection: first the head, whole and checked, then everything to aiohttp's own protocol."""

    def __init__(self, inner: asyncio.Protocol, guard: Guard) -> None:
        """Stand before `inner`, which hears of the connection only once its head is complete."""
        self._inner = inner
        self._guard = guard
        self._address = ""
        self._is_counted = False
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._head = bytearray()
        self._is_handed_over = False
        self._takes_more = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start the clock, unless there are too many connections already."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._address = address_group(transport)
        self._is_counted = self._guard.enter(transport, self._address)
        if not self._is_counted:
            transport.abort()
            return
        self._restart_timer()

    def data_received(self, data: bytes) -> None:
        """Gather the head; afterwards pass on what may follow it, and drop what may not."""
        if self._is_handed_over:
            if self._takes_more:
                if self._transport is not None:
                    self._guard.received(self._transport, len(data), asyncio.get_running_loop().time())
                self._inner.data_received(data)
            return
        if self._transport is None or self._transport.is_closing():
            return
        searched = max(0, len(self._head) - len(request_head.END) + 1)
        self._head += data
        end = self._head.find(request_head.END, searched)
        size = len(self._head) if end < 0 else end + len(request_head.END)
        if size > self._guard.config.head_bytes_max:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif end >= 0:
            self._hand_over(bytes(self._head[:size]), bytes(self._head[size:]))

    def eof_received(self) -> bool | None:
        """Close: a peer that has said all it will say before its head is complete gets no answer."""
        return self._inner.eof_received() if self._is_handed_over else None

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it out."""
        if self._timer is not None:
            self._timer.cancel()
        if self._is_counted and self._transport is not None:
            self._guard.leave(self._transport, self._address)
        if self._is_handed_over:
            self._inner.connection_lost(exc)
        self._transport = None

    def pause_writing(self) -> None:
        """Pass on that the peer reads slowly."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Pass on that the peer reads again."""
        self._inner.resume_writing()

    def _hand_over(self, head: bytes, rest: bytes) -> None:
        refused = request_head.refused_status(head)
        if refused is not None:
            self._refuse(refused)
            return
        assert self._transport is not None
        self._is_handed_over = True
        self._takes_more = request_head.asks_to_upgrade(head)
        self._head.clear()
        if self._takes_more:
            # A WebSocket has time-outs of its own, in `sockets`.
            self._stop_timer()
            self._guard.received(self._transport, len(rest), asyncio.get_running_loop().time())
        else:
            self._restart_timer()
        self._inner.connection_made(self._transport)
        self._inner.data_received(head + rest if self._takes_more else head)

    def _refuse(self, status: HTTPStatus) -> None:
        assert self._transport is not None
        self._transport.write(request_head.refusal(status))
        self._transport.close()

    def _restart_timer(self) -> None:
        self._stop_timer()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self._guard.config.head_s, self._out_of_time)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _out_of_time(self) -> None:
        if self._transport is not None:
            self._transport.abort()
