"""`whyward open`: the web app on this computer, in the person's browser, until it is told to end.

It listens on loopback alone. One app for a journal: a second `open` asks the running one for one more window.
"""

import asyncio
import contextlib
import signal
import sys
import traceback
from collections.abc import AsyncGenerator

import click
import msgspec

from whyward.adapters.browser import open_browser, window_of
from whyward.adapters.home import is_journal
from whyward.adapters.running_file import Running, running_in, say_ended, say_running
from whyward.cli.asking import typed_line
from whyward.cli.face import Face
from whyward.cli.verbs import Verb
from whyward.journal.errors import BadInput, JournalError, Refused
from whyward.journal.key_file import Unlock
from whyward.web.desk import Desk
from whyward.web.server import Server, serving

_PORT_MAX = 65535


class OpenShown(msgspec.Struct, frozen=True):
    """The address of one window: good once, and for a minute."""

    url: str


@click.command("open", cls=Verb)
@click.option("--browser/--no-browser", default=True, help="Open a browser, or show the address alone.")
@click.option(
    "--port", type=click.IntRange(0, _PORT_MAX), default=0, help="A port of your own; any free one if left out."
)
@click.pass_obj
def open_(face: Face, browser: bool, port: int) -> None:
    """Open Whyward in your browser. It runs on this computer alone, until you end it with Ctrl-C."""
    asyncio.run(_open(face, with_browser=browser, port=port))


async def _open(face: Face, *, with_browser: bool, port: int) -> None:
    running = running_in(face.home)
    url = None if running is None else await window_of(running)
    if url is not None:
        _show(face, url, with_browser=with_browser)
        return
    desk = Desk(face.home, show_in_terminal=face.show)
    with contextlib.suppress(JournalError):
        if is_journal(face.home) and desk.unlocks_by is not Unlock.PASSPHRASE:
            await desk.unlock("")
    try:
        async with serving(desk, _tell_fault, port) as server, _said(face, server):
            _show(face, server.launch_url(), with_browser=with_browser)
            await _until_told(face, server, with_browser=with_browser)
    except OSError as error:
        text = f"port {port} cannot be used: {(error.strerror or 'the system refused').lower()}"
        raise Refused(text, hint="Leave --port out, and a free one is found.") from None


@contextlib.asynccontextmanager
async def _said(face: Face, server: Server) -> AsyncGenerator[None]:
    running = Running(server.address, server.launcher)
    say_running(face.home, running)
    try:
        yield
    finally:
        say_ended(face.home, running)


def _show(face: Face, url: str, *, with_browser: bool) -> None:
    if face.as_json:
        face.give(OpenShown(url))
    if with_browser and open_browser(url):
        face.say("Whyward is open in your browser.")
    elif not face.as_json:
        face.show(url)
        face.say("Open this address in your browser. It is good once, and for a minute.")


async def _until_told(face: Face, server: Server, *, with_browser: bool) -> None:
    """Wait for Ctrl-C; where somebody types, each Enter opens one more window."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    face.say("Enter opens one more window. Ctrl-C ends it, and locks your journal.")
    windows = asyncio.create_task(_windows(face, server, with_browser=with_browser))
    await ended.wait()
    windows.cancel()
    face.say("Locked, and ended.")


async def _windows(face: Face, server: Server, *, with_browser: bool) -> None:
    if not sys.stdin.isatty():
        return
    with contextlib.suppress(BadInput):
        while True:
            await typed_line("Enter")
            _show(face, server.launch_url(), with_browser=with_browser)


def _tell_fault(fault: BaseException) -> None:
    """Say where a page broke, and not with what: what a person wrote may be in the words of the error."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    place = last.filename.rpartition("whyward")[2].lstrip("/\\")
    sys.stderr.write(f"whyward: a page broke in {place}, line {last.lineno} ({type(fault).__name__})\n")
