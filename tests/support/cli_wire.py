"""A wire between a device and a relay that keeps every byte, and undoes WebSocket's masks.

It changes nothing of what passes.
"""

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_HEAD_END = b"\r\n\r\n"
_SHORT, _LONG = 126, 127


@dataclass
class Wire:
    """Listens at a free port; what comes there goes on to `target_port`."""

    listener: socket.socket
    target_port: int = 0
    _kept: list[bytearray] = field(default_factory=list[bytearray])
    _open: list[socket.socket] = field(default_factory=list[socket.socket])
    _threads: list[threading.Thread] = field(default_factory=list[threading.Thread])

    @property
    def host(self) -> str:
        """The host and port that a device connects to."""
        return f"127.0.0.1:{self.listener.getsockname()[1]}"

    def streams(self) -> list[bytes]:
        """Return all that passed, each direction of each connection: as it was, and with the masks undone."""
        return [one for kept in self._kept for one in (bytes(kept), unmasked(bytes(kept)))]

    def carry(self) -> None:
        """Accept connections until the listener is closed."""
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.target_port))
            self._open += [near, far]
            for source, drain in ((near, far), (far, near)):
                kept = bytearray()
                self._kept.append(kept)
                thread = threading.Thread(target=_pump, args=(source, drain, kept))
                thread.start()
                self._threads.append(thread)

    def close(self) -> None:
        """End everything."""
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for one in self._open:
            one.close()


def _pump(source: socket.socket, drain: socket.socket, kept: bytearray) -> None:
    with suppress(OSError):
        while got := source.recv(1 << 16):
            kept += got
            drain.sendall(got)
    with suppress(OSError):
        drain.shutdown(socket.SHUT_WR)


@contextmanager
def wire() -> Generator[Wire]:
    """Put up a wire while the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        up = Wire(listener)
        carrying = threading.Thread(target=up.carry)
        carrying.start()
        try:
            yield up
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            carrying.join()
            up.close()


def unmasked(stream: bytes) -> bytes:
    """Return the payloads of a stream's WebSocket frames (RFC 6455 §5.2), one after the other."""
    _, _, rest = stream.partition(_HEAD_END)
    payloads = bytearray()
    while len(rest) >= 2:
        is_masked, length = rest[1] & 0x80, rest[1] & 0x7F
        size = {_SHORT: 2, _LONG: 8}.get(length, 0)
        if size:
            length = int.from_bytes(rest[2 : 2 + size])
        start = 2 + size + (4 if is_masked else 0)
        mask = rest[start - 4 : start] if is_masked else bytes(4)
        body = rest[start : start + length]
        key = int.from_bytes((mask * (len(body) // 4 + 1))[: len(body)])
        payloads += (int.from_bytes(body) ^ key).to_bytes(len(body))
        rest = rest[start + length :]
    return bytes(payloads)
