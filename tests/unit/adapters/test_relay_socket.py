"""The way to a relay: which addresses are one, and what is said when what answers is none."""

from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from whyward.adapters.relay_socket import RelaySockets, relay_address
from whyward.journal.errors import BadInput, Unreachable

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://relay.example", "https://relay.example"),
        ("  https://relay.example/  ", "https://relay.example"),
        ("https://relay.example:8443/v1/sync", "https://relay.example:8443"),
        ("http://127.0.0.1:8787", "http://127.0.0.1:8787"),
        ("http://[::1]:8787", "http://[::1]:8787"),
        ("http://localhost:8787", "http://localhost:8787"),
    ],
)
def test_an_address_is_read(typed: str, read: str) -> None:
    """Scheme, host and port; a path is not part of it."""
    assert str(relay_address(typed)) == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "relay.example",
        "ftp://relay.example",
        "http://relay.example",
        "http://127.0.0.1.example",
        "http://10.0.0.1:8787",
        "https://",
        "https://name:secret@relay.example",
        "https://relay.example/?q=1",
        "https://relay.example/#part",
        "http://[::1",
        "javascript:alert(1)",
    ],
)
def test_anything_else_is_refused(typed: str) -> None:
    """Plain http to another machine above all."""
    with pytest.raises(BadInput):
        relay_address(typed)


async def serve(handler: Handler) -> TestServer:
    """Serve one handler on loopback."""
    app = web.Application()
    app.router.add_get("/v1/sync", handler)
    server = TestServer(app)
    await server.start_server()
    return server


async def html(request: web.Request) -> web.StreamResponse:
    """Answer as a hotel's login page does."""
    del request
    return web.Response(text="<html>Please log in</html>", content_type="text/html")


async def redirect(request: web.Request) -> web.StreamResponse:
    """Send the device elsewhere."""
    del request
    raise web.HTTPFound("http://elsewhere.example/")


@pytest.mark.parametrize("handler", [html, redirect])
async def test_what_is_no_relay_is_said_and_nothing_is_sent(handler: Handler) -> None:
    """A login page and a redirect."""
    server = await serve(handler)

    with pytest.raises(Unreachable, match="not a Whyward relay") as caught:
        await RelaySockets().connect(str(server.make_url("/")))

    assert "safe" in caught.value.hint
    await server.close()


async def test_nobody_there_is_out_of_reach() -> None:
    """A port that was just let go of."""
    server = await serve(html)
    url = str(server.make_url("/"))
    await server.close()

    with pytest.raises(Unreachable, match="out of reach") as caught:
        await RelaySockets().connect(url)

    assert caught.value.exit_status == 4


async def text_frame(request: web.Request) -> web.StreamResponse:
    """Speak WebSocket, but not as a relay."""
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_str("hello")
    await socket.receive()
    return socket


async def hang_up(request: web.Request) -> web.StreamResponse:
    """Accept, and end at once."""
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.close()
    return socket


async def huge(request: web.Request) -> web.StreamResponse:
    """Send a frame past every limit."""
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_bytes(bytes(5 << 20))
    await socket.receive()
    return socket


@pytest.mark.parametrize("handler", [text_frame, hang_up, huge])
async def test_a_socket_that_is_no_relay_ends_in_one_sentence(handler: Handler) -> None:
    """Text, an end, a frame of five mebibytes."""
    server = await serve(handler)
    async with await RelaySockets().connect(str(server.make_url("/"))) as connection:
        with pytest.raises(Unreachable):
            await connection.receive()
    await server.close()


async def test_frames_arrive_whole_and_the_host_is_the_one_connected_to() -> None:
    """Echo one frame."""

    async def echo(request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_bytes(request.host.encode() + await socket.receive_bytes())
        return socket

    server = await serve(echo)
    async with await RelaySockets().connect(str(server.make_url("/"))) as connection:
        await connection.send(b"\x00frame")
        assert await connection.receive() == connection.host.encode() + b"\x00frame"
    await server.close()
