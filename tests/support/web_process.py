"""`whyward open` as a process of its own, and requests to it byte for byte, as no browser would send them.

What is sent is what the test says; nothing is added.
"""

import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from subprocess import Popen
from typing import Final
from urllib.parse import urlsplit

from tests.support.cli_process import Device, next_line
from whyward.adapters.browser import FORM_TYPE
from whyward.web.guard import SESSION_HEADER

_PATIENCE_S: Final = 30.0


@dataclass(frozen=True)
class Answer:
    """What came back: the status, all headers by lower-case name, and the body as it was sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def all(self, name: str) -> list[str]:
        """Return every value of a header."""
        return [value for known, value in self.headers if known == name]


@dataclass
class Served:
    """A running `whyward open`."""

    process: "Popen[bytes]"
    url: str

    @property
    def address(self) -> str:
        """Host and port, as a browser writes them."""
        return urlsplit(self.url).netloc

    @property
    def port(self) -> int:
        """The port alone."""
        return int(self.address.rpartition(":")[2])

    @property
    def token(self) -> str:
        """The launch token of the address that was shown."""
        return urlsplit(self.url).fragment

    def send(self, raw: bytes) -> Answer:
        """Send bytes, and read the one answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE_S) as line:
            line.sendall(raw)
            return _read(line)

    def ask(
        self,
        method: str = "GET",
        target: str = "/",
        *,
        key: str = "",
        body: bytes = b"",
        lines: tuple[str, ...] = (),
        host: str | None = None,
    ) -> Answer:
        """Ask as our own pages do, with more header lines, or another host."""
        head = [f"{method} {target} HTTP/1.1", f"Host: {self.address if host is None else host}", "Connection: close"]
        if key:
            head.append(f"{SESSION_HEADER}: {key}")
        if method == "POST":
            head += [f"Origin: http://{self.address}", f"Content-Type: {FORM_TYPE}", f"Content-Length: {len(body)}"]
        return self.send("\r\n".join([*head, *lines, "", ""]).encode() + body)

    def enter(self, token: str | None = None) -> str:
        """Change a token for a key, as a window does."""
        answer = self.ask("POST", "/session", body=b"token=" + (self.token if token is None else token).encode())
        assert answer.status == 200, answer
        return answer.body.decode()


def _read(line: socket.socket) -> Answer:
    raw = b""
    while piece := line.recv(1 << 16):
        raw += piece
    head, _, body = raw.partition(b"\r\n\r\n")
    status, *fields = head.decode("latin-1").split("\r\n")
    pairs = [field.partition(":") for field in fields]
    return Answer(int(status.split()[1]), tuple((name.lower(), value.strip()) for name, _, value in pairs), body)


@contextmanager
def opened(device: Device) -> Generator[Served]:
    """Run `whyward open` on a device until the block ends."""
    with device.start("--json", "open", "--no-browser") as process:
        try:
            yield Served(process, next_line(process)["url"])
        finally:
            process.terminate()
