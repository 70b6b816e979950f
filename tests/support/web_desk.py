"""The web app over a real journal in a folder, without a browser: requests in, pages out.

It sends what our own scripts send; what a browser does beyond that is for the end-to-end tests.
"""

import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from whyward.adapters.browser import FORM_TYPE
from whyward.adapters.home import Lock
from whyward.adapters.platform import SystemEntropy, monotonic_s
from whyward.journal.journal import Journal
from whyward.journal.key_file import Unlock
from whyward.web.app import App
from whyward.web.desk import Desk
from whyward.web.guard import SESSION_HEADER, Asked, Guard
from whyward.web.routes import ROUTES
from whyward.web.session import Session, Sessions

ADDRESS = "127.0.0.1:40123"
Fields = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it came: where it was in the end, its HTML, and its text without markup."""

    status: int
    path: str
    html: str
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        """What a person reads."""
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", self.html))).strip()


class Window:
    """One window that was let in."""

    def __init__(self, app: App, session: Session) -> None:
        """Hold its key."""
        self.app, self._session = app, session

    @property
    def journal(self) -> Journal:
        """The open journal behind the pages."""
        return self.app.desk.journal

    async def get(self, path: str) -> Shown:
        """Ask for a page, and follow where it leads."""
        return await self._asked("GET", path, b"")

    async def post(self, path: str, fields: Fields | None = None) -> Shown:
        """Send a form, and follow where it leads."""
        return await self._asked("POST", path, urlencode(fields or {}, doseq=True).encode())

    async def _asked(self, method: str, path: str, body: bytes) -> Shown:
        for _ in range(5):
            headers = {SESSION_HEADER: self._session.key, "sec-fetch-site": "same-origin"}
            if method == "POST":
                headers |= {"origin": f"http://{ADDRESS}", "content-type": FORM_TYPE}
            response = await self.app.answer(Asked(method, path, (ADDRESS,), headers, body))
            if response.status != 303:
                html = response.body.decode("utf-8", "replace")
                return Shown(response.status, path, html, response.headers)
            method, path, body = "GET", response.headers["Location"], b""
        raise AssertionError(f"{path} leads round in a circle")


def _raise(fault: BaseException) -> None:
    raise fault


@asynccontextmanager
async def app_at(home: Path, *, spoken: str = "en") -> AsyncGenerator[App]:
    """Run the app over a folder, whatever is in it; a page that breaks breaks the test."""
    desk = Desk(home, show_in_terminal=lambda _: None, spoken=spoken)
    sessions = Sessions(SystemEntropy(), monotonic_s)
    try:
        yield App(desk, sessions, Guard(ADDRESS), ROUTES, launcher="launcher", on_fault=_raise)
    finally:
        await desk.lock()


def window_of(app: App) -> Window:
    """Let one window in."""
    session = app.sessions.admit(app.sessions.launch())
    assert session is not None
    return Window(app, session)


@asynccontextmanager
async def window_at(home: Path, *, spoken: str = "en") -> AsyncGenerator[Window]:
    """Run the app over a fresh, open journal in a folder, with one window."""
    async with app_at(home, spoken=spoken) as app:
        await app.desk.found(Lock(Unlock.FILE))
        app.desk.arrival.words = ()
        yield window_of(app)
