"""Pages of somebody else, in the same browser, change nothing and learn nothing (cases 158, 159 and 166).

What is left behind after locking or a quick exit shows nothing.
"""

import http.server
import threading
from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.support.web_browser import PATIENCE_MS, watched, window_on
from tests.support.web_here import AppHere

ATTACK: Final = Path(__file__).with_name("attack.html")
"""What an evil page does; the address of the app is filled in."""

MAY_BE: Final = ("opaque 0", "refused", "true", "false", "loaded null")
"""What an attacking page may be told: nothing that tells one answer from another."""


@pytest.fixture(scope="module")
def evil(grown: AppHere, tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """Serve the attacking page from another port of this machine."""
    folder = tmp_path_factory.mktemp("evil")
    (folder / "index.html").write_text(
        ATTACK.read_text(encoding="utf-8").replace("ORIGIN-OF-THE-APP", grown.origin), encoding="utf-8"
    )
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # the name is that of the library
        """Say nothing."""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_of_somebody_else_changes_nothing_and_learns_nothing(
    host: str, browser: Browser, grown: AppHere, evil: str
) -> None:
    """One port on, this is the same site to a browser; as `localhost` it is another one."""
    before = grown.desk.journal.pages.count()
    with window_on(browser, grown.origin, grown.launch_url()) as own:
        page = own.page.context.new_page()
        page.goto(f"http://{evil.replace('127.0.0.1', host)}/index.html")
        page.wait_for_function("window.told !== undefined", timeout=PATIENCE_MS)
        told: list[str] = page.evaluate("window.told")
        own.visit("/journal")

        assert own.heading == "Journal", "the window that was open goes on"
    assert len(told) > 25, told
    assert not [one for one in told if not one.endswith(MAY_BE)], told
    assert "socket: refused" in told
    assert "SCRIPT: refused" in told
    assert "IFRAME: loaded null" in told or "IFRAME: refused" in told
    assert grown.desk.is_open
    assert grown.desk.journal.pages.count() == before


def content_of(page: Page) -> str:
    """Return all that a window holds, once it has come to rest."""
    for _ in range(20):
        page.wait_for_load_state()
        try:
            return page.content()
        except Error:  # It went on to another page meanwhile.
            continue
    raise AssertionError("the window came to no rest")


def test_after_locking_and_leaving_no_way_back_shows_anything(browser: Browser, grown: AppHere) -> None:
    """Case 166: the history of the window, and what the browser may have kept of it."""
    secret = "Tea on the steps"
    with window_on(browser, grown.origin, grown.launch_url()) as window:
        page = window.page
        window.visit("/journal")
        window.wait_for(secret)
        page.get_by_role("button", name="Lock").click()
        page.get_by_role("heading", name="Welcome back").wait_for()
        kept = "async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"
        assert page.evaluate(kept) == [0, 0]
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
        for _ in range(3):
            page.go_back()
            assert secret not in content_of(page)
    grown.do(grown.desk.unlock(""))
    with window_on(browser, grown.origin, grown.launch_url()) as window:
        page = window.page
        window.visit("/journal")
        window.wait_for(secret)
        page.get_by_role("button", name="Leave quickly").click()
        page.wait_for_url("**/static/away.html")
        assert page.title() == "Blank"
        for _ in range(3):
            page.go_back()
            assert secret not in content_of(page)
        assert not grown.desk.is_open
    grown.do(grown.desk.unlock(""))


def test_a_window_that_is_loaded_again_has_forgotten_its_key(browser: Browser, grown: AppHere) -> None:
    with window_on(browser, grown.origin, grown.launch_url()) as window:
        page = window.page
        window.visit("/journal")
        page.reload()
        page.get_by_role("heading", name="This window has forgotten its key").wait_for()
        assert "Tea on the steps" not in page.content()
        assert "#" not in page.url


def test_a_second_window_of_the_same_browser_has_no_key(browser: Browser, grown: AppHere) -> None:
    with window_on(browser, grown.origin, grown.launch_url()) as window:
        other = watched(window.page.context, grown.origin)
        other.page.goto(f"{grown.origin}/journal")
        other.page.get_by_role("heading", name="This window has forgotten its key").wait_for()
