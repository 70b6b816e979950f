"""What may answer in place of a relay, byte for byte: a hotel's login page, a proxy's apology, an endless stream.

Each is one function from an accepted connection to what it sends; the request was read before.
"""

import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress

Portal = Callable[[socket.socket], None]

_CHUNK = 1 << 16
_MANY = 16 << 10
"""Chunks: a gibibyte in all, which nobody must read to its end."""


def _whole(status: str, kind: str, body: bytes) -> Portal:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return lambda near: near.sendall(head + body)


def _endless_body(near: socket.socket) -> None:
    near.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(_MANY):
        near.sendall(bytes(_CHUNK))


def _endless_head(near: socket.socket) -> None:
    near.sendall(b"HTTP/1.1 200 OK\r\n")
    for count in range(_MANY):
        near.sendall(b"X-Header-%d: " % count + b"a" * 4096 + b"\r\n")


def _endless_line(near: socket.socket) -> None:
    for _ in range(_MANY):
        near.sendall(b"H" * _CHUNK)


def _switched_to_what(near: socket.socket) -> None:
    near.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x82\x7f")


def _other_protocol(near: socket.socket) -> None:
    near.sendall(b"SSH-2.0-OpenSSH_9.9\r\n")


def _nothing(near: socket.socket) -> None:
    del near


def _never(near: socket.socket) -> None:
    near.recv(1)


PORTALS: dict[str, Portal] = {
    "a page": _whole("200 OK", "text/html", b"<html>Log in to this network</html>\x1b[2J"),
    "an object": _whole("200 OK", "application/json", b'{"error": "login", "url": "http://login.example"}'),
    "an empty page": _whole("200 OK", "text/html", b""),
    "no content": lambda near: near.sendall(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "the way to a login": lambda near: near.sendall(
        b"HTTP/1.1 302 Found\r\nLocation: http://login.example/\r\nContent-Length: 0\r\n\r\n"
    ),
    "a login for proxies": _whole("511 Network Authentication Required", "text/html", b"<html>"),
    "a body without end": _endless_body,
    "headers without end": _endless_head,
    "a line without end": _endless_line,
    "a switch to something else": _switched_to_what,
    "another protocol": _other_protocol,
    "an end at once": _nothing,
    "not a word": _never,
}


@contextmanager
def portal_of(portal: Portal) -> Generator[str]:
    """Answer every connection in this way while the block lasts; give the address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_answer, args=(listener, portal))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def _answer(listener: socket.socket, portal: Portal) -> None:
    while True:
        try:
            near, _ = listener.accept()
        except OSError:
            return
        with near, suppress(OSError):
            near.settimeout(20)
            near.recv(_CHUNK)
            portal(near)
