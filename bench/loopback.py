"""The bare loopback: round trips over a WebSocket and over TCP, and what it takes to receive so many bytes.

It knows nothing of frames.
"""

import socket
import time

import aiohttp
import msgspec

from bench.echo import GIVE, running_echo
from bench.usage import Spread, cpu_s, spread
from whyward.protocol.limits import FRAME_BYTES_MAX, PAGE_BYTES_MAX

_ROUND_TRIPS = 500
_MESSAGE = bytes(1000)  # About a sealed entry with its header and signature.


class Loopback(msgspec.Struct):
    """Round trips of 1,000 bytes, and the processor time per megabyte received."""

    websocket: Spread
    tcp: Spread
    receive_s_per_mb: float


async def measure_loopback(receive_bytes: int) -> Loopback:
    """Go there and back, and receive so many bytes in pages as a relay sends them."""
    with running_echo() as (web_port, tcp_port):
        times: list[float] = []
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"http://127.0.0.1:{web_port}/", compress=0, max_msg_size=FRAME_BYTES_MAX) as there,
        ):
            for _ in range(_ROUND_TRIPS):
                began = time.perf_counter()
                await there.send_bytes(_MESSAGE)
                await there.receive_bytes()
                times.append(time.perf_counter() - began)
            received, cpu = 0, cpu_s()
            while received < receive_bytes:
                await there.send_bytes(GIVE + str(PAGE_BYTES_MAX).encode())
                received += len(await there.receive_bytes())
            cpu = cpu_s() - cpu
        return Loopback(spread(times), _over_tcp(tcp_port), cpu * 1e6 / received)


def _over_tcp(port: int) -> Spread:
    times: list[float] = []
    with socket.create_connection(("127.0.0.1", port)) as there:
        there.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(_ROUND_TRIPS):
            began = time.perf_counter()
            there.sendall(_MESSAGE)
            due = len(_MESSAGE)
            while due:
                due -= len(there.recv(due))
            times.append(time.perf_counter() - began)
    return spread(times)
