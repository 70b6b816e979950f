"""While a window is open: what changes elsewhere comes to it, what is typed stays, and nothing is left open for ever.

No request leaves but to the app; the clock of the window is turned, not waited for.
"""

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.cli_process import Device
from tests.support.web_browser import PATIENCE_MS, watched, window_on
from tests.support.web_here import AppHere, app_here
from tests.support.web_seed import Seeded

TYPED = "I was in the middle of a"


@pytest.fixture
def app(grown_home: Seeded, tmp_path: Path) -> Generator[AppHere]:
    """Serve a copy for one test."""
    with app_here(Path(shutil.copytree(grown_home.home, tmp_path / "home"))) as running:
        yield running


def is_open(app: AppHere) -> bool:
    """Tell whether the journal is open now: asked anew each time, as it changes by itself."""
    return app.desk.is_open


def test_a_page_follows_what_another_process_records(browser: Browser, app: AppHere) -> None:
    with window_on(browser, app.origin, app.launch_url()) as window:
        window.visit("/values")
        Device(app.desk.home).do("value", "add", "Courage")

        window.page.locator("main", has_text="Courage").wait_for(timeout=PATIENCE_MS)
        assert window.path == "/values"
        assert window.notes == {}


def test_a_page_that_is_typed_in_stays_and_says_that_there_is_news(browser: Browser, app: AppHere) -> None:
    with window_on(browser, app.origin, app.launch_url()) as window:
        window.visit("/journal/new")
        window.page.locator("#body").press_sequentially(TYPED)
        Device(app.desk.home).do("value", "add", "Courage")

        window.page.locator(".news").wait_for(timeout=PATIENCE_MS)
        expect(window.page.locator("#body")).to_have_value(TYPED)
        window.page.locator(".news").get_by_role("button").click()
        window.page.locator("main", has_text="Courage").wait_for()
        expect(window.page.locator("#body")).to_have_value(TYPED)


def test_what_is_typed_is_there_again_after_a_crash_of_the_window(browser: Browser, app: AppHere) -> None:
    with window_on(browser, app.origin, app.launch_url()) as window:
        window.visit("/journal/new")
        with window.page.expect_response("**/draft"):
            window.page.locator("#body").press_sequentially(TYPED)
    with window_on(browser, app.origin, app.launch_url()) as window:
        window.visit("/journal/new")
        expect(window.page.locator("#body")).to_have_value(TYPED)


def test_it_locks_by_itself_after_a_warning_and_keeps_the_draft(browser: Browser, app: AppHere) -> None:
    context = browser.new_context()
    window = watched(context, app.origin)
    page = window.page
    page.clock.install()
    page.goto(app.launch_url())
    page.locator("#page:has(header.top)").wait_for()
    window.visit("/journal/new")
    page.locator("#body").press_sequentially(TYPED)
    page.clock.fast_forward("04:10")
    page.get_by_role("dialog").wait_for()
    page.get_by_role("button", name="Stay").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    assert is_open(app)

    page.clock.fast_forward("05:10")
    page.get_by_role("heading", name="Welcome back").wait_for()
    assert not is_open(app)
    assert TYPED not in page.content()
    page.get_by_role("button", name="Unlock").click()
    page.locator("nav.way").wait_for()
    window.visit("/journal/new")
    expect(page.locator("#body")).to_have_value(TYPED)
    context.close()


def test_an_app_that_has_ended_is_told_of(browser: Browser, grown_home: Seeded, tmp_path: Path) -> None:
    home = Path(shutil.copytree(grown_home.home, tmp_path / "home"))
    context = browser.new_context()
    with app_here(home) as running:
        window = watched(context, running.origin)
        window.page.goto(running.launch_url())
        window.page.locator("#page:has(header.top)").wait_for()
    window.page.get_by_role("heading", name="Whyward has ended on this computer").wait_for(timeout=PATIENCE_MS)
    context.close()


def test_a_link_in_a_text_leads_nowhere_until_it_is_confirmed(
    browser: Browser, app: AppHere, grown_home: Seeded
) -> None:
    """Case 162: no request by itself, the address in full, and the way out has no way back."""
    with window_on(browser, app.origin, app.launch_url()) as window:
        window.visit(f"/journal/{grown_home.ids['entry']}")
        window.page.get_by_role("link", name="a page").press("Enter")
        dialog = window.page.get_by_role("dialog")
        assert "https://example.org/" in dialog.inner_text()
        expect(window.page.get_by_role("button", name="Stay here")).to_be_focused()
        window.page.keyboard.press("Enter")
        dialog.wait_for(state="hidden")
        assert window.elsewhere == []
        assert len(window.page.context.pages) == 1
