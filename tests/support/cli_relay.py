"""A relay as a process of its own, and impostors in its place.

Each listens on loopback at a free port, and is ended by its own handle.
"""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from tests.support.cli_process import environment


@dataclass(frozen=True)
class RelayHere:
    """Where a relay process listens, its key, and its folder."""

    url: str
    key: str
    folder: Path

    @property
    def port(self) -> int:
        """The port it listens at."""
        return int(self.url.rpartition(":")[2])


@contextmanager
def relay_process(folder: Path, *options: str, port: int = 0) -> Generator[RelayHere]:
    """Run a relay over `folder/relay.sqlite3` while the block lasts; its log goes to `folder/relay.log`."""
    folder.mkdir(exist_ok=True)
    data = ("--data", str(folder / "relay.sqlite3"), "--port", str(port))
    command = [sys.executable, "-m", "whyward.relay", *data, *options]
    with (folder / "relay.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, env=environment())
    with process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, (folder / "relay.log").read_text(encoding="utf-8")
            said = json.loads(line)
            yield RelayHere(said["listening"], said["relay_key"], folder)
        finally:
            process.terminate()
            process.wait(timeout=60)


class _Page(BaseHTTPRequestHandler):
    """A captive portal: a page, whatever is asked."""

    def do_GET(self) -> None:
        """Answer with HTML."""
        page = b"<html><title>Log in to this network</title></html>\x1b[2J"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # named so by the base
        """Say nothing."""


@contextmanager
def portal() -> Generator[str]:
    """Run a web server that answers everything with a page; give its address."""
    with HTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def nobody() -> Generator[str]:
    """Give an address at which nothing listens while the block lasts: the port is taken, and never listened at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
