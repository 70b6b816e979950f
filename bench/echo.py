"""The far end of the bare loopback: a WebSocket that answers at once, and a TCP socket that does.

It does nothing else: whatever a relay costs beyond it is the relay's. Ends when its standard input does.
"""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager

from aiohttp import WSMsgType, web

GIVE = b"give "
"""A message that starts so is answered with as many bytes as it says; any other with itself."""


@contextmanager
def running_echo() -> Generator[tuple[int, int]]:
    """Start the far end in a process of its own; yield its two ports, WebSocket first."""
    command = [sys.executable, "-m", "bench.echo"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None, "it was asked for"
        web_port, tcp_port = process.stdout.readline().split()
        yield int(web_port), int(tcp_port)


async def _answer_frames(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse(compress=False)
    await socket.prepare(request)
    async for message in socket:
        if message.type is not WSMsgType.BINARY:
            break
        said = bytes(message.data)
        await socket.send_bytes(bytes(int(said.removeprefix(GIVE))) if said.startswith(GIVE) else said)
    return socket


async def _answer_bytes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while said := await reader.read(1 << 16):
        writer.write(said)
        await writer.drain()
    writer.close()


async def _serve() -> None:
    app = web.Application()
    app.add_routes([web.get("/", _answer_frames)])
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server = await asyncio.start_server(_answer_bytes, "127.0.0.1", 0)
    print(runner.addresses[0][1], server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.buffer.read)
    server.close()
    await runner.cleanup()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve())
