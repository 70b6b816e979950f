"""A real browser: the Chromium of this machine through Playwright, and a window that notes all that a page gives away.

What a window notes is what no page of ours may do: complain, break a policy, ask another address, open a dialog.
"""

import os
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Playwright,
    Request,
    Response,
    expect,
)

PATIENCE_MS: Final = 30_000
_ARGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
_VISIT: Final = "async ([path, how]) => { await (await import('/static/page.js')).visit(path, how); }"
_EXPECTED: Final = ("status of 422", "status of 423", "status of 404")
"""What the browser notes by itself of an answer that refuses; the page says it in words."""

WIDE: Final = """
() => {
  const most = document.documentElement.clientWidth + 1;
  if (document.documentElement.scrollWidth <= most) return [];
  return [...document.querySelectorAll("#page *")]
    .filter((one) => one.getBoundingClientRect().right > most && !one.closest(".table-scroll, .visually-hidden"))
    .map((one) => `${one.tagName} ${one.className}: ${(one.textContent ?? "").trim().slice(0, 40)}`)
    .concat(`${document.documentElement.scrollWidth} wide`)
    .slice(0, 4);
}
"""
"""What makes a page wider than its window, if anything does."""


def chromium() -> str | None:
    """Return where Chromium is on this machine: `WHYWARD_CHROMIUM`, or the usual names."""
    named = os.environ.get("WHYWARD_CHROMIUM")
    usual = "/usr/bin/chromium"
    if named is not None:
        return named
    if Path(usual).exists():
        return usual
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def launched(playwright: Playwright, path: str) -> Browser:
    """Start the browser, with nothing of its own that would ask the network; what is expected has its time."""
    expect.set_options(timeout=PATIENCE_MS)
    return playwright.chromium.launch(executable_path=path, args=list(_ARGS), timeout=2 * PATIENCE_MS)


@dataclass
class Window:
    """One window of the app, and what was noted about it."""

    page: Page
    origin: str
    console: list[str] = field(default_factory=list[str])
    elsewhere: list[str] = field(default_factory=list[str])
    dialogs: list[str] = field(default_factory=list[str])
    missing: list[str] = field(default_factory=list[str])

    @property
    def notes(self) -> dict[str, list[str]]:
        """Return all that no page may do, by what it is; empty where all is well."""
        kinds = {"console": self.console, "elsewhere": self.elsewhere, "dialogs": self.dialogs, "404": self.missing}
        return {kind: told for kind, told in kinds.items() if told}

    @property
    def path(self) -> str:
        """Return the path that the window shows."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def heading(self) -> str:
        """Return the heading of the page."""
        return self.page.locator("h1").first.inner_text()

    def visit(self, path: str, how: str = "push") -> None:
        """Go to a page as a link would."""
        self.page.evaluate(_VISIT, [path, how])

    def wait_for(self, text: str) -> None:
        """Wait until a text is on the page."""
        self.page.locator("main", has_text=text).first.wait_for(timeout=PATIENCE_MS)

    def press(self, name: str) -> None:
        """Press the button or follow the link of a name, in the page itself."""
        found = (
            self.page.locator("main")
            .get_by_role("button", name=name)
            .or_(self.page.locator("main").get_by_role("link", name=name))
        )
        found.first.click()

    @contextmanager
    def sending(self) -> Generator[None]:
        """Wait until the form that is sent within has its answer; whatever is asked for next comes after it."""
        with self.page.expect_response(is_sent, timeout=PATIENCE_MS):
            yield

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(known in message.text for known in _EXPECTED):
            self.console.append(message.text)

    def _see(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss", "ftp"} and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.elsewhere.append(request.url)

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


def is_sent(response: Response) -> bool:
    """Tell whether an answer is that to a form, as opposed to a page, a draft or what a window says by itself."""
    said = {"/draft", "/awake", "/session"}
    return response.request.method == "POST" and urlsplit(response.url).path not in said


def watched(context: BrowserContext, origin: str) -> Window:
    """Open an empty window whose every sign is noted."""
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    window = Window(page, origin)
    page.on("console", window._hear)
    page.on("pageerror", lambda error: window.console.append(f"{error.name}: {error.message}"))
    page.on("dialog", window._dismiss)
    context.on("request", window._see)
    return window


@contextmanager
def window_on(
    browser: Browser, origin: str, launch_url: str, options: Mapping[str, Any] | None = None
) -> Generator[Window]:
    """Open a window on the app and wait for its first page; close it afterwards."""
    context = browser.new_context(**(options or {}))
    try:
        window = watched(context, origin)
        window.page.goto(launch_url)
        window.page.locator("#page:has(header.top)").wait_for()
        yield window
    finally:
        context.close()
