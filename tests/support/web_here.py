"""The web app as it is served, in a thread of the test's own process: real sockets, real pages, and faults that show.

A browser is the other side of it. What `whyward open` adds around it is for tests of the process.
"""

import asyncio
import threading
import traceback
from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from whyward.web.desk import Desk
from whyward.web.server import Server, serving

T = TypeVar("T")

PATIENCE_S = 60.0
"""How long anything may take on a busy machine."""


class AppHere:
    """A server that runs in its own thread, with its own loop."""

    def __init__(self, desk: Desk, server: Server, loop: asyncio.AbstractEventLoop, faults: list[str]) -> None:
        """Hold the parts."""
        self.desk, self.server = desk, server
        self.faults = faults
        self._loop = loop

    @property
    def origin(self) -> str:
        """Where it is."""
        return f"http://{self.server.address}"

    def launch_url(self) -> str:
        """Return an address that opens one window, once."""
        return self.server.launch_url()

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something in the thread of the server, such as recording a wish."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S)


@contextmanager
def app_here(home: Path, *, spoken: str = "en") -> Generator[AppHere]:
    """Serve a folder; a journal in it that needs no passphrase is open. A page that broke breaks the test."""
    loop = asyncio.new_event_loop()
    faults: list[str] = []
    started, ended = threading.Event(), asyncio.Event()
    running: list[AppHere] = []
    failed: list[BaseException] = []

    async def serve() -> None:
        desk = Desk(home, show_in_terminal=lambda _: None, spoken=spoken)
        if desk.exists:
            await desk.unlock("")
        async with serving(desk, lambda fault: faults.append("".join(traceback.format_exception(fault)))) as server:
            running.append(AppHere(desk, server, loop, faults))
            started.set()
            await ended.wait()

    def run() -> None:
        try:
            loop.run_until_complete(serve())
        except BaseException as error:  # noqa: BLE001  # it is raised again where the test sees it
            failed.append(error)
        finally:
            loop.close()
            started.set()

    thread = threading.Thread(target=run, name="app-here", daemon=True)
    thread.start()
    assert started.wait(PATIENCE_S), "the app did not start"
    if failed:
        raise failed[0]
    try:
        yield running[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(PATIENCE_S)
    if failed:
        raise failed[0]
    assert not faults, "\n".join(faults)
